import presets from 'jest-preset-angular/presets/index.js';

const esm = presets.createEsmPreset({ tsconfig: '<rootDir>/tsconfig.spec.json' });

export default {
  ...esm,
  rootDir: '.',
  testEnvironment: 'jest-preset-angular/environments/jest-jsdom-env',
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  setupFilesAfterEnv: ['<rootDir>/test-setup.ts'],
  moduleNameMapper: {
    ...esm.moduleNameMapper,
    // jsdom has no canvas: specs see the calls, not the pixels.
    '/echarts$': '<rootDir>/testing-echarts.ts',
    '^@parley/contracts$': '<rootDir>/../contracts/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
};
