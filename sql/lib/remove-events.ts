import { randomBytes } from 'node:crypto';
import { raiseFirstOutgoing } from '../derive/store/account-facts.js';
import type { ClickHouse } from './client.js';
import { insertMarks, type Mark } from './marks.js';
import { readSql } from './sql-file.js';

const READ_DELIVERED = readSql(import.meta.url, 'read-delivered.sql');
const DELETE_DELIVERED = readSql(import.meta.url, 'delete-delivered.sql');
const DELETE_DELIVERED_MILESTONES = readSql(import.meta.url, 'delete-delivered-milestones.sql');
const WITHDRAW_DELIVERED = readSql(import.meta.url, 'withdraw-delivered.sql');

/** All that came in some deliveries to one workspace. */
export interface Deliveries {
  workspaceId: number;
  /** Only what belongs to this account; all accounts when missing. */
  accountId?: number;
  /** The `delivery_id` of the rows. Of which there may be any number. */
  deliveryIds: readonly (bigint | string)[];
}

export interface Removal {
  /** How many identities were marked: they are derived anew from what is left of them. */
  identities: number;
}

const DELIVERIES_AT_ONCE = 2000;
const IDENTITIES_AT_ONCE = 2000;
const VISIBLE_TO_NOBODY = { apply_deleted_mask: 0 };

/**
 * Takes all rows of these deliveries away, whichever mapper made them, as if they had never come: an event that another
 * delivery brought too may show its row again, and the same events sent anew are new. Then marks whom it concerns.
 * Rows that are still on their way are not found: call it when they are stored. Repeating it is harmless, and heals a
 * call that died half way. `client` may read and write all tables.
 */
export async function removeEvents(client: ClickHouse, deliveries: Deliveries): Promise<Removal> {
  let identities = 0;
  for (const part of partsOf(deliveries)) {
    const { marks, firstSent } = await readConcerned(client, part, '0');
    if (marks.length === 0) continue;
    await client.command(DELETE_DELIVERED, part);
    await client.command(DELETE_DELIVERED_MILESTONES, part);
    await raiseFirstOutgoing(client, part.workspace_id, firstSent);
    await mark(client, marks);
    identities += marks.length;
  }
  return { identities };
}

/**
 * Withdraws what mappers before `mapperVersion` made of these deliveries of one account and that one, or a newer one,
 * did not make again; then marks whom it concerns. To be called when everything that it made is stored.
 * Leaves tombstones: an old row that arrives later, from another process say, stays withdrawn, and a still newer mapper
 * brings the event back. Repeating it is harmless, and heals a call that died half way.
 */
export async function withdrawEvents(
  client: ClickHouse,
  deliveries: Deliveries & { accountId: number; mapperVersion: number },
): Promise<Removal> {
  const belowVersion = String(BigInt(deliveries.mapperVersion) << 32n);
  let identities = 0;
  for (const part of partsOf(deliveries)) {
    const { marks, firstSent } = await readConcerned(client, part, belowVersion);
    for (const some of chunksOf(marks, IDENTITIES_AT_ONCE)) {
      const identity_ids = listOf(some.map(({ identityId }) => String(identityId)));
      await client.command(WITHDRAW_DELIVERED, { ...part, identity_ids, below_version: belowVersion });
      await mark(client, some);
    }
    await raiseFirstOutgoing(client, part.workspace_id, firstSent);
    identities += marks.length;
  }
  return { identities };
}

interface Part extends Record<string, unknown> {
  workspace_id: number;
  account_id: number;
  /** TRICKY: 64 bits do not fit a number, and the driver would quote strings, so the list goes as text. */
  delivery_ids: string;
}

const partsOf = ({ workspaceId, accountId = 0, deliveryIds }: Deliveries): Part[] =>
  chunksOf([...new Set(deliveryIds.map(String))], DELIVERIES_AT_ONCE).map((ids) => ({
    workspace_id: workspaceId,
    account_id: accountId,
    delivery_ids: listOf(ids),
  }));

const listOf = (ids: readonly string[]) => `[${ids.join(',')}]`;

/** Whom it concerns, and the first message that was sent there, by account. */
interface Concerned {
  marks: Mark[];
  firstSent: Map<number, number>;
}

async function readConcerned(client: ClickHouse, part: Part, belowVersion: string): Promise<Concerned> {
  const rows = client.stream(
    READ_DELIVERED,
    { ...part, below_version: belowVersion },
    { name: 'read-delivered', settings: VISIBLE_TO_NOBODY },
  );
  const marks: Mark[] = [];
  const firstSent = new Map<number, number>();
  for await (const row of rows) {
    const [identityId, accountId, lowestMs, highestMs, firstSentMs] = row as ConcernedCells;
    const [lowest, highest] = [Number(lowestMs), Number(highestMs)];
    const before = marks.at(-1);
    if (before?.identityId === identityId) {
      before.lowest = Math.min(before.lowest, lowest);
      before.highest = Math.max(before.highest, highest);
    } else marks.push({ workspaceId: part.workspace_id, identityId, lowest, highest });
    if (firstSentMs === null) continue;
    firstSent.set(accountId, Math.min(firstSent.get(accountId) ?? Infinity, Number(firstSentMs)));
  }
  return { marks, firstSent };
}

type ConcernedCells = [
  identityId: string,
  accountId: number,
  lowestMs: string,
  highestMs: string,
  firstSentMs: string | null,
];

async function mark(client: ClickHouse, marks: readonly Mark[]): Promise<void> {
  for (const some of chunksOf(marks, 10_000))
    await insertMarks(client, some, { markId: randomBytes(8).readBigUInt64BE() });
}

function chunksOf<T>(all: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let from = 0; from < all.length; from += size) chunks.push(all.slice(from, from + size));
  return chunks;
}
