import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { event, EVENT_TYPES, type EventInput, type EventType } from '@parley/contracts';
import { openTestDatabase, type TestDatabase } from '../testing/database.js';
import * as made from '../testing/factories/index.js';
import { EVENT_COLUMNS, toEventRow, type EventContext } from './event-row.js';
import {
  agentId,
  broadcastId,
  conversationId,
  eventId,
  identityId,
  messageId,
  teamId,
  textHash,
  visitorId,
} from './ids.js';

const KEY = Buffer.alloc(32, 3);
const CONTEXT: EventContext = {
  workspaceId: 4_294_967_295,
  hashKey: KEY,
  channel: 'telegram',
  identityAccountId: 1,
  receivedAt: Date.parse('2026-03-02T09:00:07.900Z'),
  deliveryId: 18_446_744_073_709_551_615n,
  mapperVersion: 2,
};

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

const rowOf = (input: EventInput, context: Partial<EventContext> = {}) =>
  toEventRow(event.parse(input), { ...CONTEXT, ...context });

/** The cells of a row by the names of their columns. */
const cellsOf = (row: readonly unknown[]) =>
  Object.fromEntries(EVENT_COLUMNS.map((column, index) => [column, row[index]]));

/** What ClickHouse gives back for the rows, by event_id; decimals with all their digits. */
async function stored(rows: unknown[][]): Promise<Map<unknown, Record<string, unknown>>> {
  await db.client.insertRows('events_v1', EVENT_COLUMNS, rows);
  const found = await db.client.query<Record<string, unknown>>(
    `SELECT ${EVENT_COLUMNS.join(', ')} FROM events_v1 FINAL`,
    {},
    { settings: { output_format_json_quote_decimals: 1, date_time_output_format: 'simple' } },
  );
  return new Map(found.map((cells) => [cells['event_id'], cells]));
}

const EXAMPLES: Record<EventType, EventInput> = {
  link_clicked: made.aClick({ link_id: 4_294_967_295, click_id: 'c-1' }),
  widget_shown: made.aWidgetShown(),
  widget_opened: made.aWidgetOpened(),
  conversation_started: made.aStart({ ref: 'vk_ads-spring_42', source: 'vk', medium: 'cpc' }),
  referral_received: made.aReferral({ ref: 'x', ad_id: 'ad-1', campaign: 'c', content: 'k', term: 't' }),
  channel_joined: made.aJoin(),
  channel_left: made.aLeave(),
  message_received: made.aMessage({ text: 'Hello!', reply_to: 'm0', sequence: '9223372036854775807' }),
  message_sent: made.aReply({ agent: { id: '42', team: { id: 'sales' } }, broadcast: { id: 'b' } }),
  message_delivered: made.aDelivery(),
  message_read: made.aRead({ watermark_at: '2026-03-02T08:59:59.999Z' }),
  message_failed: made.aFailure({ reason: 'blocked' }),
  message_edited: made.anEdit({ text: 'Hello, again' }),
  message_deleted: made.aDeletion(),
  button_pressed: made.aButtonPress({ button: 'buy', message_id: 'm1', props: { page: '2' } }),
  reaction_added: made.aReaction({ reaction: '❤️' }),
  reaction_removed: made.aReactionTakenBack({ reaction: '👍🏽' }),
  subscribed: made.aSubscription(),
  unsubscribed: made.anUnsubscription({ reason: 'word' }),
  blocked: made.aBlock(),
  unblocked: made.anUnblock(),
  muted: made.aMute(),
  unmuted: made.anUnmute(),
  dialog_removed: made.aDialogRemoval(),
  paid_subscription_started: made.aPaidSubscription({ amount: '99.99', currency: 'XTR' }),
  paid_subscription_ended: made.aPaidSubscriptionEnd(),
  assigned: made.anAssignment(),
  unassigned: made.anUnassignment(),
  handed_off: made.aHandOff(),
  resolved: made.aResolution(),
  reopened: made.aReopening(),
  rated: made.aRating({ rating: -128 }),
  note_added: made.aNote(),
  wait_dismissed: made.aDismissal(),
  goal_reached: made.aGoal({ goal: 'lead', amount: '0.0001', currency: 'EUR' }),
  order_placed: made.anOrder({
    order_id: 'o-1',
    amount: '99999999999999.9999',
    currency: 'RUB',
    items: [
      { product_id: 'p1', name: 'Кружка «А»', quantity: '0.5', amount: '99999999999999.9999' },
      { product_id: 'p2' },
    ],
  }),
  purchase_completed: made.aPurchase(),
  purchase_refunded: made.aRefund(),
  product_viewed: made.aProductView({ items: [{ product_id: 'p1' }] }),
  contact_identified: made.anIdentification(),
  identities_merged: made.aMerge(),
  identities_split: made.aSplit(),
};

/** `1`, `1.5` and `1.5000` are one number to ClickHouse. */
const decimal = (text: unknown) =>
  String(text)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
const withDecimals = (cells: Record<string, unknown>) => ({
  ...cells,
  amount: decimal(cells['amount']),
  items: (cells['items'] as Record<string, unknown>[]).map((item) => ({
    ...item,
    quantity: decimal(item['quantity']),
    amount: decimal(item['amount']),
  })),
});

describe('an event of every type', () => {
  let found: Map<unknown, Record<string, unknown>>;
  beforeAll(async () => {
    found = await stored(EVENT_TYPES.map((type) => rowOf(EXAMPLES[type]).row));
  });

  it.each(EVENT_TYPES)('%s is read back from ClickHouse exactly as it was written', (type) => {
    const written = cellsOf(rowOf(EXAMPLES[type]).row);
    expect(withDecimals(found.get(written['event_id']) ?? {})).toEqual(withDecimals(written));
  });
});

