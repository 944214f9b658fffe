export * from './convert.js';
export * from './fees.js';
export * from './labels.js';
export * from './spend.js';
export * from './write-costs.js';
