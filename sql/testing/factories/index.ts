// One factory per event: defaults are valid, a test states only what matters to it.
export * from './touches.js';
export * from './messages.js';
export * from './subscriptions.js';
export * from './service.js';
export * from './conversions.js';
export * from './identity.js';
export type { InputOf, Stated } from './defaults.js';
