import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { aMessage, aReply, aStart } from '../../testing/factories/index.js';
import { anAccount, openWorkspace } from '../../testing/workspace.js';
import { runReport, type ReportRow } from '../index.js';

const at = (time: string) => ({ occurred_at: time });
const of = (id: string) => ({ contact: { id } });
const viber = { account_id: '2' };

/** Monday, 2 March, in Moscow. */
const march2 = {
  from: new Date('2026-03-01T21:00:00Z'),
  to: new Date('2026-03-02T21:00:00Z'),
  now: new Date('2026-03-10T00:00:00Z'),
};
const row = (stated: Partial<ReportRow<'by-channel'>>): ReportRow<'by-channel'> => ({
  period: 'current',
  is_total: false,
  channel: null,
  messages_received: 0,
  contacts: 0,
  new_contacts: 0,
  touches: 0,
  dialogues: 0,
  first_responses: 0,
  first_response_median_seconds: null,
  first_response_p90_seconds: null,
  waits_answered: 0,
  answered_share: null,
  repeat_contact_rate: null,
  contacts_subscribed: 0,
  outgoing_covered_share: null,
  subscriptions_covered_share: null,
  ...stated,
});

describe('by-channel', () => {
  let database: TestDatabase;
  let last = 0;
  const both = [anAccount(), anAccount({ account_id: 2, channel: 'viber' })];
  const open = (accounts = both) => openWorkspace(database.client, ++last, accounts);

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('tells channels apart, most incoming messages first, and computes the total anew', async () => {
    const shop = await open();
    await shop.receive(
      // Telegram: Anna starts and writes twice, answered after 60 s; a second wait after 600 s.
      aStart(at('2026-03-02T08:59:00Z')),
      aMessage(at('2026-03-02T09:00:00Z')),
      aReply(at('2026-03-02T09:01:00Z')),
      aMessage(at('2026-03-02T09:10:00Z')),
      aReply(at('2026-03-02T09:20:00Z')),
      // Viber: Boris writes once and gets an answer after 180 s; Clara gets none. Both arrive by writing.
      aMessage({ ...viber, ...of('boris'), ...at('2026-03-02T10:00:00Z') }),
      aReply({ ...viber, ...of('boris'), ...at('2026-03-02T10:03:00Z') }),
      aMessage({ ...viber, ...of('clara'), ...at('2026-03-02T11:00:00Z') }),
      aMessage({ ...viber, ...of('clara'), ...at('2026-03-02T11:00:01Z') }),
    );
    const telegram = {
      messages_received: 2,
      contacts: 1,
      new_contacts: 1,
      touches: 1,
      dialogues: 1,
      first_responses: 1,
      first_response_median_seconds: 60,
      first_response_p90_seconds: 60,
      waits_answered: 2,
      answered_share: 1,
      repeat_contact_rate: 0,
      contacts_subscribed: 1,
      outgoing_covered_share: 1,
      subscriptions_covered_share: 1,
    };
    expect(await runReport(database.client, 'by-channel', shop.asking(march2))).toEqual([
      row({
        channel: 'viber',
        messages_received: 3,
        contacts: 2,
        new_contacts: 2,
        touches: 2,
        dialogues: 2,
        first_responses: 1,
        first_response_median_seconds: 180,
        first_response_p90_seconds: 180,
        waits_answered: 1,
        answered_share: 0.5,
        repeat_contact_rate: 0,
        contacts_subscribed: 2,
        outgoing_covered_share: 1,
        subscriptions_covered_share: 1,
      }),
      row({ channel: 'telegram', ...telegram }),
      row({
        is_total: true,
        messages_received: 5,
        contacts: 3,
        new_contacts: 3,
        touches: 3,
        dialogues: 3,
        first_responses: 2,
        first_response_median_seconds: 120,
        first_response_p90_seconds: 168,
        waits_answered: 3,
        answered_share: 0.75,
        repeat_contact_rate: 0,
        contacts_subscribed: 3,
        outgoing_covered_share: 1,
        subscriptions_covered_share: 1,
      }),
    ]);
    const filtered = shop.asking({ ...march2, channels: ['telegram'] });
    expect(await runReport(database.client, 'by-channel', filtered)).toEqual([
      row({ channel: 'telegram', ...telegram }),
      row({ is_total: true, ...telegram }),
    ]);
  });

  it('is empty, not 0, in the row of a channel that cannot tell, and says how much the total covers', async () => {
    const shop = await open([
      anAccount(),
      anAccount({ account_id: 2, channel: 'viber', outgoing: 'never', subscriptions: false }),
    ]);
    await shop.receive(
      aMessage(at('2026-03-02T09:00:00Z')),
      aReply(at('2026-03-02T09:01:00Z')),
      aMessage({ ...viber, ...of('boris'), ...at('2026-03-02T10:00:00Z') }),
      aReply({ ...viber, ...of('boris'), ...at('2026-03-02T10:03:00Z') }),
      aMessage({ ...viber, ...of('boris'), ...at('2026-03-02T10:05:00Z') }),
      aMessage({ ...viber, ...of('boris'), ...at('2026-03-02T10:06:00Z') }),
    );
    const [blind, seeing, total] = await runReport(database.client, 'by-channel', shop.asking(march2));
    expect(blind).toEqual(
      row({
        channel: 'viber',
        messages_received: 3,
        contacts: 1,
        new_contacts: 1,
        touches: 1,
        dialogues: 1,
        first_responses: null,
        waits_answered: null,
        repeat_contact_rate: 0,
        contacts_subscribed: null,
        outgoing_covered_share: 0,
        subscriptions_covered_share: 0,
      }),
    );
    expect(seeing).toMatchObject({ channel: 'telegram', answered_share: 1, outgoing_covered_share: 1 });
    expect(total).toMatchObject({
      is_total: true,
      first_responses: 1,
      answered_share: 1,
      contacts_subscribed: 0,
      outgoing_covered_share: 0.25,
      subscriptions_covered_share: 0.25,
    });
  });

  it('covers an account only from its first answer on', async () => {
    const shop = await open([anAccount({ outgoing: 'auto' })]);
    await shop.receive(
      aMessage(at('2026-03-02T09:00:00Z')),
      aReply(at('2026-03-02T10:00:00Z')),
      aMessage(at('2026-03-02T10:00:00.001Z')),
    );
    const [telegram] = await runReport(database.client, 'by-channel', shop.asking(march2));
    expect(telegram).toMatchObject({ messages_received: 2, first_responses: 0, outgoing_covered_share: 0.5 });
    const before = { ...march2, to: new Date('2026-03-02T10:00:00Z') };
    const [unseen] = await runReport(database.client, 'by-channel', shop.asking(before));
    expect(unseen).toMatchObject({ messages_received: 1, first_responses: null, outgoing_covered_share: 0 });
  });

  it('takes what lies in [from, to) to the millisecond', async () => {
    const shop = await open([anAccount()]);
    for (const [id, time] of [
      ['early', '2026-03-01T20:59:59.999Z'],
      ['first', '2026-03-01T21:00:00.000Z'],
      ['last', '2026-03-02T20:59:59.999Z'],
      ['late', '2026-03-02T21:00:00.000Z'],
    ] as const)
      await shop.receive(aMessage({ ...of(id), ...at(time) }));
    const [telegram] = await runReport(database.client, 'by-channel', shop.asking(march2));
    expect(telegram).toMatchObject({ messages_received: 2, contacts: 2, touches: 2, dialogues: 2 });
  });

  it('counts what is sent again once, and what arrives late where it happened', async () => {
    const shop = await open([anAccount()]);
    const message = aMessage(at('2026-03-02T09:00:00Z'));
    const reply = aReply(at('2026-03-02T09:05:00Z'));
    await shop.receive(reply);
    await shop.receive(message);
    await shop.receive(message, reply);
    const [telegram] = await runReport(database.client, 'by-channel', shop.asking(march2));
    expect(telegram).toMatchObject({
      messages_received: 1,
      touches: 1,
      dialogues: 1,
      first_responses: 1,
      first_response_median_seconds: 300,
    });
  });

  it("shows channels in which nothing happened, nothing of another workspace's, and the previous period apart", async () => {
    const mine = await open([anAccount()]);
    const theirs = await open([anAccount()]);
    await theirs.receive(aMessage(at('2026-03-01T09:00:00Z')));
    const asked = { ...march2, previous: { from: new Date('2026-02-28T21:00:00Z'), to: march2.from } };
    expect(await runReport(database.client, 'by-channel', mine.asking(asked))).toEqual([
      row({ channel: 'telegram' }),
      row({ is_total: true }),
      row({ period: 'previous', channel: 'telegram' }),
      row({ period: 'previous', is_total: true }),
    ]);
    const rows = await runReport(database.client, 'by-channel', theirs.asking(asked));
    expect(rows.map((one) => [one.period, one.channel, one.messages_received])).toEqual([
      ['current', 'telegram', 0],
      ['current', null, 0],
      ['previous', 'telegram', 1],
      ['previous', null, 1],
    ]);
  });

  it('knows of nothing where there is no account', async () => {
    const shop = await open([]);
    expect(await runReport(database.client, 'by-channel', shop.asking(march2))).toEqual([
      row({ is_total: true, first_responses: null, waits_answered: null, contacts_subscribed: null }),
    ]);
  });
});
