// The Jest settings every server project shares: ESM, TypeScript through swc, workspace packages read from source.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));

const swc = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true, dynamicImport: true },
    target: 'es2022',
    transform: {
      legacyDecorator: true,
      decoratorMetadata: true,
      useDefineForClassFields: false,
    },
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

/** Jest config for a project whose specs lie beside the code. Needs `node --experimental-vm-modules`. */
export default {
  rootDir: '.',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  moduleNameMapper: {
    '^@parley/contracts$': `${root}/contracts/index.ts`,
    '^@parley/sql$': `${root}/sql/index.ts`,
    '^@parley/sql/(embedded|testing)$': `${root}/sql/$1/index.ts`,
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  globalSetup: `${root}/.ci/jest-folder.mjs`,
  globalTeardown: `${root}/.ci/jest-folder-gone.mjs`,
  testTimeout: 60_000,
};
