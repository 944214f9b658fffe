import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const url = z.url().transform((value) => value.replace(/\/+$/, ''));
const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true');

const masterKey = z
  .base64()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((key) => key.length === 32, 'must be 32 bytes, base64');

/** Everything the api reads from its environment. Nothing else reads `process.env`. */
const environment = z.object({
  PARLEY_DATA_DIR: z.string().min(1),
  PARLEY_MASTER_KEY: masterKey,
  PARLEY_INTERNAL_TOKEN: z.string().min(16),
  PARLEY_HOST: z.string().min(1).default('127.0.0.1'),
  PARLEY_API_PORT: port.default(4300),
  PARLEY_INGEST_URL: url.default('http://127.0.0.1:4301'),
  /** Every ingest process as this one reaches it, separated by commas; PARLEY_INGEST_URL when left out. */
  PARLEY_INGEST_NODES: z
    .string()
    .transform((text) => text.split(',').map((each) => each.trim()))
    .pipe(z.array(url).min(1))
    .optional(),
  /** Where people reach the dashboard; with https the session cookie is sent over https only. */
  PARLEY_PUBLIC_URL: url.optional(),
  /** Whether `X-Forwarded-For` is believed: only behind a proxy of one's own. */
  PARLEY_TRUST_PROXY: flag.default(false),
  CLICKHOUSE_URL: url,
  CLICKHOUSE_DATABASE: z
    .string()
    .regex(/^[A-Za-z_]\w*$/)
    .default('parley'),
  CLICKHOUSE_USER_REPORTS: z.string().min(1).default('reports'),
  CLICKHOUSE_PASSWORD_REPORTS: z.string().default(''),
  CLICKHOUSE_USER_ADMIN: z.string().min(1).default('admin'),
  CLICKHOUSE_PASSWORD_ADMIN: z.string().default(''),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres://'),
  /** Embedded PGlite has one connection; a PostgreSQL server may be given more. */
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(100).default(1),
});

export interface ClickHouseAccess {
  url: string;
  user: string;
  password: string;
  database: string;
}

/** The settings of one api process, as the rest of the code reads them. */
export interface Config {
  dataDir: string;
  masterKey: Buffer;
  internalToken: string;
  host: string;
  port: number;
  /** As messengers and programs reach it. */
  ingestUrl: string;
  /** Every ingest process, as this one reaches it. */
  ingestNodes: string[];
  publicUrl: string | undefined;
  trustProxy: boolean;
  clickhouse: { reports: ClickHouseAccess; admin: ClickHouseAccess };
  databaseUrl: string;
  databasePoolSize: number;
}

/** Stops the start: the message names each wrong variable and what is wrong, never its value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Gives the configuration of the process. Empty variables count as unset. Throws {@link ConfigError}. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => {
      const name = issue.path.join('.');
      return `${name}: ${given[name] === undefined ? 'is missing' : issue.message}`;
    });
    throw new ConfigError(`The configuration of the api is wrong.\n  ${wrong.join('\n  ')}`);
  }
  const e = parsed.data;
  const clickhouse = (user: string, password: string): ClickHouseAccess => ({
    url: e.CLICKHOUSE_URL,
    database: e.CLICKHOUSE_DATABASE,
    user,
    password,
  });
  return {
    dataDir: e.PARLEY_DATA_DIR,
    masterKey: e.PARLEY_MASTER_KEY,
    internalToken: e.PARLEY_INTERNAL_TOKEN,
    host: e.PARLEY_HOST,
    port: e.PARLEY_API_PORT,
    ingestUrl: e.PARLEY_INGEST_URL,
    ingestNodes: e.PARLEY_INGEST_NODES ?? [e.PARLEY_INGEST_URL],
    publicUrl: e.PARLEY_PUBLIC_URL,
    trustProxy: e.PARLEY_TRUST_PROXY,
    clickhouse: {
      reports: clickhouse(e.CLICKHOUSE_USER_REPORTS, e.CLICKHOUSE_PASSWORD_REPORTS),
      admin: clickhouse(e.CLICKHOUSE_USER_ADMIN, e.CLICKHOUSE_PASSWORD_ADMIN),
    },
    databaseUrl: e.DATABASE_URL,
    databasePoolSize: e.DATABASE_POOL_SIZE,
  };
}

/** Injection token of {@link Config}. */
export const CONFIG = Symbol('config');
