import { createHash } from 'node:crypto';
import { keyedId, toEventRow } from '@parley/sql';
import type { ParleyEvent, ProfileRecord } from '@parley/contracts';
import type { Metrics } from './metrics.js';
import { profilesOf } from './profiles/from-event.js';
import type { ProfileSender } from './profiles/profile-sender.js';
import type { RecentProfiles } from './profiles/recent-profiles.js';
import type { Quarantine, QuarantineEntry } from './quarantine/quarantine.js';
import type { Account, Workspace } from './snapshot/directory.js';
import type { Backlog } from './spool/backlog.js';
import { encodeRecord, type SpoolRow } from './spool/record.js';
import type { Store } from './spool/store.js';
import { tryLater } from './problem.js';

/** Everything one request brought, already verified and valid. */
export interface Delivery {
  workspace: Workspace;
  /** The untouched body: its keyed hash is the `delivery_id` of the rows. */
  rawBody: Uint8Array;
  /** When it reached us, milliseconds UTC. */
  receivedAt: number;
  mapperVersion: number;
  events: { event: ParleyEvent; account: Account }[];
  /** What could not be mapped, for quarantine. */
  unmapped?: QuarantineEntry[];
  /** The redacted body as JSON text; kept beside the rows, so that a refused row carries it. */
  redactedBody?: string;
}

export interface IntakeParts {
  store: Store;
  backlog: Backlog;
  quarantine: Quarantine;
  recentProfiles: RecentProfiles;
  profileSender: ProfileSender;
  metrics: Metrics;
  wakeSender(): void;
  log(line: string): void;
}

const ROWS_PER_RECORD = 1000;
const ROWS_PER_TURN = 500;

/** The one door to the disk. */
export class Intake {
  constructor(private readonly parts: IntakeParts) {}

  /**
   * Takes a delivery as a whole. Resolves when all of it is on the disk: only then may a request be answered with 2xx.
   * Throws a 503 {@link Problem} when there is no room or the disk refused; then nothing of it was taken.
   */
  async accept(delivery: Delivery): Promise<void> {
    const { store, quarantine, profileSender, recentProfiles, metrics } = this.parts;
    const unmapped = delivery.unmapped ?? [];
    if (delivery.events.length === 0 && unmapped.length === 0) return;
    await store.assertRoom();
    const { months, profiles } = await this.prepare(delivery);
    const records = [...months].flatMap(([month, rows]) => recordsOf(delivery, month, rows));

    try {
      await store.commit(() => [
        ...records.map(({ month, bytes }) => store.events.put([month, store.nextPlace()], bytes)),
        ...(profiles.length > 0 ? [profileSender.put(profiles)] : []),
        ...unmapped.map((entry) => quarantine.put(entry)),
      ]);
    } catch (error) {
      recentProfiles.forget(profiles);
      this.parts.log(`${String(error)}: ${String((error as Error).cause)}`);
      throw tryLater('The disk of the server refused to write. Send it again later.', 10);
    }

    for (const [channel, count] of countsByChannel(delivery.events)) metrics.accepted.inc({ channel }, count);
    for (const entry of unmapped) metrics.quarantined.inc({ source: entry.source });
    for (const [month, rows] of months) this.parts.backlog.add(month, rows.length);
    if (months.size > 0) this.parts.wakeSender();
    if (profiles.length > 0) profileSender.wake();
  }

  /** Rows by month, and the names that are news. Lets others work in between: a large request takes its time. */
  private async prepare({ workspace, events, rawBody, receivedAt, mapperVersion }: Delivery) {
    const bodyHash = createHash('sha256').update(rawBody).digest('hex');
    const deliveryId = keyedId(workspace.hashKey, 'delivery', bodyHash);
    const months = new Map<number, SpoolRow[]>();
    const profiles: ProfileRecord[] = [];
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
      };
      const { row, identityId, occurredAt, month, isVisitor } = toEventRow(event, context);
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
    return { months, profiles };
  }
}

/** How many events of each channel: counting them one by one in the metrics would cost as much as hashing an id. */
function countsByChannel(events: Delivery['events']): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { account } of events) counts.set(account.channel, (counts.get(account.channel) ?? 0) + 1);
  return counts;
}

function recordsOf(delivery: Delivery, month: number, rows: SpoolRow[]): { month: number; bytes: Buffer }[] {
  const records = [];
  for (let from = 0; from < rows.length; from += ROWS_PER_RECORD) {
    const bytes = encodeRecord({
      workspaceId: delivery.workspace.workspaceId,
      rows: rows.slice(from, from + ROWS_PER_RECORD),
      ...(delivery.redactedBody === undefined ? {} : { body: delivery.redactedBody }),
    });
    records.push({ month, bytes });
  }
  return records;
}
