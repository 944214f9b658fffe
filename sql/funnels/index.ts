export * from './bound-funnel.js';
export * from './paths.js';
