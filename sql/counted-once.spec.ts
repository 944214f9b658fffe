import { LATEST_TIME_MS } from '@parley/contracts';
import type { CountedElsewhere } from './lib/parameters.js';
import { readAvailability, runReport } from './reports/index.js';
import { openTestDatabase, type TestDatabase } from './testing/database.js';
import { aBotReply, aMessage, aRead, aReply } from './testing/factories/index.js';
import { ALL_COVERED, OVERVIEW_OF_NOTHING } from './testing/overview-of-nothing.js';
import { anAccount, openWorkspace, type TestAccount } from './testing/workspace.js';

const BOT = '1';
const HELPDESK = '2';
const march2 = {
  from: new Date('2026-03-02T00:00:00+03:00'),
  to: new Date('2026-03-03T00:00:00+03:00'),
  now: new Date('2026-03-10T00:00:00Z'),
};
const always = { from_ms: 0, until_ms: LATEST_TIME_MS + 1 };
const inBot: CountedElsewhere = { type: 'message_received', account_id: 1, ...always };
const inHelpdesk: CountedElsewhere = { type: 'message_sent', account_id: 2, ...always };

/** A bot that tells what comes in, and the helpdesk behind it, which names the agents. */
const pair = (bot: Partial<TestAccount>, helpdesk: Partial<TestAccount>) => [
  anAccount({ account_id: 1, outgoing: 'auto', ...bot }),
  anAccount({
    account_id: 2,
    outgoing: 'always',
    subscriptions: false,
    default_sender: 'agent',
    identity_account_id: 1,
    ...helpdesk,
  }),
];
const at = (account_id: string, time: string) => ({ account_id, occurred_at: `2026-03-02T${time}Z` });
const day = [
  aMessage(at(BOT, '09:00:00')),
  aMessage(at(HELPDESK, '09:00:01')),
  aReply({ ...at(HELPDESK, '09:05:00'), agent: { id: 'oleg' } }),
  // What the helpdesk sent leaves through the bot, which tells of it as its own.
  aBotReply(at(BOT, '09:05:01')),
  aMessage(at(BOT, '12:00:00')),
  aMessage(at(HELPDESK, '12:00:02')),
];

