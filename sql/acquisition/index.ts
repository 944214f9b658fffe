export * from './contacts.js';
export * from './conversions.js';
export * from './credit.js';
export * from './goal-events.js';
export * from './goals.js';
export * from './asked-credit.js';
export * from './goal-preview.js';
