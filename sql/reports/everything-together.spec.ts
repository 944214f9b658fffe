import { createDeriver } from '../derive/index.js';
import { putDefinition } from '../lib/parameters.js';
import { openTestDatabase, type TestDatabase } from '../testing/database.js';
import {
  BOT,
  HELPDESK,
  MUTE,
  openEverythingTogether,
  PAGE,
  TWO_DAYS,
} from '../testing/everything-together.js';
import type { TestWorkspace } from '../testing/workspace.js';
import { readAvailability, readLateEvents, runReport } from './index.js';

describe('everything together: one bot in two accounts, bursts, joined agents, statuses, sources, the late', () => {
  let database: TestDatabase;
  let shop: TestWorkspace;
  beforeAll(async () => {
    database = await openTestDatabase();
    shop = await openEverythingTogether(database.client);
  });
  afterAll(() => database.close());

  it('gives the overview of both days', async () => {
    const bySender = {
      messages_sent_by_bots: 0,
      messages_sent_auto: 0,
      messages_sent_in_broadcasts: 0,
      messages_sent_by_unknown: 0,
    };
    const current = {
      // Anna 2, Boris 4, Clara 1, Dmitri 1, Eva 1.
      messages_received: 9,
      messages_sent: 3,
      messages_sent_by_agents: 3,
      ...bySender,
      messages_delivered: 2,
      messages_read: 1,
      read_share: 0.5,
      contacts: 5,
      new_contacts: 4,
      // 340 s, 960 s, 1800 s, 0 s, 0 s.
      dialogues: 5,
      dialogue_duration_mean_seconds: 620,
      dialogue_duration_median_seconds: 340,
      repeat_contacts: 1,
      repeat_contact_rate: 0.2,
      // Anna after 300 s, Boris after 120 s.
      first_responses: 2,
      first_response_median_seconds: 210,
      first_response_p90_seconds: 282,
      waits_answered: 3,
      waits_unanswered: 2,
      answered_share: 0.6,
      contacts_subscribed: 1,
      contacts_unsubscribed: 0,
      outgoing_covered_share: 8 / 9,
      subscriptions_covered_share: 2 / 9,
    };
    const previous = {
      messages_received: 2,
      messages_sent: 1,
      messages_sent_by_agents: 1,
      ...bySender,
      // Nobody had told of delivery yet.
      messages_delivered: null,
      messages_read: null,
      read_share: null,
      contacts: 2,
      new_contacts: 2,
      dialogues: 2,
      dialogue_duration_mean_seconds: 300,
      dialogue_duration_median_seconds: 300,
      repeat_contacts: 0,
      repeat_contact_rate: 0,
      first_responses: 1,
      first_response_median_seconds: 600,
      first_response_p90_seconds: 600,
      waits_answered: 1,
      waits_unanswered: 1,
      answered_share: 0.5,
      contacts_subscribed: 0,
      contacts_unsubscribed: 0,
      outgoing_covered_share: 1,
      subscriptions_covered_share: 0,
    };
    expect(await runReport(database.client, 'overview', shop.asking(TWO_DAYS))).toEqual([
      { period: 'current', ...current },
      { period: 'previous', ...previous },
    ]);
    const days = await runReport(database.client, 'overview-over-time', shop.asking(TWO_DAYS));
    expect(days).toEqual([
      expect.objectContaining({ period: 'current', is_partial: false, ...current }),
      expect.objectContaining({ period: 'previous', is_partial: false, ...previous }),
    ]);
  });

  it('gives both agents, Oleg once with what he answered in two channels', async () => {
    const rows = await runReport(database.client, 'by-agent', shop.asking(TWO_DAYS));
    const seen = rows.map((row) => [
      row.period,
      row.is_total ? 'all' : row.agent_id,
      row.waits_answered,
      row.response_median_seconds,
      row.response_p90_seconds,
    ]);
    expect(seen).toEqual([
      ['current', shop.agentId('oleg', 2), 2, 210, 282],
      // From the last of three messages within a minute of each other, at 10:06:00.
      ['current', shop.agentId('maria', 3), 1, 600, 600],
      ['current', 'all', 3, 300, 540],
      ['previous', shop.agentId('maria', 3), 1, 600, 600],
      ['previous', 'all', 1, 600, 600],
    ]);
  });

  const PLACE = [
    'messages_received',
    'contacts',
    'new_contacts',
    'touches',
    'dialogues',
    'first_responses',
    'first_response_median_seconds',
    'first_response_p90_seconds',
    'waits_answered',
    'answered_share',
    'repeat_contact_rate',
    'contacts_subscribed',
    'outgoing_covered_share',
    'subscriptions_covered_share',
  ] as const;
  const ofBot = [2, 1, 1, 1, 1, 1, 300, 300, 1, 1, 0, 1, 1, 1];
  const ofPage = [6, 3, 2, 3, 3, 1, 120, 120, 2, 0.5, 1 / 3, null, 1, 0];
  const ofMute = [1, 1, 1, 1, 1, null, null, null, null, null, 0, null, 0, 0];
  const ofHelpdesk = [0, 0, 0, 0, 0, 0, null, null, 0, null, null, null, null, null];
  const ofAll = [9, 5, 4, 5, 5, 2, 210, 282, 3, 0.6, 0.2, 1, 8 / 9, 2 / 9];
  const before = [2, 2, 2, 2, 2, 1, 600, 600, 1, 0.5, 0, null, 1, 0];
  const silent = [0, 0, 0, 0, 0, 0, null, null, 0, null, null, null, null, null];

  it('gives each account', async () => {
    const rows = await runReport(database.client, 'by-account', shop.asking(TWO_DAYS));
    expect(rows.map((row) => [row.period, row.account_id, ...PLACE.map((key) => row[key])])).toEqual([
      ['current', PAGE, ...ofPage],
      ['current', BOT, ...ofBot],
      ['current', MUTE, ...ofMute],
      ['current', HELPDESK, ...ofHelpdesk],
      ['current', null, ...ofAll],
      ['previous', PAGE, ...before],
      ['previous', BOT, ...silent.with(11, 0)],
      ['previous', HELPDESK, ...silent],
      ['previous', MUTE, ...silent.with(5, null).with(8, null)],
      ['previous', null, ...before.with(11, 0)],
    ]);
  });

  it('gives each channel: Telegram holds the bot and the account that does not tell', async () => {
    const rows = await runReport(database.client, 'by-channel', shop.asking(TWO_DAYS));
    expect(rows.map((row) => [row.period, row.channel, ...PLACE.map((key) => row[key])])).toEqual([
      ['current', 'messenger', ...ofPage],
      ['current', 'telegram', 3, 2, 2, 2, 2, 1, 300, 300, 1, 1, 0, 1, 2 / 3, 2 / 3],
      ['current', 'web', ...ofHelpdesk],
      ['current', null, ...ofAll],
      ['previous', 'messenger', ...before],
      ['previous', 'telegram', ...silent.with(11, 0)],
      ['previous', 'web', ...silent],
      ['previous', null, ...before.with(11, 0)],
    ]);
  });

  it('gives each source', async () => {
    const rows = await runReport(database.client, 'by-source', shop.asking(TWO_DAYS));
    const seen = rows.map((row) => [
      ...[row.period, row.arrival && (row.ref ?? row.arrival)],
      ...[row.touches, row.touches_re_engagement, row.new_contacts],
      ...[row.starts, row.starts_immature, row.message_rate, row.dialogues],
      ...[row.first_responses, row.first_response_median_seconds, row.waits_answered, row.answered_share],
      ...[row.contacts_subscribed, row.outgoing_covered_share, row.subscriptions_covered_share],
    ]);
    const nothing = [...[0, 0, 0], ...[0, 0, null, 0], ...[0, null, 0, null], ...[0, null, null]];
    expect(seen).toEqual([
      ['current', 'direct', ...[3, 0, 3], ...[0, 0, null, 3], ...[1, 120, 2, 2 / 3], ...[0, 5 / 6, 0]],
      ['current', 'autumn', ...[1, 1, 0], ...[1, 0, 1, 1], ...[0, null, 0, 0], ...[null, 1, 0]],
      ['current', 'spring', ...[1, 0, 1], ...[1, 0, 1, 1], ...[1, 300, 1, 1], ...[1, 1, 1]],
      ['current', 'unattributed', ...nothing],
      ['current', null, ...[5, 1, 4], ...[2, 0, 1, 5], ...[2, 210, 3, 0.6], ...[1, 8 / 9, 2 / 9]],
      ['previous', 'direct', ...[2, 0, 2], ...[0, 0, null, 2], ...[1, 600, 1, 0.5], ...[0, 1, 0]],
      ['previous', 'unattributed', ...nothing],
      ['previous', null, ...[2, 0, 2], ...[0, 0, null, 2], ...[1, 600, 1, 0.5], ...[0, 1, 0]],
    ]);
  });

  it('says how much of it is known, and what came late', async () => {
    expect(await readAvailability(database.client, shop.asking(TWO_DAYS))).toEqual({
      accounts: 4,
      outgoing: { accounts: 3, covered_share: 8 / 9 },
      subscriptions: { accounts: 1, covered_share: 2 / 9 },
      // The page, from its first delivered message on: three of Boris's, one of Dmitri's.
      delivered: { accounts: 1, covered_share: 4 / 9 },
      read: { accounts: 1, covered_share: 4 / 9 },
    });
    expect(await readLateEvents(database.client, shop.asking(TWO_DAYS))).toMatchObject({ late_events: 1 });
  });

  it('gives the same waits other lengths where the clock starts with the first message', async () => {
    await putDefinition(database.client, {
      workspace_id: 1,
      definition_id: 2,
      status: 'building',
      silence_gap_seconds: 86_400,
      courtesy_hashes: [],
      version: 1n,
    });
    await createDeriver(database.client, () => undefined).rebuild({ workspaceId: 1, definitionId: 2 });
    const other = shop.asking({ ...TWO_DAYS, definition_id: 2 });
    // Anna 340 s, Boris 120 s; then 660 s by Maria.
    expect((await runReport(database.client, 'overview', other))[0]).toMatchObject({
      first_response_median_seconds: 230,
      waits_answered: 3,
      waits_unanswered: 2,
    });
    const rows = await runReport(database.client, 'by-agent', other);
    expect(rows.filter(({ period }) => period === 'current')).toMatchObject([
      { waits_answered: 2, response_median_seconds: 230 },
      { waits_answered: 1, response_median_seconds: 660 },
      { is_total: true, waits_answered: 3, response_median_seconds: 340, response_p90_seconds: 596 },
    ]);
  });
});
