// Lint for the whole workspace. The import rules are the architecture: who may know whom (docs/architecture.md).
import angular from 'angular-eslint';
import tseslint from 'typescript-eslint';

const NEST = { regex: '^@nestjs/', message: 'Only the api knows Nest.' };
const TYPEORM = { regex: '^(typeorm|pg|@electric-sql/)', message: 'Only the api knows PostgreSQL.' };
const CLICKHOUSE = {
  regex: '^(@clickhouse/|chdb|ffi-rs)',
  message: "Only sql/lib and sql/embedded know ClickHouse's driver.",
};
const BROWSER = { regex: '^(@angular/|echarts|@jsverse/)', message: 'Nothing of the browser on the server.' };
const NODE = { regex: '^(node:|fastify|@fastify/|lmdb)', message: 'Nothing of the server in the browser.' };
const TESTING = { regex: '^@parley/sql/testing', message: 'Test tools belong into specs.' };

/** Forbids a project to import the named other projects. */
const notFrom = (...projects) => ({
  regex: `^@parley/(${projects.join('|')})(/|$)`,
  message: 'contracts ← sql ← api, ingest; dashboard → contracts only; e2e → contracts, sql.',
});
const acrossProjects = {
  regex: '^(\\.\\./)+(api|ingest|dashboard|sql|contracts|e2e)/',
  message: 'Import a project by its name, @parley/….',
};

const restrict = (files, patterns, ignores = []) => ({
  files,
  ignores,
  rules: { 'no-restricted-imports': ['error', { patterns: [acrossProjects, ...patterns] }] },
});

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/out/**',
      '**/coverage/**',
      '.nx/**',
      '.angular/**',
      'data/**',
      '**/node_modules/**',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommended],
    rules: {
      'max-lines': ['error', { max: 300 }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      ecmaVersion: 2024,
      sourceType: 'module',
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'fetch',
          'URL',
          'Buffer',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'performance',
          'AbortSignal',
          'clearInterval',
          'TextDecoder',
        ].map((name) => [name, 'readonly']),
      ),
    },
    rules: {
      'max-lines': ['error', { max: 300 }],
      'no-undef': 'error',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  // Nest reads constructor parameter types at run time: a type-only import there would lose the injection.
  { files: ['api/**/*.ts'], rules: { '@typescript-eslint/consistent-type-imports': 'off' } },

  restrict(
    ['contracts/**/*.ts'],
    [
      {
        regex: '^(?!zod$|\\.)',
        message: 'contracts imports Zod only: it runs in the browser and on the server.',
      },
    ],
    ['**/*.spec.ts'],
  ),
  restrict(
    ['sql/**/*.ts'],
    [NEST, TYPEORM, CLICKHOUSE, BROWSER, notFrom('api', 'ingest', 'dashboard', 'e2e')],
    ['sql/lib/**', 'sql/embedded/**'],
  ),
  restrict(
    ['sql/lib/**/*.ts', 'sql/embedded/**/*.ts'],
    [NEST, TYPEORM, BROWSER, notFrom('api', 'ingest', 'dashboard', 'e2e')],
  ),
  // The last rule that matches a file is the one that holds: it repeats what holds in the whole project.
  restrict(
    ['sql/reports/*/**/*.ts'],
    [
      NEST,
      TYPEORM,
      CLICKHOUSE,
      BROWSER,
      notFrom('api', 'ingest', 'dashboard', 'e2e'),
      { regex: '^\\.\\./(?!\\.\\.)[^/]+/', message: 'One report never imports another.' },
    ],
  ),
  restrict(
    ['ingest/**/*.ts'],
    [NEST, TYPEORM, CLICKHOUSE, BROWSER, notFrom('api', 'dashboard', 'e2e'), TESTING],
    ['**/*.spec.ts', 'ingest/src/testing/**'],
  ),
  restrict(
    ['api/**/*.ts'],
    [CLICKHOUSE, BROWSER, notFrom('ingest', 'dashboard', 'e2e'), TESTING],
    ['**/*.spec.ts', 'api/src/testing/**', 'api/src/start/seed*.ts', 'api/src/start/**/seed*.ts'],
  ),
  restrict(
    ['dashboard/**/*.ts'],
    [NEST, TYPEORM, CLICKHOUSE, NODE, notFrom('sql', 'api', 'ingest', 'e2e')],
    ['dashboard/src/app/ui/**', 'dashboard/src/app/reports/*/**', '**/*.spec.ts'],
  ),
  restrict(
    ['dashboard/src/app/ui/**/*.ts'],
    [
      NEST,
      TYPEORM,
      CLICKHOUSE,
      NODE,
      notFrom('sql', 'api', 'ingest', 'e2e'),
      { regex: '/reports/', message: 'ui knows no report.' },
    ],
  ),
  restrict(
    ['dashboard/src/app/reports/*/**/*.ts'],
    [
      NEST,
      TYPEORM,
      CLICKHOUSE,
      NODE,
      notFrom('sql', 'api', 'ingest', 'e2e'),
      { regex: '^\\.\\./(?!\\.\\.)[^/]+/', message: 'One report never imports another.' },
    ],
  ),
  restrict(
    ['e2e/**/*.ts'],
    [
      NEST,
      TYPEORM,
      CLICKHOUSE,
      BROWSER,
      notFrom('dashboard', 'api'),
      { regex: '^@parley/ingest(?!/stand-ins$)', message: 'Of ingest only the stand-ins of the platforms.' },
    ],
  ),

  {
    files: ['dashboard/**/*.ts'],
    extends: [...angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/component-selector': [
        'error',
        { type: 'element', prefix: 'app', style: 'kebab-case' },
      ],
      '@angular-eslint/component-class-suffix': 'off',
      '@angular-eslint/prefer-on-push-component-change-detection': 'error',
    },
  },
  {
    files: ['dashboard/**/*.html'],
    extends: [...angular.configs.templateRecommended, ...angular.configs.templateAccessibility],
  },
);