describe('the same chats in two accounts', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('count once: what came in from the bot, what was answered from the helpdesk, with its agents', async () => {
    const shop = await openWorkspace(
      database.client,
      1,
      pair({ counted_elsewhere: [inHelpdesk] }, { counted_elsewhere: [inBot] }),
    );
    await shop.receive(...day);
    // Somebody whom only the helpdesk saw: its incoming messages do not count, so nobody came.
    await shop.receive(aMessage({ ...at(HELPDESK, '15:00:00'), contact: { id: 'boris' } }));

    const question = shop.asking(march2);
    expect(await runReport(database.client, 'overview', question)).toEqual([
      {
        ...OVERVIEW_OF_NOTHING,
        ...ALL_COVERED,
        messages_received: 2,
        messages_sent: 1,
        messages_sent_by_agents: 1,
        contacts: 1,
        new_contacts: 1,
        dialogues: 1,
        // From 09:00:00 to 12:00:00.
        dialogue_duration_mean_seconds: 10_800,
        dialogue_duration_median_seconds: 10_800,
        repeat_contact_rate: 0,
        first_responses: 1,
        first_response_median_seconds: 300,
        first_response_p90_seconds: 300,
        waits_answered: 1,
        waits_unanswered: 1,
        answered_share: 0.5,
      },
    ]);
    const [oleg, total] = await runReport(database.client, 'by-agent', question);
    expect(oleg).toMatchObject({ agent_id: shop.agentId('oleg', 2), waits_answered: 1 });
    expect(total).toMatchObject({ is_total: true, waits_answered: 1, response_median_seconds: 300 });
    // Both messages lie on the bot; its answers are seen through the helpdesk.
    expect(await readAvailability(database.client, question)).toMatchObject({
      accounts: 2,
      outgoing: { accounts: 2, covered_share: 1 },
    });
    const ofBot = shop.asking({ ...march2, account_ids: ['1'] });
    expect((await runReport(database.client, 'overview', ofBot))[0]).toMatchObject({
      messages_received: 2,
      messages_sent: 0,
      waits_answered: 1,
    });
  });

  it('count twice where nobody says that they are the same', async () => {
    const shop = await openWorkspace(database.client, 2, pair({}, { identity_account_id: 2 }));
    await shop.receive(...day);
    expect((await runReport(database.client, 'overview', shop.asking(march2)))[0]).toMatchObject({
      messages_received: 4,
      messages_sent: 2,
      contacts: 2,
    });
  });

  it('count from the given moment on: before it, the own messages of the bot do', async () => {
    const since = Date.parse('2026-03-02T09:05:01.001Z');
    const shop = await openWorkspace(
      database.client,
      3,
      pair({ counted_elsewhere: [{ ...inHelpdesk, from_ms: since }] }, { counted_elsewhere: [inBot] }),
    );
    await shop.receive(...day, aBotReply(at(BOT, '12:01:00')));
    expect((await runReport(database.client, 'overview', shop.asking(march2)))[0]).toMatchObject({
      messages_received: 2,
      // Both at 09:05; the bot's of 12:01 does not count.
      messages_sent_by_agents: 1,
      messages_sent_by_bots: 1,
    });
  });

  it('count no later than the end: when the helpdesk is let go, the bot speaks for itself again', async () => {
    const until = Date.parse('2026-03-02T10:00:00Z');
    const shop = await openWorkspace(
      database.client,
      4,
      pair({ counted_elsewhere: [{ ...inHelpdesk, until_ms: until }] }, { counted_elsewhere: [inBot] }),
    );
    await shop.receive(...day, aBotReply(at(BOT, '12:01:00')));
    expect((await runReport(database.client, 'overview', shop.asking(march2)))[0]).toMatchObject({
      messages_sent_by_agents: 1,
      messages_sent_by_bots: 1,
    });
  });

  it('opens the waits of the bot when an earlier answer of the helpdesk becomes known', async () => {
    const shop = await openWorkspace(
      database.client,
      5,
      pair({ counted_elsewhere: [inHelpdesk] }, { outgoing: 'auto', counted_elsewhere: [inBot] }),
    );
    await shop.receive(aMessage(at(BOT, '09:00:00')));
    const question = shop.asking(march2);
    expect((await runReport(database.client, 'overview', question))[0]).toMatchObject({
      waits_unanswered: null,
    });
    await shop.receive(
      aReply({ ...at(HELPDESK, '08:00:00'), contact: { id: 'clara' }, agent: { id: 'oleg' } }),
    );
    expect((await runReport(database.client, 'overview', question))[0]).toMatchObject({
      waits_unanswered: 1,
    });
  });

  it('tell through both accounts what was read of the answers that count', async () => {
    const shop = await openWorkspace(
      database.client,
      6,
      pair({ counted_elsewhere: [inHelpdesk] }, { counted_elsewhere: [inBot] }),
    );
    // The platform of the bot says up to when was read: the answer of the helpdesk, of 09:05, is read by that.
    const watermark_at = Date.parse('2026-03-02T09:06:00Z');
    await shop.receive(...day, aRead({ ...at(BOT, '09:07:00'), message_id: undefined, watermark_at }));
    const question = shop.asking(march2);
    expect((await runReport(database.client, 'overview', question))[0]).toMatchObject({
      messages_sent: 1,
      messages_delivered: 1,
      messages_read: 1,
    });
    // Of the two that came in, one came after the first answer of which reading was told.
    expect(await readAvailability(database.client, question)).toMatchObject({
      delivered: { accounts: 2, covered_share: 0.5 },
      read: { accounts: 2, covered_share: 0.5 },
    });
  });
});
