export * from './golden.js';
export * from './boundaries.js';
export { demo, type DemoOptions } from './demo/demo.js';
export { AGENTS as DEMO_AGENTS, CAMPAIGNS as DEMO_CAMPAIGNS, DEMO_TIME_ZONE } from './demo/cast.js';
