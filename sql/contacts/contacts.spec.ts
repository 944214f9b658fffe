import { identityId } from '../lib/ids.js';
import {
  aMerge,
  aMessage,
  anUnsubscription,
  aPurchase,
  aReply,
  aSplit,
  aStart,
} from '../testing/factories/index.js';
import {
  anAccount,
  openTestDatabase,
  openWorkspace,
  type TestDatabase,
  type TestWorkspace,
} from '../testing/index.js';
import {
  countMerges,
  readContactsOf,
  readIdentities,
  readMessagesOf,
  readOrdersOf,
  readTouchesOf,
} from './contacts.js';
import { type ContactsQuestion, countContacts, listContacts, streamContacts } from './list.js';
import { type EntryPlace, NEWEST_PLACE, readContactEntries } from './timeline.js';

const of = (id: string, occurred_at: string) => ({ contact: { id }, occurred_at });
const viber = { account_id: '2' };

describe('contacts', () => {
  let database: TestDatabase;
  let last = 0;
  let workspace_id = 0;
  let shop: TestWorkspace;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    workspace_id = ++last;
    shop = await openWorkspace(database.client, workspace_id, [
      anAccount(),
      anAccount({ account_id: 2, channel: 'viber' }),
    ]);
  });

  const idOf = (contact: string, account = 1) =>
    String(identityId(new Uint8Array(32).fill(workspace_id), account, contact));
  const asking = (stated: Partial<ContactsQuestion> = {}): ContactsQuestion => ({
    workspace_id,
    definition_id: 1,
    matches: null,
    channels: [],
    account_ids: [],
    refs: [],
    sources: [],
    is_subscribed: 'any',
    telling_account_ids: ['1', '2'],
    is_merged: 'any',
    first_seen_from: null,
    first_seen_to: null,
    last_seen_from: null,
    last_seen_to: null,
    sort: 'last_seen',
    direction: 'newest',
    ...stated,
  });
  const all = { limit: 50, after: null };
  const namesOf = async (stated: Partial<ContactsQuestion> = {}, names = PEOPLE) => {
    const { contacts } = await listContacts(database.client, asking(stated), all);
    expect(await countContacts(database.client, asking(stated))).toBe(contacts.length);
    const streamed = [];
    for await (const one of streamContacts(database.client, asking(stated))) streamed.push(one);
    expect(streamed).toEqual(contacts);
    return contacts.map(({ identity_ids }) =>
      names
        .filter(([name, account]) => identity_ids.includes(idOf(name, account)))
        .map(([name]) => name)
        .join('+'),
    );
  };
  const PEOPLE: [string, number][] = [
    ['anna', 1],
    ['annv', 2],
    ['boris', 1],
    ['clara', 2],
  ];

  /** Anna of two messengers is one person since 3 March; Boris left; Clara only wrote. */
  const fill = () =>
    shop.receive(
      aStart({ ...of('anna', '2026-03-01T09:00:00Z'), ref: 'spring', source: 'vk' }),
      aMessage(of('anna', '2026-03-01T09:05:00Z')),
      aReply(of('anna', '2026-03-01T09:10:00Z')),
      aMessage({ ...of('annv', '2026-03-05T10:00:00Z'), ...viber }),
      aMerge({
        ...of('anna', '2026-03-03T09:00:00Z'),
        other: { account_id: '2', contact_id: 'annv' },
      }),
      aPurchase({ ...of('anna', '2026-03-06T10:00:00Z'), order_id: 'o1', amount: '100', currency: 'RUB' }),
      // The same order told of the other identity: bought once.
      aPurchase({
        ...of('annv', '2026-03-06T11:00:00Z'),
        ...viber,
        order_id: 'o1',
        amount: '100',
        currency: 'RUB',
      }),
      aPurchase({ ...of('annv', '2026-03-07T11:00:00Z'), ...viber, amount: '5', currency: 'USD' }),
      aStart(of('boris', '2026-02-01T09:00:00Z')),
      anUnsubscription(of('boris', '2026-02-02T09:00:00Z')),
      aMessage({ ...of('clara', '2026-03-02T12:00:00Z'), ...viber }),
    );

  it('are listed once for all their identities, by any order, and by what holds for any of them', async () => {
    await fill();
    expect(await namesOf()).toEqual(['anna+annv', 'clara', 'boris']);
    expect(await namesOf({ direction: 'oldest' })).toEqual(['boris', 'clara', 'anna+annv']);
    expect(await namesOf({ sort: 'first_seen', direction: 'oldest' })).toEqual([
      'boris',
      'anna+annv',
      'clara',
    ]);
    expect(await namesOf({ channels: ['viber'] })).toEqual(['anna+annv', 'clara']);
    expect(await namesOf({ account_ids: ['1'] })).toEqual(['anna+annv', 'boris']);
    expect(await namesOf({ refs: ['spring'] })).toEqual(['anna+annv']);
    expect(await namesOf({ is_subscribed: 'no' })).toEqual(['boris']);
    expect(await namesOf({ is_subscribed: 'yes' })).toEqual(['anna+annv', 'clara']);
    // Of an account that cannot tell nobody is subscribed, nor not.
    const telegram = { telling_account_ids: ['1'] };
    expect(await namesOf({ is_subscribed: 'yes', ...telegram })).toEqual(['anna+annv']);
    expect(await namesOf({ is_subscribed: 'no', ...telegram })).toEqual(['boris']);
    expect(await namesOf({ is_subscribed: 'no', telling_account_ids: [] })).toEqual([]);
    expect(await namesOf({ is_merged: 'yes' })).toEqual(['anna+annv']);
    expect(await namesOf({ is_merged: 'no' })).toEqual(['clara', 'boris']);
    expect(await namesOf({ matches: [idOf('annv', 2), idOf('boris')] })).toEqual(['anna+annv', 'boris']);
    expect(await namesOf({ matches: [] })).toEqual([]);
    const first = new Date('2026-03-01T09:00:00Z');
    expect(await namesOf({ first_seen_from: first })).toEqual(['anna+annv', 'clara']);
    expect(await namesOf({ first_seen_to: first })).toEqual(['boris']);
    expect(await namesOf({ last_seen_to: new Date('2026-03-02T12:00:00Z') })).toEqual(['boris']);
    expect(await namesOf({ last_seen_from: new Date('2026-03-02T12:00:00Z') })).toEqual([
      'anna+annv',
      'clara',
    ]);
    expect(await countMerges(database.client, workspace_id)).toBe(1);
    expect(await countMerges(database.client, workspace_id + 1000)).toBe(0);
  });

  it('come page by page without a gap or a repetition', async () => {
    await shop.receive(
      ...Array.from({ length: 25 }, (_, index) =>
        aMessage(of(`c${index}`, new Date(Date.UTC(2026, 2, 1, Math.floor(index / 3))).toISOString())),
      ),
    );
    const seen: string[] = [];
    let after: Parameters<typeof listContacts>[2]['after'] = null;
    do {
      const page = await listContacts(database.client, asking(), { limit: 7, after });
      seen.push(...page.contacts.map(({ contact_id }) => contact_id));
      after = page.next;
    } while (after !== null);
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
    const { contacts } = await listContacts(database.client, asking(), all);
    expect(seen).toEqual(contacts.map(({ contact_id }) => contact_id));
  });

  it('are told with what all their identities did', async () => {
    await fill();
    const ids = [idOf('anna'), idOf('annv', 2)];
    const members = [...ids].sort((one, other) => (BigInt(one) < BigInt(other) ? -1 : 1));
    const found = await readContactsOf(database.client, workspace_id, [...ids, idOf('boris')]);
    expect(found.get(ids[0]!)).toEqual({ contact_id: members[0], identity_ids: members });
    expect(found.get(ids[1]!)).toEqual(found.get(ids[0]!));
    expect(found.get(idOf('boris'))).toEqual({ contact_id: idOf('boris'), identity_ids: [idOf('boris')] });

    const known = await readIdentities(database.client, workspace_id, [...ids, idOf('boris'), '1']);
    expect(known.size).toBe(3);
    expect(known.get(ids[0]!)).toMatchObject({
      channel: 'telegram',
      account_id: 1,
      first_seen_at: '2026-03-01T09:00:00.000Z',
      subscription: 'subscribed',
      subscription_at: '2026-03-01T09:00:00.000Z',
    });
    expect(known.get(idOf('boris'))).toMatchObject({
      subscription: 'unsubscribed',
      subscription_at: '2026-02-02T09:00:00.000Z',
    });
    const messages = await readMessagesOf(database.client, { workspace_id, definition_id: 1 }, ids);
    expect(messages.get(ids[0]!)).toMatchObject({ dialogues: 1, messages_received: 1, messages_sent: 1 });
    expect(messages.get(ids[1]!)).toMatchObject({ dialogues: 1, messages_received: 1, messages_sent: 0 });
    const contact = found.get(ids[0]!)!;
    expect(await readOrdersOf(database.client, workspace_id, [contact])).toEqual([
      { contact_id: contact.contact_id, currency: 'RUB', orders: 1, amount: 100, refunded: 0 },
      { contact_id: contact.contact_id, currency: 'USD', orders: 1, amount: 5, refunded: 0 },
    ]);
    const touches = await readTouchesOf(database.client, { workspace_id, definition_id: 1 }, ids);
    expect(touches.first).toMatchObject({
      occurred_at: '2026-03-01T09:00:00.000Z',
      ref: 'spring',
      is_direct: false,
    });
    expect(touches.last).toMatchObject({
      occurred_at: '2026-03-05T10:00:00.000Z',
      channel: 'viber',
      is_direct: true,
    });
  });

  it('fall apart again with a split', async () => {
    await fill();
    await shop.receive(
      aSplit({
        ...of('annv', '2026-03-08T09:00:00Z'),
        ...viber,
        other: { account_id: '1', contact_id: 'anna' },
      }),
    );
    expect((await namesOf()).toSorted()).toEqual(['anna', 'annv', 'boris', 'clara']);
    expect(await countMerges(database.client, workspace_id)).toBe(0);
  });

  const entries = async (before: EntryPlace, limit: number) =>
    readContactEntries(database.client, {
      workspace_id,
      definition_id: 1,
      identity_ids: [idOf('anna'), idOf('annv', 2)],
      telling_account_ids: ['1', '2'],
      before,
      limit,
    });

  it('have one timeline across their messengers, the newest first, that comes in pages', async () => {
    await fill();
    const whole = await entries(NEWEST_PLACE, 50);
    expect(
      whole.map(({ type, at_ms, channel }) => [
        new Date(Number(at_ms)).toISOString().slice(5, 16),
        type,
        channel,
      ]),
    ).toEqual([
      ['03-07T11:00', 'purchase_completed', 'viber'],
      ['03-06T11:00', 'purchase_completed', 'viber'],
      ['03-06T10:00', 'purchase_completed', 'telegram'],
      ['03-05T10:00', 'touch', 'viber'],
      ['03-05T10:00', 'subscribed', 'viber'],
      ['03-05T10:00', 'dialogue', 'viber'],
      ['03-03T09:00', 'identities_merged', 'telegram'],
      ['03-01T09:05', 'dialogue', 'telegram'],
      ['03-01T09:00', 'touch', 'telegram'],
      ['03-01T09:00', 'subscribed', 'telegram'],
    ]);
    expect(whole.at(-2)).toMatchObject({ ref: 'spring', flags: 2 });
    expect(whole[7]).toMatchObject({ messages_received: 1, messages_sent: 1, starter: 'contact' });
    const paged = [];
    let before = NEWEST_PLACE;
    for (;;) {
      const page = await entries(before, 3);
      if (page.length === 0) break;
      paged.push(...page);
      const { at_ms, kind, entry } = page.at(-1)!;
      before = { at: Number(at_ms), kind, entry };
    }
    expect(paged).toEqual(whole);
  });
});
