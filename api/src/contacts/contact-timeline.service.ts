import { Inject, Injectable } from '@nestjs/common';
import {
  type Channel,
  type ContactDialogue,
  type ContactEntry,
  type ContactTimeline,
  type ContactTimelineParams,
  type Starter,
  waitRows,
} from '@parley/contracts';
import {
  type ClickHouse,
  type EntryPlace,
  type ListedRow,
  NEWEST_PLACE,
  readContactEntries,
  type RowKey,
  type StoredEntry,
} from '@parley/sql';
import { type Place } from '../access/access.js';
import { REPORTS_STORE } from '../clickhouse/clickhouse.js';
import { spanOf } from '../dialogues/wait-span.js';
import { invalidRequest } from '../http/problem-error.js';
import { NamesService } from '../rows/names.service.js';
import { readRowQuestion } from '../rows/row-question.js';
import { RowsService } from '../rows/rows.service.js';
import { ContactLinksService } from './contact-links.service.js';
import { seesNames } from './contact-list.service.js';
import { ContactPages } from './contact-page.service.js';
import { type People } from './contact-people.service.js';

const WAITS_AT_ONCE = 1000;

/** Tells what happened with a contact in all their accounts, the newest first. */
@Injectable()
export class ContactTimelines {
  constructor(
    @Inject(REPORTS_STORE) private readonly store: ClickHouse,
    private readonly pages: ContactPages,
    private readonly links: ContactLinksService,
    private readonly rows: RowsService,
    private readonly names: NamesService,
  ) {}

  /** Throws `not_found` as the page of the contact does. */
  async timeline(
    place: Place,
    id: string,
    params: ContactTimelineParams,
    signal: AbortSignal,
  ): Promise<ContactTimeline> {
    const { workspace_id } = place;
    const now = new Date();
    const before = params.cursor === undefined ? NEWEST_PLACE : readPlace(params.cursor);
    const { contact, people, definition_id } = await this.pages.find(place, id, signal);
    const { contact_id, identity_ids } = contact;
    const [stored, byHand] = await Promise.all([
      readContactEntries(
        this.store,
        {
          workspace_id,
          definition_id,
          identity_ids,
          telling_account_ids: tellingOf(people),
          before,
          limit: params.limit + 1,
        },
        { signal },
      ),
      this.byHand(place, identity_ids, before),
    ]);
    const all: Placed[] = [
      ...stored.map((one) => ({ place: placeOf(one), entry: entryOf(people, one) })),
      ...byHand,
    ].sort((one, other) => comparePlaces(other.place, one.place));
    const shown = all.slice(0, params.limit);
    const entries = shown.map(({ entry }) => entry);
    await this.drawWaits(place, entries, identity_ids, signal);
    await this.names.forReader(place)(entries as never);
    const last = shown.at(-1);
    return {
      contact_id,
      computed_at: now.toISOString(),
      entries,
      next_cursor: all.length > shown.length && last !== undefined ? writePlace(last.place) : null,
    };
  }

  private async byHand(place: Place, identity_ids: readonly string[], before: EntryPlace): Promise<Placed[]> {
    const asking = { workspace_id: place.workspace_id, seesNames: seesNames(place) };
    const links = await this.links.ofIdentities(asking, identity_ids);
    return links
      .map((link) => ({
        place: { at: Date.parse(link.at), kind: 'hand', entry: link.link_id },
        entry: {
          ...EMPTY,
          entry_id: `hand-${link.link_id}`,
          type: link.kind === 'merge' ? ('merged' as const) : ('split' as const),
          occurred_at: link.at,
          identity_id: link.identity_id,
          other_identity_id: link.other_identity_id,
          by: link.by,
          reason: link.why === '' ? null : link.why,
          is_undone: link.undone_at !== null,
        },
      }))
      .filter((one) => comparePlaces(one.place, before) < 0);
  }

  /** Puts the waits of the dialogues into them, as the page of each dialogue has them. */
  private async drawWaits(
    place: Place,
    entries: readonly ContactEntry[],
    identity_ids: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    const dialogues = new Map(
      entries.flatMap(({ dialogue, occurred_at }) =>
        dialogue === null ? [] : [[dialogue.dialogue_id, { dialogue, occurred_at }] as const],
      ),
    );
    if (dialogues.size === 0) return;
    const spans = [...dialogues.values()];
    const question = readRowQuestion(waitRows, {
      from: new Date(Math.min(...spans.map((one) => Date.parse(one.occurred_at)))).toISOString(),
      to: new Date(Math.max(...spans.map((one) => Date.parse(one.dialogue.ended_at))) + 1).toISOString(),
      identity_ids: identity_ids.join(','),
      kind: 'every',
    });
    // Whoever may see the contact sees all their waits: whose they were is the point.
    const { query, values } = await this.rows.ask({ ...place, user: undefined }, question);
    const found: ListedRow<'waits'>[] = [];
    let after: RowKey | null = null;
    do {
      const page: { rows: object[]; next: RowKey | null } = await query.page(
        this.store,
        values,
        { limit: WAITS_AT_ONCE, after },
        { signal },
      );
      found.push(...(page.rows as ListedRow<'waits'>[]));
      after = page.next;
    } while (after !== null);
    await this.names.forReader(place)(found);
    for (const wait of found) {
      const { answer_event_id: _answer, ...span } = spanOf(wait, []);
      dialogues.get(wait.dialogue_id ?? '')?.dialogue.waits.push(span);
    }
  }
}

