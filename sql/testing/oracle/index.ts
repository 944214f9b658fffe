export { derivedTables, type DerivedTables } from './derived-tables.js';
export { type OracleInput, understand, type Understood } from './understand.js';
export type { Row } from './rows.js';
export { overviewOf, type OverviewQuestion } from './overview.js';
export { plainEvent, type PlainContext } from './from-event.js';
export type { PlainEvent } from './plain-event.js';
export type { OracleAccount, OracleDefinition } from './settings.js';
export { waitState, WAIT_STATES, type WaitState } from './waits.js';
