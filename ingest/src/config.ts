import { z } from 'zod';

const GIB = 1024 ** 3;

const wholeNumber = (fallback: number, min: number, max: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);

const httpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) address such as http://127.0.0.1:8123' })
  .transform((value) => value.replace(/\/+$/, ''));

const environment = z.object({
  PARLEY_DATA_DIR: z.string().min(1, 'must name a folder'),
  PARLEY_MASTER_KEY: z
    .string()
    .transform((value) => new Uint8Array(Buffer.from(value, 'base64')))
    .refine((key) => key.length === 32, 'must be 32 bytes in base64'),
  PARLEY_INTERNAL_TOKEN: z.string().min(16, 'must have at least 16 characters'),
  PARLEY_HOST: z.string().min(1).default('127.0.0.1'),
  PARLEY_INGEST_PORT: wholeNumber(4301, 0, 65_535),
  PARLEY_API_URL: httpUrl,
  PARLEY_PUBLIC_INGEST_URL: httpUrl.optional(),
  PARLEY_TELEGRAM_API_URL: httpUrl.default('https://api.telegram.org'),
  PARLEY_VIBER_API_URL: httpUrl.default('https://chatapi.viber.com'),
  PARLEY_MIN_FREE_DISK_BYTES: wholeNumber(GIB, 0, Number.MAX_SAFE_INTEGER),
  PARLEY_MAX_SPOOL_BYTES: wholeNumber(20 * GIB, 1024 * 1024, Number.MAX_SAFE_INTEGER),
  PARLEY_MAX_QUARANTINE_BYTES: wholeNumber(GIB, 1024 * 1024, Number.MAX_SAFE_INTEGER),
  PARLEY_MAX_VAULT_BYTES: wholeNumber(4 * GIB, 1024 * 1024, Number.MAX_SAFE_INTEGER),
  CLICKHOUSE_URL: httpUrl,
  CLICKHOUSE_DATABASE: z.string().regex(/^\w+$/, 'must consist of letters, digits and _').default('parley'),
  CLICKHOUSE_USER_INGEST: z.string().min(1).default('ingest'),
  CLICKHOUSE_PASSWORD_INGEST: z.string().default(''),
});

/** Everything `ingest` is told from outside, read once at start. */
export interface Config {
  /** The folder of ingest's own files (spool, quarantine, the last snapshot). */
  dir: string;
  masterKey: Uint8Array;
  internalToken: string;
  host: string;
  /** 0 chooses a free port. */
  port: number;
  /** Without a trailing slash. */
  apiUrl: string;
  /** Where the platforms reach us; absent: they cannot, and no webhook is registered. */
  publicUrl?: string;
  /** The Bot APIs of the platforms, without a trailing slash. */
  upstreams: { telegram: string; viber: string };
  /** Below this nothing is accepted any more. */
  minFreeDiskBytes: number;
  maxSpoolBytes: number;
  maxQuarantineBytes: number;
  maxVaultBytes: number;
  clickhouse: { url: string; database: string; user: string; password: string };
  /** Other patience with the own bots of accounts than the platforms ask for, milliseconds. For specs. */
  forwarding?: { timeoutMs: number; retryAfterMs: readonly number[] };
}

/** A variable of the environment is missing or wrong; the message says which and how. */
export class ConfigError extends Error {}

/**
 * Reads the environment; an empty variable counts as unset. Throws {@link ConfigError}, which names each wrong
 * variable but never its value.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = issue.path.join('.');
      return `${name} ${given[name] === undefined ? 'is missing' : issue.message}`;
    });
    throw new ConfigError(lines.join('\n'));
  }
  const value = parsed.data;
  return {
    dir: `${value.PARLEY_DATA_DIR}/ingest`,
    masterKey: value.PARLEY_MASTER_KEY,
    internalToken: value.PARLEY_INTERNAL_TOKEN,
    host: value.PARLEY_HOST,
    port: value.PARLEY_INGEST_PORT,
    apiUrl: value.PARLEY_API_URL,
    ...(value.PARLEY_PUBLIC_INGEST_URL === undefined ? {} : { publicUrl: value.PARLEY_PUBLIC_INGEST_URL }),
    upstreams: { telegram: value.PARLEY_TELEGRAM_API_URL, viber: value.PARLEY_VIBER_API_URL },
    minFreeDiskBytes: value.PARLEY_MIN_FREE_DISK_BYTES,
    maxSpoolBytes: value.PARLEY_MAX_SPOOL_BYTES,
    maxQuarantineBytes: value.PARLEY_MAX_QUARANTINE_BYTES,
    maxVaultBytes: value.PARLEY_MAX_VAULT_BYTES,
    clickhouse: {
      url: value.CLICKHOUSE_URL,
      database: value.CLICKHOUSE_DATABASE,
      user: value.CLICKHOUSE_USER_INGEST,
      password: value.CLICKHOUSE_PASSWORD_INGEST,
    },
  };
}