describe('toEventRow', () => {
  it('fills the columns of a message', () => {
    const cells = cellsOf(
      rowOf({
        type: 'message_sent',
        id: 'chat:7',
        account_id: '5',
        occurred_at: '2026-12-31T23:59:59.001+03:00',
        sequence: 7,
        contact: { id: 'anna', name: 'Anna' },
        conversation_id: 'c-9',
        agent: { id: '42', name: 'Oleg', team: { id: 'sales' } },
        broadcast: { id: 'b-1' },
        text: 'Да, есть 👍',
        reply_to: 'chat:6',
        props: { topic: 'stock' },
      }).row,
    );
    expect(cells).toEqual({
      workspace_id: 4_294_967_295,
      identity_id: String(identityId(KEY, 1, 'anna')),
      occurred_at: '2026-12-31 20:59:59.001',
      sequence: String(7 * 16 + 9),
      event_id: String(eventId(KEY, 5, 'chat:7', 'message_sent')),
      type: 'message_sent',
      channel: 'telegram',
      account_id: 5,
      conversation_id: String(conversationId(KEY, 5, 'c-9')),
      message_id: String(messageId(KEY, 5, 'chat:7')),
      reply_to: String(messageId(KEY, 5, 'chat:6')),
      sender: 'agent',
      agent_id: String(agentId(KEY, 5, '42')),
      team_id: String(teamId(KEY, 5, 'sales')),
      other_identity_id: '0',
      watermark_at: '1970-01-01 00:00:00.000',
      reason: '',
      rating: 0,
      broadcast_id: String(broadcastId(KEY, 5, 'b-1')),
      link_id: 0,
      ref: '',
      given_source: '',
      given_medium: '',
      given_campaign: '',
      given_content: '',
      given_term: '',
      ad_id: '',
      click_id: '',
      kind: 'text',
      text_length: 11,
      text_hash: String(textHash(KEY, 'да есть 👍')),
      goal: '',
      order_id: '',
      amount: '0',
      currency: '',
      items: [],
      props: { topic: 'stock' },
      received_at: '2026-03-02 09:00:07',
      delivery_id: '18446744073709551615',
      version: String(2n * 2n ** 32n + (2n ** 32n - 1n - 1_772_442_007n)),
      is_deleted: 0,
    });
  });

  it.each([
    ['agent', { agent: { id: '1' } }],
    ['broadcast', { broadcast: { id: '1' } }],
    ['agent', { agent: { id: '1' }, broadcast: { id: '1' } }],
    ['bot', { agent: { id: '1' }, sender: 'bot' as const }],
    ['unknown', {}],
  ])('knows the sender %s of %j', (sender, stated) => {
    const { row } = rowOf({ type: 'message_sent', ...envelope(), ...stated });
    expect(cellsOf(row)['sender']).toBe(sender);
  });

  it('names the contact as sender of what only contacts do, and nobody elsewhere', () => {
    const byContact = EVENT_TYPES.filter(
      (type) => cellsOf(rowOf(EXAMPLES[type]).row)['sender'] === 'contact',
    );
    expect(byContact).toEqual(['message_received', 'button_pressed', 'reaction_added', 'reaction_removed']);
    expect(cellsOf(rowOf(EXAMPLES.assigned).row)['sender']).toBe('');
  });

  it('is the same row for the same event', () => {
    expect(rowOf(EXAMPLES.message_sent)).toEqual(rowOf(EXAMPLES.message_sent));
  });

  it('takes identities from the mirrored account, and everything else from its own', () => {
    const cells = cellsOf(
      rowOf({ type: 'message_received', ...envelope(), id: 'm' }, { identityAccountId: 9 }).row,
    );
    expect(cells['identity_id']).toBe(String(identityId(KEY, 9, 'anna')));
    expect(cells['message_id']).toBe(String(messageId(KEY, 1, 'm')));
  });

  it('keeps visitors apart from contacts, and unnamed hits apart from each other', () => {
    const hit = (stated: object) =>
      rowOf({ type: 'link_clicked', id: 'h', account_id: '1', occurred_at: 1_772_442_000_000, ...stated });
    const named = hit({ visitor_id: 'v' });
    expect([named.isVisitor, named.identityId]).toEqual([true, visitorId(KEY, 1, 'visitor:v')]);
    expect(hit({ id: 'h1' }).identityId).not.toBe(hit({ id: 'h2' }).identityId);
    const known = hit({ contact: { id: 'anna' }, visitor_id: 'v' });
    expect([known.isVisitor, known.identityId]).toEqual([false, identityId(KEY, 1, 'anna')]);
  });

  it('lets a newer mapper win, then the earlier arrival', () => {
    const version = (mapperVersion: number, receivedAt: number) =>
      BigInt(String(cellsOf(rowOf(EXAMPLES.subscribed, { mapperVersion, receivedAt }).row)['version']));
    const early = Date.parse('2026-01-01T00:00:00Z');
    const late = Date.parse('2027-01-01T00:00:00Z');
    expect(version(1, early) > version(1, late)).toBe(true);
    expect(version(2, late) > version(1, early)).toBe(true);
  });

  it('knows the month of the partition', () => {
    const month = (occurred_at: string) => rowOf(made.aMessage({ occurred_at })).month;
    expect(month('2026-02-28T23:59:59.999Z')).toBe('202602');
    expect(month('2026-03-01T00:00:00Z')).toBe('202603');
    expect(month('2026-03-01T01:00:00+03:00')).toBe('202602');
  });
});

function envelope() {
  return { id: 'e', account_id: '1', occurred_at: '2026-03-02T09:00:00Z', contact: { id: 'anna' } };
}
