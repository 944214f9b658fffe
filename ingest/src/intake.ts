import { hash } from 'node:crypto';
import { keyedId, toEventRow, type EventContext } from '@parley/sql';
import type { ParleyEvent, ProfileRecord } from '@parley/contracts';
import type { KeptBody } from './bodies/body-keeper.js';
import type { RecentEvents } from './health/recent-events.js';
import type { Tallies } from './health/tallies.js';
import type { Metrics } from './metrics.js';
import { profilesOf } from './profiles/from-event.js';
import type { ProfileSender } from './profiles/profile-sender.js';
import type { RecentProfiles } from './profiles/recent-profiles.js';
import type { Quarantine, QuarantineEntry, RefusedRow } from './quarantine/quarantine.js';
import type { Account, Workspace } from './snapshot/directory.js';
import type { Backlog } from './spool/backlog.js';
import { encodeRecord, type SpoolRow } from './spool/record.js';
import type { Store } from './spool/store.js';
import { tryLater } from './problem.js';
import type { Vault } from './vault/vault.js';

/** Everything one request brought, already verified and valid. */
export interface Delivery {
  workspace: Workspace;
  /** Of the rows; see {@link deliveryIdOf}. */
  deliveryId: bigint;
  /** When it first reached us, milliseconds UTC. */
  receivedAt: number;
  mapperVersion: number;
  events: { event: ParleyEvent; account: Account }[];
  /** The body of a webhook, for the vault. */
  body?: { account: Account; kept: KeptBody };
  /** What of the body could not be mapped, in a few words each; it goes to quarantine. */
  unmapped?: string[];
  /** What is written in the same transaction, such as how far an import has come. */
  also?: () => Promise<boolean>[];
  /** A body that is given to its mapper once more: nothing of it counts as new, and it lies in the vault already. */
  again?: Pick<EventContext, 'sizeOfText'>;
}

/** A refused row that is given to ClickHouse once more. */
export interface AgainRow {
  workspaceId: number;
  accountId: number;
  row: RefusedRow;
}

export interface IntakeParts {
  store: Store;
  backlog: Backlog;
  vault: Vault;
  quarantine: Quarantine;
  recentProfiles: RecentProfiles;
  recentEvents: RecentEvents;
  profileSender: ProfileSender;
  tallies: Tallies;
  metrics: Metrics;
  wakeSender(): void;
  log(line: string): void;
}

const ROWS_PER_RECORD = 1000;
const ROWS_PER_TURN = 500;

/** The keyed hash of an untouched body: the `delivery_id` of its rows. */
export const deliveryIdOf = ({ hashKey }: Workspace, rawBody: Uint8Array) =>
  keyedId(hashKey, 'delivery', hash('sha256', rawBody, 'hex'));

/** A delivery without its events. */
type Around = Omit<Delivery, 'events'>;

/** What of the events waits for the flush. */
interface Prepared {
  /** How many rows, by month. */
  rows: Map<number, number>;
  records: Records;
  profiles: ProfileRecord[];
  eventIds: Map<Account, bigint[]>;
}

/** The rows as they are written, beside a body that lies in this place of the vault. */
type Records = (bodyPlace: number | undefined) => { month: number; bytes: Buffer }[];

/** The one door to the disk. */
export class Intake {
  constructor(private readonly parts: IntakeParts) {}

  /**
   * Takes a delivery as a whole. Resolves when all of it is on the disk: only then may a request be answered with 2xx.
   * Throws a 503 {@link Problem} when there is no room or the disk refused; then nothing of it was taken.
   * TRICKY: nothing holds the events while the flush goes on, if the caller does not: with a collection of garbage
   * every event that waits would be copied, which costs more than half of making its row.
   */
  async accept(delivery: Delivery): Promise<void> {
    const { events, ...around } = delivery;
    const { body, unmapped = [], also } = around;
    if (events.length === 0 && unmapped.length === 0 && !body && !also) return;
    await this.parts.store.assertRoom();
    return this.write(around, await this.prepare(delivery));
  }

  private async write(around: Around, { rows, records, profiles, eventIds }: Prepared): Promise<void> {
    const { store, vault, quarantine, profileSender, recentProfiles } = this.parts;
    const { body } = around;
    const entry = unmappedEntry(around);
    try {
      await store.commit(() => {
        const kept = body && vault.put(vaultEntry(around, body));
        return [
          ...(kept ? [kept.written] : []),
          ...records(kept?.place).map(({ month, bytes }) =>
            store.events.put([month, store.nextPlace()], bytes),
          ),
          ...(profiles.length > 0 ? [profileSender.put(profiles)] : []),
          ...(entry ? quarantine.put(entry) : []),
          ...(around.also?.() ?? []),
        ];
      });
    } catch (error) {
      recentProfiles.forget(profiles);
      this.refuse(error);
    }

    if (!around.again) this.count(around, eventIds);
    this.send(rows);
    if (profiles.length > 0) profileSender.wake();
  }