const tellingOf = ({ accounts }: People): string[] =>
  [...accounts.values()]
    .filter(({ capabilities }) => capabilities.subscriptions)
    .map(({ account_id }) => String(account_id));

interface Placed {
  place: EntryPlace;
  entry: ContactEntry;
}

const EMPTY = {
  channel: null,
  account_id: null,
  account_name: null,
  agent_id: null,
  agent_name: null,
  is_direct: false,
  is_acquisition: false,
  ref: null,
  source: null,
  campaign: null,
  goal: null,
  order_id: null,
  amount: null,
  currency: null,
  rating: null,
  reason: null,
  other_identity_id: null,
  by: null,
  is_undone: false,
  dialogue: null,
} satisfies Partial<ContactEntry>;

const WITH_AMOUNT = new Set<string>([
  'goal_reached',
  'order_placed',
  'purchase_completed',
  'purchase_refunded',
  'paid_subscription_started',
  'paid_subscription_ended',
]);

const orNone = (text: string) => (text === '' ? null : text);
const instant = (ms: string) => new Date(Number(ms)).toISOString();

function entryOf({ accounts }: People, stored: StoredEntry): ContactEntry {
  const { type, identity_id, currency } = stored;
  return {
    ...EMPTY,
    entry_id: `${stored.kind}-${identity_id}-${stored.at_ms}-${stored.entry}`,
    type,
    occurred_at: instant(stored.at_ms),
    identity_id,
    channel: stored.channel as Channel,
    account_id: String(stored.account_id),
    account_name: accounts.get(stored.account_id)?.name ?? null,
    agent_id: stored.agent_id === '0' ? null : stored.agent_id,
    is_direct: type === 'touch' && stored.flags % 2 === 1,
    is_acquisition: type === 'touch' && stored.flags >= 2,
    ref: orNone(stored.ref),
    source: orNone(stored.source),
    campaign: orNone(stored.campaign),
    goal: orNone(stored.goal),
    order_id: orNone(stored.order_id),
    amount: WITH_AMOUNT.has(type) && currency !== '' ? stored.amount : null,
    currency: orNone(currency),
    rating: type === 'rated' ? stored.rating : null,
    reason: orNone(stored.reason),
    other_identity_id: stored.other_id === '0' ? null : stored.other_id,
    dialogue: type === 'dialogue' ? dialogueOf(stored) : null,
  };
}

const dialogueOf = (stored: StoredEntry): ContactDialogue => ({
  dialogue_id: `${stored.identity_id}-${stored.at_ms}-${stored.entry}`,
  ended_at: instant(stored.ended_ms),
  starter: stored.starter as Starter,
  messages_received: stored.messages_received,
  messages_sent: stored.messages_sent,
  resolved_at: Number(stored.resolved_ms) === 0 ? null : instant(stored.resolved_ms),
  waits: [],
});

const placeOf = ({ at_ms, kind, entry }: StoredEntry): EntryPlace => ({ at: Number(at_ms), kind, entry });

/** Negative: the first one is the earlier. */
function comparePlaces(one: EntryPlace, other: EntryPlace): number {
  if (one.at !== other.at) return one.at - other.at;
  if (one.kind !== other.kind) return one.kind < other.kind ? -1 : 1;
  const [first, second] = [BigInt(one.entry), BigInt(other.entry)];
  return first === second ? 0 : first < second ? -1 : 1;
}

const writePlace = ({ at, kind, entry }: EntryPlace): string =>
  Buffer.from([at, kind, entry].join('.')).toString('base64url');

function readPlace(text: string): EntryPlace {
  const found = /^(\d{1,14})\.([a-z]{1,20})\.(\d{1,20})$/.exec(
    Buffer.from(text, 'base64url').toString('latin1'),
  );
  const [, at = '', kind = '', entry = ''] = found ?? [];
  if (found === null || Number(at) > NEWEST_PLACE.at || BigInt(entry) >= 2n ** 64n) {
    throw invalidRequest([{ path: 'cursor', message: 'must be the next_cursor of an answer' }]);
  }
  return { at: Number(at), kind, entry };
}
