export * from './contacts.js';
export * from './list.js';
export * from './timeline.js';
export * from './links.js';
