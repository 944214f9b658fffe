import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type Part } from './child-run.js';
import { type StartSettings } from './settings.js';

/** The folder of the whole repository; the same from `src` and from `dist`. */
const ROOT = new URL('../../../', import.meta.url);
const inRepository = (path: string) => fileURLToPath(new URL(path, ROOT));

/** A ClickHouse user with what it may do: write events; read reports; derive and migrate. */
export interface ClickHouseLogin {
  user: string;
  password: string;
}
export interface ClickHouseLogins {
  ingest: ClickHouseLogin;
  reports: ClickHouseLogin;
  admin: ClickHouseLogin;
}

/** What the parts share: addresses, secrets, folders. */
export interface PartsContext {
  settings: StartSettings;
  masterKey: string;
  internalToken: string;
  logins: ClickHouseLogins;
  clickhousePort: number;
  postgresPort: number;
  /** Known once ClickHouse and PostgreSQL run. */
  clickhouseUrl: string;
  databaseUrl: string;
}

export const apiUrl = (settings: StartSettings) => `http://${reachable(settings.host)}:${settings.apiPort}`;
export const ingestUrl = (settings: StartSettings) =>
  `http://${reachable(settings.host)}:${settings.ingestPort}`;

/** Where a program on this machine finds what listens on `host`. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

const secret = () => randomBytes(24).toString('base64url');

/** Where the embedded PostgreSQL is reached; it listens on loopback only and asks for no password. */
export const embeddedDatabaseUrl = (port: number) => `postgres://postgres@127.0.0.1:${port}/postgres`;

/** A token by which the processes of this start know each other; new at every start. */
export const newInternalToken = secret;

/** Fresh passwords for the embedded ClickHouse; its users are written anew at every start. */
export const freshLogins = (): ClickHouseLogins => ({
  ingest: { user: 'ingest', password: secret() },
  reports: { user: 'reports', password: secret() },
  admin: { user: 'admin', password: secret() },
});

/** The users of the owner's own ClickHouse: one for all, or one each (CLICKHOUSE_USER_INGEST and so on). */
export function givenLogins(url: string, env: NodeJS.ProcessEnv): ClickHouseLogins {
  const { username, password } = new URL(url);
  const of = (role: string): ClickHouseLogin => ({
    user: env[`CLICKHOUSE_USER_${role}`] ?? (decodeURIComponent(username) || 'default'),
    password: env[`CLICKHOUSE_PASSWORD_${role}`] ?? decodeURIComponent(password),
  });
  return { ingest: of('INGEST'), reports: of('REPORTS'), admin: of('ADMIN') };
}

export const clickhousePart = (context: PartsContext): Part => ({
  name: 'clickhouse',
  label: 'ClickHouse',
  script: inRepository('sql/dist/embedded/clickhouse-process.js'),
  readiness: 'line',
  env: () => ({
    PARLEY_DATA_DIR: context.settings.dataDir,
    CLICKHOUSE_HTTP_PORT: String(context.clickhousePort),
    CLICKHOUSE_PASSWORD_INGEST: context.logins.ingest.password,
    CLICKHOUSE_PASSWORD_REPORTS: context.logins.reports.password,
    CLICKHOUSE_PASSWORD_ADMIN: context.logins.admin.password,
  }),
});

export const postgresPart = (context: PartsContext): Part => ({
  name: 'postgres',
  label: 'PostgreSQL',
  script: inRepository('api/dist/embedded/postgres-process.js'),
  readiness: 'line',
  env: () => ({
    PARLEY_DATA_DIR: context.settings.dataDir,
    PARLEY_POSTGRES_PORT: String(context.postgresPort),
  }),
});

const clickhouseEnv = (context: PartsContext, ...roles: (keyof ClickHouseLogins)[]) => ({
  CLICKHOUSE_URL: context.clickhouseUrl,
  CLICKHOUSE_DATABASE: context.settings.clickhouseDatabase,
  ...Object.fromEntries(
    roles.flatMap((role) => [
      [`CLICKHOUSE_USER_${role.toUpperCase()}`, context.logins[role].user],
      [`CLICKHOUSE_PASSWORD_${role.toUpperCase()}`, context.logins[role].password],
    ]),
  ),
});

const sharedEnv = (context: PartsContext) => ({
  PARLEY_DATA_DIR: context.settings.dataDir,
  PARLEY_MASTER_KEY: context.masterKey,
  PARLEY_INTERNAL_TOKEN: context.internalToken,
  PARLEY_HOST: context.settings.host,
  PARLEY_API_PORT: String(context.settings.apiPort),
  PARLEY_INGEST_PORT: String(context.settings.ingestPort),
  PARLEY_API_URL: apiUrl(context.settings),
  PARLEY_INGEST_URL: ingestUrl(context.settings),
  PARLEY_MIN_FREE_DISK_BYTES: String(context.settings.minFreeDiskBytes),
});

export const apiPart = (context: PartsContext): Part => ({
  name: 'api',
  label: 'api',
  script: inRepository('api/dist/main.js'),
  readiness: { url: `${apiUrl(context.settings)}/readyz` },
  env: () => ({
    ...sharedEnv(context),
    // An installation with several names them itself.
    PARLEY_INGEST_NODES: process.env['PARLEY_INGEST_NODES'] || ingestUrl(context.settings),
    // What people are told to type; the processes of this machine use the address on this machine.
    ...(context.settings.publicIngestUrl && { PARLEY_INGEST_URL: context.settings.publicIngestUrl }),
    ...clickhouseEnv(context, 'reports', 'admin'),
    DATABASE_URL: context.databaseUrl,
  }),
});

export const ingestPart = (context: PartsContext): Part => ({
  name: 'ingest',
  label: 'ingest',
  script: inRepository('ingest/dist/main.js'),
  // What ingest holds is bounded, but V8 lets what was used pile up in proportion to the memory of the machine:
  // measured while 300 000 events went to ClickHouse, 370 MB without this and 137 MB with it (docs/benchmarks.md).
  nodeOptions: ['--max-old-space-size=384'],
  readiness: { url: `${ingestUrl(context.settings)}/readyz` },
  stopTimeoutMs: 30_000,
  env: () => ({
    ...sharedEnv(context),
    // Only with an address that the platforms can reach are their webhooks registered.
    ...(context.settings.publicIngestUrl && {
      PARLEY_PUBLIC_INGEST_URL: context.settings.publicIngestUrl,
    }),
    ...clickhouseEnv(context, 'ingest'),
  }),
});
