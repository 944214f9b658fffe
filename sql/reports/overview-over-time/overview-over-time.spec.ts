import { GRANULARITIES, type Granularity } from '@parley/contracts';
import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { aMessage, aReply } from '../../testing/factories/index.js';
import { golden, GOLDEN_FROM, GOLDEN_TO } from '../../testing/scenarios/golden.js';
import { ALL_COVERED, OVERVIEW_OF_NOTHING } from '../../testing/overview-of-nothing.js';
import { anAccount, openWorkspace, type TestWorkspace } from '../../testing/workspace.js';
import { runReport, type BoundParams, type ReportRow } from '../index.js';

type Row = ReportRow<'overview-over-time'>;

const at = (time: string) => ({ occurred_at: time });
const of = (id: string) => ({ contact: { id } });

const bucket = (bucket_start: string, bucket_end: string, stated: Partial<Row> = {}): Row => ({
  ...OVERVIEW_OF_NOTHING,
  ...(stated.messages_received ? ALL_COVERED : {}),
  is_partial: false,
  bucket_start,
  bucket_end,
  ...stated,
});
/** One message that nobody answers, by somebody new. */
const oneQuestion = {
  messages_received: 1,
  contacts: 1,
  new_contacts: 1,
  dialogues: 1,
  dialogue_duration_mean_seconds: 0,
  dialogue_duration_median_seconds: 0,
  repeat_contact_rate: 0,
  waits_unanswered: 1,
  answered_share: 0,
};

