import { Inject, Injectable } from '@nestjs/common';
import { type ProfileRecord } from '@parley/contracts';
import { DataSource } from 'typeorm';

const FIELDS = ['name', 'username', 'phone', 'email', 'language', 'customer_id'] as const;
const CHUNK = 1_000;

type Merged = Pick<ProfileRecord, 'workspace_id' | 'account_id' | 'kind' | 'external_id'> & {
  profile_id: string;
  seen_at: Record<string, number>;
} & Partial<Record<(typeof FIELDS)[number], string>>;

/** Keeps the names behind hashed ids. */
@Injectable()
export class ProfilesService {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  /** Takes what ingest learnt, in any order and any number of times: per field the newest `seen_at` wins. */
  async upsert(records: readonly ProfileRecord[]): Promise<void> {
    // One row must not be written twice by one statement, so a batch is merged first.
    const merged = [...mergeRecords(records).values()];
    for (let start = 0; start < merged.length; start += CHUNK) {
      await this.source.query(UPSERT, [JSON.stringify(merged.slice(start, start + CHUNK))]);
    }
  }
}

function mergeRecords(records: readonly ProfileRecord[]): Map<string, Merged> {
  const merged = new Map<string, Merged>();
  for (const record of records) {
    const key = `${record.workspace_id} ${record.kind} ${record.id}`;
    const row: Merged = merged.get(key) ?? {
      workspace_id: record.workspace_id,
      account_id: record.account_id,
      kind: record.kind,
      profile_id: record.id,
      external_id: storable(record.external_id),
      seen_at: {},
    };
    for (const field of FIELDS) {
      const value = record[field];
      if (value === undefined || (row.seen_at[field] ?? -1) > record.seen_at) continue;
      row[field] = storable(value);
      row.seen_at[field] = record.seen_at;
    }
    merged.set(key, row);
  }
  return merged;
}

/** PostgreSQL stores neither U+0000 nor half a surrogate pair; a name must not be refused for it. */
const storable = (text: string) => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD');

const isNewer = (field: string) =>
  `coalesce((excluded.seen_at->>'${field}')::bigint, -1) >= coalesce((known.seen_at->>'${field}')::bigint, -1)`;

// Put together from the fixed list of fields above; every value is bound.
const UPSERT = `
INSERT INTO profiles AS known
  (workspace_id, kind, profile_id, account_id, external_id, ${FIELDS.join(', ')}, seen_at)
SELECT given.workspace_id, given.kind, given.profile_id, given.account_id, given.external_id,
  ${FIELDS.map((field) => `given.${field}`).join(', ')}, given.seen_at
FROM jsonb_to_recordset($1::jsonb) AS given (
  workspace_id integer, kind text, profile_id numeric(20, 0), account_id integer, external_id text,
  ${FIELDS.map((field) => `${field} text`).join(', ')}, seen_at jsonb)
-- A workspace that is gone takes no names with it into a refused batch.
JOIN workspaces USING (workspace_id)
ON CONFLICT (workspace_id, kind, profile_id) DO UPDATE SET
  ${FIELDS.map(
    (field) =>
      `${field} = CASE WHEN excluded.seen_at ? '${field}' AND ${isNewer(field)} THEN excluded.${field} ELSE known.${field} END`,
  ).join(',\n  ')},
  seen_at = known.seen_at || (
    SELECT coalesce(jsonb_object_agg(stated.key, stated.value), '{}')
    FROM jsonb_each(excluded.seen_at) AS stated
    WHERE (stated.value::text)::bigint >= coalesce((known.seen_at->>stated.key)::bigint, -1)
  )`;
