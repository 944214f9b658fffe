import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import {
  aBlock,
  aBotReply,
  aBroadcastMessage,
  aMessage,
  anAutoReply,
  anUnknownReply,
  aReply,
  aStart,
} from '../../testing/factories/index.js';
import { ALL_COVERED, OVERVIEW_OF_NOTHING } from '../../testing/overview-of-nothing.js';
import { anAccount, openWorkspace } from '../../testing/workspace.js';
import { runReport } from '../index.js';

const at = (time: string) => ({ occurred_at: time });
const of = (id: string) => ({ contact: { id } });

const nothing = OVERVIEW_OF_NOTHING;
const withoutOutgoing = {
  messages_sent: null,
  messages_sent_by_agents: null,
  messages_sent_by_bots: null,
  messages_sent_auto: null,
  messages_sent_in_broadcasts: null,
  messages_sent_by_unknown: null,
  first_responses: null,
  waits_answered: null,
  waits_unanswered: null,
};

const march2 = {
  from: new Date('2026-03-02T00:00:00+03:00'),
  to: new Date('2026-03-03T00:00:00+03:00'),
  now: new Date('2026-03-10T00:00:00Z'),
};

describe('overview', () => {
  let database: TestDatabase;
  let last = 0;
  const open = () => openWorkspace(database.client, ++last);

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('counts an ordinary day', async () => {
    const shop = await open();
    await shop.receive(
      // Anna starts, asks in two bubbles, is answered after 10 min, thanks (no wait), and is back the next day.
      aStart(at('2026-03-02T09:00:00Z')),
      aMessage(at('2026-03-02T09:01:00Z')),
      aMessage(at('2026-03-02T09:02:00Z')),
      aReply(at('2026-03-02T09:11:00Z')),
      aMessage({ ...at('2026-03-02T09:12:00Z'), text: 'Спасибо!' }),
      // Boris is greeted automatically, then answered by a bot, then asks again: nobody answers.
      aMessage({ ...of('boris'), ...at('2026-03-02T10:00:00Z') }),
      anAutoReply({ ...of('boris'), ...at('2026-03-02T10:00:02Z') }),
      aBotReply({ ...of('boris'), ...at('2026-03-02T10:00:10Z') }),
      aMessage({ ...of('boris'), ...at('2026-03-02T10:20:00Z') }),
      // Clara gets a broadcast, answers it, and is answered after 30 min; then she blocks the bot.
      aStart({ ...of('clara'), ...at('2026-02-20T08:00:00Z') }),
      aBroadcastMessage({ ...of('clara'), ...at('2026-03-02T11:00:00Z') }),
      aMessage({ ...of('clara'), ...at('2026-03-02T12:00:00Z') }),
      aReply({ ...of('clara'), ...at('2026-03-02T12:30:00Z') }),
      aBlock({ ...of('clara'), ...at('2026-03-02T13:00:00Z') }),
      // Dina was answered four days ago and comes back; of the answer nobody knows who sent it.
      aMessage({ ...of('dina'), ...at('2026-02-26T09:00:00Z') }),
      aReply({ ...of('dina'), ...at('2026-02-26T09:05:00Z') }),
      aMessage({ ...of('dina'), ...at('2026-03-02T14:00:00Z') }),
      anUnknownReply({ ...of('dina'), ...at('2026-03-02T14:01:00Z') }),
    );
    expect(await runReport(database.client, 'overview', shop.asking(march2))).toEqual([
      {
        period: 'current',
        messages_received: 7,
        messages_sent: 6,
        messages_sent_by_agents: 2,
        messages_sent_by_bots: 1,
        messages_sent_auto: 1,
        messages_sent_in_broadcasts: 1,
        messages_sent_by_unknown: 1,
        messages_delivered: null,
        messages_read: null,
        read_share: null,
        contacts: 4,
        new_contacts: 2,
        dialogues: 4,
        // Anna 9:01–9:12, Boris 10:00–10:20, Clara 12:00–12:30, Dina 14:00–14:01: 660, 1200, 1800 and 60 s.
        dialogue_duration_mean_seconds: 930,
        dialogue_duration_median_seconds: 930,
        repeat_contacts: 1,
        repeat_contact_rate: 0.25,
        // Anna 600 s, Clara 1800 s.
        first_responses: 2,
        first_response_median_seconds: 1200,
        first_response_p90_seconds: 1680,
        waits_answered: 2,
        waits_unanswered: 1,
        answered_share: 2 / 3,
        contacts_subscribed: 1,
        contacts_unsubscribed: 1,
        outgoing_covered_share: 1,
        subscriptions_covered_share: 1,
      },
    ]);
  });

  it('says nothing happened where nothing happened', async () => {
    const shop = await open();
    expect(await runReport(database.client, 'overview', shop.asking(march2))).toEqual([nothing]);
  });

  it('includes the first millisecond of the period and excludes the end', async () => {
    const shop = await open();
    await shop.receive(
      aMessage({ ...of('early'), ...at('2026-03-01T20:59:59.999Z') }),
      aMessage({ ...of('first'), ...at('2026-03-01T21:00:00.000Z') }),
      aMessage({ ...of('last'), ...at('2026-03-02T20:59:59.999Z') }),
      aMessage({ ...of('late'), ...at('2026-03-02T21:00:00.000Z') }),
    );
    expect(await runReport(database.client, 'overview', shop.asking(march2))).toEqual([
      {
        ...nothing,
        ...ALL_COVERED,
        messages_received: 2,
        contacts: 2,
        new_contacts: 2,
        dialogues: 2,
        dialogue_duration_mean_seconds: 0,
        dialogue_duration_median_seconds: 0,
        repeat_contact_rate: 0,
        waits_unanswered: 2,
        answered_share: 0,
      },
    ]);
  });

  it('keeps an event just before local midnight in its day, also on the day clocks change', async () => {
    const shop = await open();
    // Berlin springs forward on 2026-03-29: the local day is [23:00Z of the 28th, 22:00Z of the 29th).
    await shop.receive(
      aMessage({ ...of('a'), ...at('2026-03-28T22:59:59.999Z') }),
      aMessage({ ...of('b'), ...at('2026-03-29T21:59:59.999Z') }),
      aMessage({ ...of('c'), ...at('2026-03-29T22:00:00.000Z') }),
    );
    const day = {
      from: new Date('2026-03-28T23:00:00Z'),
      to: new Date('2026-03-29T22:00:00Z'),
      now: new Date('2026-03-29T22:30:00Z'),
      time_zone: 'Europe/Berlin',
    };
    expect(await runReport(database.client, 'overview', shop.asking(day))).toEqual([
      {
        ...nothing,
        ...ALL_COVERED,
        messages_received: 1,
        contacts: 1,
        new_contacts: 1,
        dialogues: 1,
        dialogue_duration_mean_seconds: 0,
        dialogue_duration_median_seconds: 0,
        repeat_contact_rate: 0,
      },
    ]);
  });

  it('counts a redelivered message once, even when its time has changed', async () => {
    const shop = await open();
    const message = aMessage({ id: 'same', ...at('2026-03-02T09:00:00Z') });
    await shop.receive(message);
    await shop.receive(message, message);
    await shop.receive({ ...message, ...at('2026-03-02T09:30:00Z') });
    expect(await runReport(database.client, 'overview', shop.asking(march2))).toEqual([
      {
        ...nothing,
        ...ALL_COVERED,
        messages_received: 1,
        contacts: 1,
        new_contacts: 1,
        dialogues: 1,
        dialogue_duration_mean_seconds: 0,
        dialogue_duration_median_seconds: 0,
        repeat_contact_rate: 0,
        waits_unanswered: 1,
        answered_share: 0,
      },
    ]);
  });

  it('is the same when the question arrives after its answer', async () => {
    const inOrder = await open();
    const outOfOrder = await open();
    const events = [
      aMessage(at('2026-03-02T09:00:00Z')),
      aReply(at('2026-03-02T09:10:00Z')),
      aMessage(at('2026-03-03T09:10:00Z')),
    ];
    await inOrder.receive(...events);
    for (const late of [...events].reverse()) await outOfOrder.receive(late);
    const [expected] = await runReport(database.client, 'overview', inOrder.asking(march2));
    expect(expected).toMatchObject({ dialogues: 1, waits_answered: 1, first_response_median_seconds: 600 });
    expect(await runReport(database.client, 'overview', outOfOrder.asking(march2))).toEqual([expected]);
  });

  it("shows nothing of another workspace's events", async () => {
    const mine = await open();
    const theirs = await open();
    await theirs.receive(aStart(at('2026-03-02T08:59:00Z')), aMessage(at('2026-03-02T09:00:00Z')));
    expect(await runReport(database.client, 'overview', mine.asking(march2))).toEqual([nothing]);
  });

  it('tells open from unanswered to the millisecond, by the bound now', async () => {
    const shop = await open();
    await shop.receive(aMessage(at('2026-03-02T09:00:00Z')));
    const ask = (now: string) =>
      runReport(database.client, 'overview', shop.asking({ ...march2, now: new Date(now) }));
    const [open24] = await ask('2026-03-03T09:00:00.000Z');
    const [late24] = await ask('2026-03-03T09:00:00.001Z');
    expect([open24?.waits_unanswered, open24?.answered_share]).toEqual([0, null]);
    expect([late24?.waits_unanswered, late24?.answered_share]).toEqual([1, 0]);
  });

  it('puts the row of the previous period beside', async () => {
    const shop = await open();
    await shop.receive(aMessage(at('2026-03-01T09:00:00Z')), aReply(at('2026-03-01T09:00:30Z')));
    const previous = { from: new Date('2026-02-28T21:00:00Z'), to: march2.from };
    expect(await runReport(database.client, 'overview', shop.asking({ ...march2, previous }))).toEqual([
      nothing,
      {
        ...nothing,
        ...ALL_COVERED,
        period: 'previous',
        messages_received: 1,
        messages_sent: 1,
        messages_sent_by_agents: 1,
        contacts: 1,
        new_contacts: 1,
        dialogues: 1,
        dialogue_duration_mean_seconds: 30,
        dialogue_duration_median_seconds: 30,
        repeat_contact_rate: 0,
        first_responses: 1,
        first_response_median_seconds: 30,
        first_response_p90_seconds: 30,
        waits_answered: 1,
        answered_share: 1,
      },
    ]);
  });

  it('knows no outgoing numbers where no account can tell, and counts only those that can', async () => {
    const shop = await openWorkspace(database.client, ++last, [
      anAccount({ account_id: 1, outgoing: 'never', subscriptions: false }),
      anAccount({ account_id: 2, outgoing: 'auto', channel: 'vk' }),
    ]);
    const blind = { account_id: '1' };
    const seeing = { account_id: '2' };
    await shop.receive(
      aMessage({ ...blind, ...at('2026-03-02T09:00:00Z') }),
      // What arrives of an account of which the owner says that it cannot tell is not a number.
      aReply({ ...blind, ...at('2026-03-02T09:10:00Z') }),
      aBlock({ ...blind, ...at('2026-03-02T09:20:00Z') }),
    );
    const counted = {
      ...nothing,
      messages_received: 1,
      contacts: 1,
      new_contacts: 1,
      dialogues: 1,
      dialogue_duration_mean_seconds: 600,
      dialogue_duration_median_seconds: 600,
      repeat_contact_rate: 0,
      // The message came to account 1, which tells of nothing.
      outgoing_covered_share: 0,
      subscriptions_covered_share: 0,
    };
    // Account 2 has sent nothing yet, so nobody can tell; subscriptions it can.
    expect(await runReport(database.client, 'overview', shop.asking(march2))).toEqual([
      { ...counted, ...withoutOutgoing },
    ]);
    expect(
      await runReport(database.client, 'overview', shop.asking({ ...march2, account_ids: ['1'] })),
    ).toEqual([{ ...counted, ...withoutOutgoing, contacts_subscribed: null, contacts_unsubscribed: null }]);

    await shop.receive(aReply({ ...seeing, ...of('zoe'), ...at('2026-03-02T15:00:00Z') }));
    expect(await runReport(database.client, 'overview', shop.asking(march2))).toEqual([
      { ...counted, new_contacts: 2, messages_sent: 1, messages_sent_by_agents: 1 },
    ]);
    expect(
      await runReport(database.client, 'overview', shop.asking({ ...march2, channels: ['vk'] })),
    ).toEqual([{ ...nothing, new_contacts: 1, messages_sent: 1, messages_sent_by_agents: 1 }]);
    // The day before its first outgoing message it could not tell.
    const before = { ...march2, from: new Date('2026-02-28T21:00:00Z'), to: march2.from };
    expect(await runReport(database.client, 'overview', shop.asking(before))).toEqual([
      { ...nothing, ...withoutOutgoing },
    ]);
  });
});