  /** Gives refused rows to ClickHouse once more, as they are. Resolves when they are on the disk; throws as `accept`. */
  async acceptAgain(rows: readonly AgainRow[]): Promise<void> {
    const { store } = this.parts;
    await store.assertRoom();
    const months = new Map<number, number>();
    const puts = rows.map(({ workspaceId, accountId, row }) => {
      const spoolRow = {
        identityId: BigInt(row.identity_id),
        occurredAt: row.occurred_at,
        isVisitor: row.is_visitor,
        accountId,
        json: row.json,
      };
      const month = Number(new Date(row.occurred_at).toISOString().slice(0, 7).replace('-', ''));
      months.set(month, (months.get(month) ?? 0) + 1);
      return { month, bytes: encodeRecord({ workspaceId, rows: [spoolRow] }) };
    });
    try {
      await store.commit(() =>
        puts.map(({ month, bytes }) => store.events.put([month, store.nextPlace()], bytes)),
      );
    } catch (error) {
      this.refuse(error);
    }
    this.send(months);
  }

  private refuse(error: unknown): never {
    this.parts.log(`${String(error)}: ${String((error as Error).cause)}`);
    throw tryLater('The disk of the server refused to write. Send it again later.', 10);
  }

  private send(months: Map<number, number>): void {
    for (const [month, rows] of months) this.parts.backlog.add(month, rows);
    if (months.size > 0) this.parts.wakeSender();
  }

  private count({ body, unmapped = [] }: Around, eventIds: Map<Account, bigint[]>): void {
    const { metrics, tallies, recentEvents } = this.parts;
    for (const [account, ids] of eventIds) {
      const duplicates = ids.filter((id) => recentEvents.seen(id)).length;
      metrics.accepted.inc({ channel: account.channel }, ids.length);
      tallies.accepted(account.accountId, ids.length, duplicates);
    }
    if (!body || unmapped.length === 0) return;
    metrics.quarantined.inc({ source: 'webhook' });
    tallies.unmapped(body.account.accountId, unmapped);
  }

  /** Rows by month, and the names that are news. Lets others work in between: a large request takes its time. */
  private async prepare(delivery: Delivery): Promise<Prepared> {
    const { workspace, events, deliveryId, receivedAt, mapperVersion, again } = delivery;
    const months = new Map<number, SpoolRow[]>();
    const profiles: ProfileRecord[] = [];
    const eventIds = new Map<Account, bigint[]>();
    for (const [index, { event, account }] of events.entries()) {
      if (index > 0 && index % ROWS_PER_TURN === 0) await new Promise(setImmediate);
      const context = {
        workspaceId: workspace.workspaceId,
        hashKey: workspace.hashKey,
        channel: account.channel,
        identityAccountId: account.identityAccountId,
        receivedAt,
        deliveryId,
        mapperVersion,
        ...again,
      };
      const { row, eventId, identityId, occurredAt, month, isVisitor } = toEventRow(event, context);
      const ids = eventIds.get(account);
      if (ids) ids.push(eventId);
      else eventIds.set(account, [eventId]);
      const rows = months.get(Number(month)) ?? [];
      rows.push({
        identityId,
        occurredAt,
        isVisitor,
        accountId: account.accountId,
        json: JSON.stringify(row),
      });
      months.set(Number(month), rows);
      for (const profile of profilesOf(event, context)) {
        const news = this.parts.recentProfiles.news(profile);
        if (news) profiles.push(news);
      }
    }
    const encode = delivery.body ? encodedLater : encodedNow;
    return {
      rows: new Map([...months].map(([month, rows]) => [month, rows.length])),
      records: encode(workspace.workspaceId, months),
      profiles,
      eventIds,
    };
  }
}

const vaultEntry = (
  { workspace, deliveryId, receivedAt }: Around,
  { account, kept }: NonNullable<Delivery['body']>,
) => ({
  workspaceId: workspace.workspaceId,
  accountId: account.accountId,
  receivedAt,
  deliveryId,
  body: kept,
});

/** One entry for the whole body, however many of its parts were not understood. */
function unmappedEntry({ body, unmapped = [], receivedAt, deliveryId }: Around): QuarantineEntry | undefined {
  if (!body || unmapped.length === 0) return undefined;
  return {
    source: 'webhook',
    reason: [...new Set(unmapped)].join('; '),
    at: Date.now(),
    received_at: receivedAt,
    workspace_id: body.account.workspaceId,
    account_id: body.account.accountId,
    delivery_id: String(deliveryId),
    body: body.kept.text,
    is_full: body.kept.isFull,
    can_replay: body.kept.canReplay,
    row: null,
  };
}

/** Where the body will lie is known only in the transaction. */
function encodedLater(workspaceId: number, months: Map<number, SpoolRow[]>): Records {
  return (bodyPlace) => recordsOf(workspaceId, months, bodyPlace);
}

/** As bytes, which no collection of garbage copies. */
function encodedNow(workspaceId: number, months: Map<number, SpoolRow[]>): Records {
  const records = recordsOf(workspaceId, months, undefined);
  return () => records;
}

function recordsOf(
  workspaceId: number,
  months: Map<number, SpoolRow[]>,
  bodyPlace: number | undefined,
): { month: number; bytes: Buffer }[] {
  const records = [];
  for (const [month, rows] of months) {
    for (let from = 0; from < rows.length; from += ROWS_PER_RECORD) {
      const bytes = encodeRecord({
        workspaceId,
        rows: rows.slice(from, from + ROWS_PER_RECORD),
        ...(bodyPlace === undefined ? {} : { bodyPlace }),
      });
      records.push({ month, bytes });
    }
  }
  return records;
}
