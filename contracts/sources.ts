export * from './sources/labels.js';
export * from './sources/pattern.js';
export * from './sources/pairs.js';
export * from './sources/decode-ref.js';
export * from './sources/source-rule.js';
export * from './sources/read-source.js';
export * from './sources/usual-source-rules.js';