describe('overview-over-time', () => {
  let database: TestDatabase;
  let quiet: TestWorkspace;
  let last = 1;
  const open = () => openWorkspace(database.client, ++last);
  const ask = (
    shop: TestWorkspace,
    from: string,
    to: string,
    time_zone: string,
    granularity: Granularity,
    more: Partial<BoundParams> = {},
  ) =>
    runReport(
      database.client,
      'overview-over-time',
      shop.asking({
        from: new Date(from),
        to: new Date(to),
        now: new Date('2030-01-01T00:00:00Z'),
        time_zone,
        granularity,
        ...more,
      }),
    );

  beforeAll(async () => {
    database = await openTestDatabase();
    quiet = await openWorkspace(database.client, 1);
  });
  afterAll(() => database.close());

  it('puts everything into the local day it belongs to, and leaves no day out', async () => {
    const shop = await open();
    await shop.receive(
      // 23:59:59.999 of the 2nd in Moscow; answered on the 3rd after 10 min.
      aMessage({ ...of('anna'), ...at('2026-03-02T20:59:59.999Z') }),
      aReply({ ...of('anna'), ...at('2026-03-02T21:09:59.999Z') }),
      // 0:00 of the 4th, and 23:30 of the 3rd's neighbour week is empty.
      aMessage({ ...of('boris'), ...at('2026-03-03T21:00:00.000Z') }),
    );
    const rows = await ask(shop, '2026-03-01T21:00:00Z', '2026-03-05T21:00:00Z', 'Europe/Moscow', 'day');
    expect(rows).toEqual([
      bucket('2026-03-01T21:00:00.000Z', '2026-03-02T21:00:00.000Z', {
        messages_received: 1,
        contacts: 1,
        new_contacts: 1,
        dialogues: 1,
        dialogue_duration_mean_seconds: 600,
        dialogue_duration_median_seconds: 600,
        repeat_contact_rate: 0,
        first_responses: 1,
        first_response_median_seconds: 600,
        first_response_p90_seconds: 600,
        waits_answered: 1,
        answered_share: 1,
      }),
      bucket('2026-03-02T21:00:00.000Z', '2026-03-03T21:00:00.000Z', {
        messages_sent: 1,
        messages_sent_by_agents: 1,
      }),
      bucket('2026-03-03T21:00:00.000Z', '2026-03-04T21:00:00.000Z', oneQuestion),
      bucket('2026-03-04T21:00:00.000Z', '2026-03-05T21:00:00.000Z'),
    ]);
  });

  it('includes the first millisecond of the period, excludes the end, and marks what is cut or not over', async () => {
    const shop = await open();
    await shop.receive(
      aMessage({ ...of('early'), ...at('2026-03-02T08:59:59.999Z') }),
      aMessage({ ...of('first'), ...at('2026-03-02T09:00:00.000Z') }),
      aMessage({ ...of('last'), ...at('2026-03-04T08:59:59.999Z') }),
      aMessage({ ...of('late'), ...at('2026-03-04T09:00:00.000Z') }),
    );
    const rows = await ask(shop, '2026-03-02T09:00:00Z', '2026-03-04T09:00:00Z', 'Europe/Moscow', 'day');
    expect(rows).toEqual([
      bucket('2026-03-02T09:00:00.000Z', '2026-03-02T21:00:00.000Z', { is_partial: true, ...oneQuestion }),
      bucket('2026-03-02T21:00:00.000Z', '2026-03-03T21:00:00.000Z'),
      bucket('2026-03-03T21:00:00.000Z', '2026-03-04T09:00:00.000Z', { is_partial: true, ...oneQuestion }),
    ]);
    const now = new Date('2026-03-03T10:00:00Z');
    const today = await ask(shop, '2026-03-01T21:00:00Z', '2026-03-03T21:00:00Z', 'Europe/Moscow', 'day', {
      now,
    });
    expect(today.map((row) => row.is_partial)).toEqual([false, true]);
  });

  it('counts a redelivered message once, whenever it arrives', async () => {
    const shop = await open();
    const message = aMessage(at('2026-03-02T12:00:00Z'));
    await shop.receive(aMessage({ ...of('boris'), ...at('2026-03-03T12:00:00Z') }));
    await shop.receive(message);
    await shop.receive(message);
    const rows = await ask(shop, '2026-03-01T21:00:00Z', '2026-03-03T21:00:00Z', 'Europe/Moscow', 'day');
    expect(rows).toEqual([
      bucket('2026-03-01T21:00:00.000Z', '2026-03-02T21:00:00.000Z', oneQuestion),
      bucket('2026-03-02T21:00:00.000Z', '2026-03-03T21:00:00.000Z', oneQuestion),
    ]);
  });

  it("is a row of zeros per unit where nothing happened, also beside another workspace's events", async () => {
    const theirs = await open();
    await theirs.receive(aMessage(at('2026-03-02T12:00:00Z')));
    const rows = await ask(quiet, '2026-03-01T21:00:00Z', '2026-03-02T21:00:00Z', 'Europe/Moscow', 'day');
    expect(rows).toEqual([bucket('2026-03-01T21:00:00.000Z', '2026-03-02T21:00:00.000Z')]);
  });

  it('knows no outgoing numbers in units before the account could tell', async () => {
    const shop = await openWorkspace(database.client, ++last, [anAccount({ outgoing: 'auto' })]);
    await shop.receive(aReply(at('2026-03-03T12:00:00Z')));
    const rows = await ask(shop, '2026-03-01T21:00:00Z', '2026-03-04T21:00:00Z', 'Europe/Moscow', 'day');
    expect(rows.map((row) => [row.messages_sent, row.waits_answered, row.messages_received])).toEqual([
      [null, null, 0],
      [1, 0, 0],
      [0, 0, 0],
    ]);
  });

  it('gives the previous period after the current one, unit by unit', async () => {
    const previous = { from: new Date('2026-02-27T21:00:00Z'), to: new Date('2026-03-01T21:00:00Z') };
    const rows = await ask(quiet, '2026-03-01T21:00:00Z', '2026-03-03T21:00:00Z', 'Europe/Moscow', 'day', {
      previous,
    });
    expect(rows.map((row) => [row.period, row.bucket_start])).toEqual([
      ['current', '2026-03-01T21:00:00.000Z'],
      ['current', '2026-03-02T21:00:00.000Z'],
      ['previous', '2026-02-27T21:00:00.000Z'],
      ['previous', '2026-02-28T21:00:00.000Z'],
    ]);
  });

  it('adds up to the Overview in every unit, wherever numbers may be added', async () => {
    const shop = await openWorkspace(database.client, ++last, [anAccount({ account_id: 7 })]);
    await shop.receive(...golden('7'));
    const from = GOLDEN_FROM.toISOString();
    const to = GOLDEN_TO.toISOString();
    const asked = { from: GOLDEN_FROM, to: GOLDEN_TO, now: new Date('2030-01-01T00:00:00Z') };
    const [total] = await runReport(database.client, 'overview', shop.asking(asked));
    const additive = [
      'messages_received',
      'messages_sent',
      'messages_sent_by_agents',
      'new_contacts',
      'dialogues',
      'first_responses',
      'waits_answered',
      'waits_unanswered',
      'contacts_subscribed',
    ] as const;
    for (const granularity of GRANULARITIES) {
      const rows = await ask(shop, from, to, 'Asia/Kathmandu', granularity);
      for (const column of additive) {
        const sum = rows.reduce((before, row) => before + Number(row[column]), 0);
        expect([granularity, column, sum]).toEqual([granularity, column, total?.[column]]);
      }
    }
  });
});
