export { derivedTables, type DerivedTables } from './derived-tables.js';
export { type OracleInput, understand, type Understood } from './understand.js';
export { type Row } from './rows.js';
export { agentsOf } from './agents.js';
export { attributionModelsOf, attributionOf, itemsOf, pathsOf, timesOf } from './attribution.js';
export { availabilityOf } from './availability.js';
export { channelsOf, type ChannelsQuestion } from './channels.js';
export { beforeUnsubscribingOf, subscribersOf } from './subscribers.js';
export { countedAsOf } from './counted-as.js';
export { botsOf, closingsOf, engagementOf, type PeopleQuestion, repeatsOf } from './people-reports.js';
export { overviewOf, type OverviewQuestion } from './overview.js';
export { pathLinksOf, type OracleLink, type PathsQuestion } from './paths.js';
export { placeOf } from './places.js';
export {
  agentsAtWork,
  askedDialogues,
  askedWaits,
  coveredShare,
  responseNumbers,
  responseTimesOf,
} from './service-numbers.js';
export type { KnownAgent, ServiceQuestion, ServiceWait, Target } from './service-waits.js';
export { spendOf } from './spend.js';
export { sourcesOf, type SourceNumbers } from './sources.js';
export { plainEvent, type PlainContext } from './from-event.js';
export type { PlainEvent } from './plain-event.js';
export type { OracleAccount, OracleDefinition, OracleSpan } from './settings.js';
export { clockOnTheWall } from './wall-clock.js';
export { type WorkedAnswer, workloadOf, workloadOfAnswers, type WorkloadQuestion } from './workload.js';
export { waitState, WAIT_STATES, type WaitState } from './waits.js';
export { contactsOf, type OracleContact } from './contacts.js';
export {
  conversionsOf,
  creditOf,
  type CreditQuestion,
  type OracleConversion,
  type OracleCredit,
  type OracleRate,
  touchOf,
  weightsOf,
} from './credit.js';
export { type FunnelQuestion, type OracleWay, waysOf } from './funnels.js';
export { funnelOf, stepNumbers } from './funnel-numbers.js';
export { factsOf, meets, unitsOf } from './funnel-facts.js';
