export * from './convert.js';
export * from './fees.js';
export * from './labels.js';
export * from './rate-gaps.js';
export * from './spend.js';
export * from './spending.js';
export * from './write-costs.js';
