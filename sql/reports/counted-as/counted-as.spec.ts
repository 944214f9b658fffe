import type { CountedAs, EventInput } from '@parley/contracts';
import { aBotReply, aHandOff, aMessage, anAutoReply, aReply } from '../../testing/factories/index.js';
import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { countRows } from '../../testing/row-counts.js';
import { anAccount, openWorkspace } from '../../testing/workspace.js';
import { runReport, type ReportRow } from '../index.js';

const at = (occurred_at: string) => ({ occurred_at });
const of = (id: string) => ({ contact: { id } });

describe('counted-as', () => {
  let database: TestDatabase;
  let last = 0;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  const read = async (
    events: EventInput[],
    period: { from: string; to: string },
    accounts = [anAccount()],
  ): Promise<Record<CountedAs, ReportRow<'counted-as'>>> => {
    const shop = await openWorkspace(database.client, ++last, accounts);
    await shop.receive(...events);
    const bound = shop.asking({
      from: new Date(period.from),
      to: new Date(period.to),
      now: new Date('2026-10-01T00:00:00Z'),
    });
    const rows = await runReport(database.client, 'counted-as', bound);
    expect(rows.map((row) => row.counted_as)).toEqual(['parley', 'chatwoot', 'intercom', 'zendesk', 'meta']);
    const by = Object.fromEntries(rows.map((row) => [row.counted_as, row])) as Record<
      CountedAs,
      ReportRow<'counted-as'>
    >;
    // As many rows as the numbers say that have rows.
    const answered = { is_answered: 'yes' };
    const count = (name: 'waits' | 'dialogues', own: Record<string, unknown>) =>
      countRows(database.client, name, bound, own);
    expect([
      await count('waits', { kind: 'first', states: ['answered'] }),
      await count('dialogues', answered),
      await count('dialogues', { ...answered, starters: ['contact', 'broadcast_reply'] }),
    ]).toEqual([by.parley, by.intercom, by.zendesk].map((row) => row.responses_counted ?? 0));
    return by;
  };
  const march = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };

  it('with a bot in front: Zendesk counts its time, Chatwoot from the hand-off, Intercom from the first message', async () => {
    const rows = await read(
      [
        aMessage(at('2026-03-02T09:00:00Z')),
        aBotReply(at('2026-03-02T09:00:02Z')),
        aHandOff(at('2026-03-02T09:10:00Z')),
        aReply(at('2026-03-02T09:15:00Z')),
      ],
      march,
    );
    expect(rows.parley).toMatchObject({ response_as_counted_seconds: 900, statistic: 'median' });
    expect(rows.chatwoot).toMatchObject({ response_as_counted_seconds: 300, statistic: 'mean' });
    expect(rows.intercom.response_as_counted_seconds).toBe(900);
    expect(rows.zendesk.response_as_counted_seconds).toBe(900);
    // The bot answered after two seconds, and it counts there.
    expect(rows.meta).toMatchObject({ response_as_counted_seconds: 2, counted_response_rate: 1 });
  });

  it('asked twice of a bot: Zendesk waits from the beginning, we from the question that people answered', async () => {
    const rows = await read(
      [
        aMessage(at('2026-03-02T09:00:00Z')),
        aBotReply(at('2026-03-02T09:00:02Z')),
        aMessage(at('2026-03-02T09:05:00Z')),
        aReply(at('2026-03-02T09:06:00Z')),
      ],
      march,
    );
    // Our first wait was answered by the bot: no first response by a person.
    expect(rows.parley).toMatchObject({ responses_counted: 0, response_as_counted_seconds: null });
    expect(rows.zendesk).toMatchObject({ responses_counted: 1, response_as_counted_seconds: 360 });
    expect(rows.intercom.response_as_counted_seconds).toBe(360);
    expect(rows.chatwoot.response_as_counted_seconds).toBe(360);
  });

  it('Chatwoot takes the mean and the day of the reply, the others the median and the day of the question', async () => {
    const wait = (id: string, since: string, until: string) => [
      aMessage({ ...of(id), ...at(since) }),
      aReply({ ...of(id), ...at(until) }),
    ];
    const rows = await read(
      [
        // 60 s, 120 s, 600 s; and one asked in February, answered in March after 1 200 s.
        ...wait('anna', '2026-03-02T09:00:00Z', '2026-03-02T09:01:00Z'),
        ...wait('boris', '2026-03-02T09:00:00Z', '2026-03-02T09:02:00Z'),
        ...wait('clara', '2026-03-02T09:00:00Z', '2026-03-02T09:10:00Z'),
        ...wait('dora', '2026-02-28T23:50:00Z', '2026-03-01T00:10:00Z'),
      ],
      march,
    );
    expect(rows.parley).toMatchObject({ responses_counted: 3, response_as_counted_seconds: 120 });
    expect(rows.intercom).toMatchObject({ responses_counted: 3, response_as_counted_seconds: 120 });
    expect(rows.zendesk).toMatchObject({ responses_counted: 3, response_as_counted_seconds: 120 });
    // (60 + 120 + 600 + 1 200) ÷ 4.
    expect(rows.chatwoot).toMatchObject({ responses_counted: 4, response_as_counted_seconds: 495 });
  });

  // Intercom's own example: begun on 1 January, answered on 3 January, read of 1 January alone.
  it('Intercom dates a dialogue by its beginning, however late the answer came', async () => {
    const events = [aMessage(at('2026-01-01T10:00:00Z')), aReply(at('2026-01-03T10:00:00Z'))];
    const firstDay = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' };
    const thirdDay = { from: '2026-01-03T00:00:00Z', to: '2026-01-04T00:00:00Z' };
    const [first, third] = [await read(events, firstDay), await read(events, thirdDay)];
    const twoDays = 2 * 86_400;
    const ofIntercom = ({ intercom }: typeof first) => [
      intercom.responses_counted,
      intercom.response_as_counted_seconds,
    ];
    expect([ofIntercom(first), ofIntercom(third)]).toEqual([
      [1, twoDays],
      [0, null],
    ]);
    expect(first.chatwoot.responses_counted).toBe(0);
    expect(third.chatwoot).toMatchObject({ responses_counted: 1, response_as_counted_seconds: twoDays });
  });

  // Zendesk's own example: what a bot does is not considered, the first comment of an agent ends the time.
  it('Zendesk waits past a bot and takes the first of several replies by people', async () => {
    const rows = await read(
      [
        aMessage(at('2026-03-02T09:00:00Z')),
        anAutoReply(at('2026-03-02T09:00:01Z')),
        aBotReply(at('2026-03-02T09:00:02Z')),
        aReply(at('2026-03-02T09:20:00Z')),
        aReply(at('2026-03-02T09:30:00Z')),
      ],
      march,
    );
    expect(rows.zendesk).toMatchObject({ responses_counted: 1, response_as_counted_seconds: 1200 });
  });

  it('Intercom and Zendesk part where we began', async () => {
    const rows = await read(
      [
        aReply(at('2026-03-02T09:00:00Z')),
        aMessage(at('2026-03-02T10:00:00Z')),
        aReply(at('2026-03-02T10:05:00Z')),
      ],
      march,
    );
    expect(rows.intercom).toMatchObject({ responses_counted: 1, response_as_counted_seconds: 300 });
    expect(rows.zendesk.responses_counted).toBe(0);
    expect(rows.parley.responses_counted).toBe(0);
  });

  describe('Meta', () => {
    const question = (day: string, index: number, replySeconds: number | null): EventInput[] => {
      const since = `2026-${day}T09:00:00.000Z`;
      const person = of(`${day}-${index}`);
      return [
        aMessage({ ...person, ...at(since) }),
        ...(replySeconds === null
          ? []
          : [aReply({ ...person, ...at(new Date(Date.parse(since) + replySeconds * 1000).toISOString()) })]),
      ];
    };

    it('looks at the days of its own example: asked on 6 September, last message on 30 August, so 1 to 30 August', async () => {
      const rows = await read(
        [
          ...question('07-30', 0, 100_000),
          // Ten in August: nine within 60 s each, the slowest after 3 600 s.
          ...Array.from({ length: 9 }, (_, index) => question(`08-${String(index + 10)}`, index, 60)).flat(),
          ...question('08-30', 9, 3600),
        ],
        { from: '2026-09-01T00:00:00Z', to: '2026-09-06T00:00:00Z' },
      );
      // The one of 30 July took longer than a day, but it is not looked at: 10 of 10; the slowest tenth is dropped.
      expect(rows.meta).toMatchObject({
        responses_counted: 10,
        counted_response_rate: 1,
        response_as_counted_seconds: 60,
        counted_mean_seconds: (9 * 60 + 3600) / 10,
      });
    });

    it('takes the last ten where 30 days hold fewer', async () => {
      const rows = await read(
        [
          ...question('06-20', 0, 1000),
          ...Array.from({ length: 8 }, (_, index) => question('07-01', index + 1, 100)).flat(),
          ...question('08-20', 1, 200),
          ...question('08-30', 2, null),
        ],
        { from: '2026-09-01T00:00:00Z', to: '2026-09-06T00:00:00Z' },
      );
      // Ten of the eleven: 8 × 100 s, 200 s, and one that nobody answered.
      expect(rows.meta).toMatchObject({ responses_counted: 9, counted_response_rate: 0.9 });
      // Nine tenths of nine, rounded up, are all nine.
      expect(rows.meta.response_as_counted_seconds).toBe(111.111);
    });

    it('counts only what follows a day of silence, takes no automatic reply, and none after a day', async () => {
      const rows = await read(
        [
          aMessage(at('2026-03-02T09:00:00Z')),
          anAutoReply(at('2026-03-02T09:00:01Z')),
          aReply(at('2026-03-02T09:05:00Z')),
          // 23 h 59 min 59 s after our message, then exactly 24 h after the next.
          aMessage(at('2026-03-03T09:04:59Z')),
          aMessage(at('2026-03-04T09:04:59Z')),
          aReply(at('2026-03-05T09:04:59.001Z')),
        ],
        march,
      );
      expect(rows.meta).toMatchObject({
        responses_counted: 1,
        response_as_counted_seconds: 300,
        counted_response_rate: 0.5,
      });
    });
  });

  it('knows nothing where answers cannot be seen', async () => {
    const rows = await read([aMessage(at('2026-03-02T09:00:00Z'))], march, [
      anAccount({ outgoing: 'never' }),
    ]);
    for (const row of Object.values(rows))
      expect(row).toMatchObject({
        responses_counted: null,
        response_as_counted_seconds: null,
        counted_response_rate: null,
        outgoing_covered_share: 0,
      });
  });
});
