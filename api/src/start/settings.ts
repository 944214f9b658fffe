import { resolve } from 'node:path';
import { z } from 'zod';
import { wrongSetting } from './problems.js';

const UNITS: Record<string, number> = { '': 1, K: 1e3, M: 1e6, G: 1e9, T: 1e12 };

/** Bytes from a size as people write it: `1000000`, `500MB`, `1.5 GB`. Units are decimal. */
const size = z
  .string()
  .regex(/^\d+(\.\d+)?\s*[KMGT]?B?$/i, 'must be a size, such as 500MB or 1GB')
  .transform((text) => {
    const unit = /[KMGT]/i.exec(text)?.[0].toUpperCase() ?? '';
    return Math.round(Number.parseFloat(text) * (UNITS[unit] ?? 1));
  });

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a whole number')
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65_535, 'must be from 1 to 65535');

const address = z.url({
  protocol: /^https?$/,
  error: 'must be an address that begins with http:// or https://',
});

/** What the start reads from its environment. Everything has a default. */
const startSettings = z.object({
  PARLEY_DATA_DIR: z.string().min(1).default('data'),
  PARLEY_HOST: z.string().min(1).default('127.0.0.1'),
  PARLEY_PORT: port.default(4300),
  /** The port after PARLEY_PORT when left out. */
  PARLEY_INGEST_PORT: port.optional(),
  PARLEY_INGEST_URL: address.optional(),
  PARLEY_EMPTY: z.enum(['0', '1'], 'must be 0 or 1').default('0'),
  PARLEY_MIN_FREE_DISK: size.default(1e9),
  CLICKHOUSE_URL: address.optional(),
  CLICKHOUSE_DATABASE: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be a plain name')
    .default('parley'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be an address that begins with postgres://' })
    .optional(),
});

export interface StartSettings {
  dataDir: string;
  host: string;
  apiPort: number;
  ingestPort: number;
  /** Where messengers reach ingest from outside; shown in webhook addresses. Absent: the address on this machine. */
  publicIngestUrl?: string;
  /** No demo and no golden workspace on the first start. */
  isEmpty: boolean;
  minFreeDiskBytes: number;
  /** A ClickHouse server of the owner's own; absent: the embedded one. */
  clickhouseUrl?: string;
  clickhouseDatabase: string;
  /** A PostgreSQL server of the owner's own; absent: the embedded one. */
  databaseUrl?: string;
}

/** The settings of this start; an empty variable counts as unset. Throws a StartError that names the wrong variable. */
export function readStartSettings(env: NodeJS.ProcessEnv): StartSettings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = startSettings.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw wrongSetting(String(issue?.path[0]), issue?.message ?? 'wrong value');
  }
  const value = parsed.data;
  const ingestPort = value.PARLEY_INGEST_PORT ?? value.PARLEY_PORT + 1;
  if (ingestPort > 65_535)
    throw wrongSetting('PARLEY_PORT', 'the port after it is used too, so at most 65534');
  if (ingestPort === value.PARLEY_PORT)
    throw wrongSetting('PARLEY_INGEST_PORT', 'must differ from PARLEY_PORT');
  return {
    dataDir: resolve(value.PARLEY_DATA_DIR),
    host: value.PARLEY_HOST,
    apiPort: value.PARLEY_PORT,
    ingestPort,
    publicIngestUrl: value.PARLEY_INGEST_URL?.replace(/\/+$/, ''),
    isEmpty: value.PARLEY_EMPTY === '1',
    minFreeDiskBytes: value.PARLEY_MIN_FREE_DISK,
    clickhouseUrl: value.CLICKHOUSE_URL,
    clickhouseDatabase: value.CLICKHOUSE_DATABASE,
    databaseUrl: value.DATABASE_URL,
  };
}
