export * from './database.js';
export * from './factories/index.js';
export * from './how-many.js';
export * from './oracle/index.js';
export * from './scenarios/index.js';
export * from './workspace.js';
