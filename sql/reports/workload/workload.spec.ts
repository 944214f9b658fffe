import { at, MARIA, OLEG, OLEG_OF_VIBER, openWorkload, wait } from './spec-workload.js';

describe('spans of work', () => {
  let spec: Awaited<ReturnType<typeof openWorkload>>;
  beforeAll(async () => {
    spec = await openWorkload(700);
  });
  afterAll(() => spec.close());

  it('is busy once where dialogues overlap, and works on each as long as answers follow each other', async () => {
    const shop = await spec.open();
    await spec.put(
      // One dialogue: 10:00 to 10:05; the next question after 10 minutes of silence, 10:15 to 10:20: one span of 20 minutes.
      wait('07:00', '07:05', { identity: 1, dialogue: 1 }),
      wait('07:15', '07:20', { identity: 1, dialogue: 1, is_first: 0 }),
      // And after 16 minutes of silence another span, of 4 minutes.
      wait('07:36', '07:40', { identity: 1, dialogue: 1, is_first: 0 }),
      // Another dialogue beside the first: 10:04 to 10:10; a third from 10:10 on is not at once with it.
      wait('07:04', '07:10', { identity: 2, dialogue: 2 }),
      wait('07:10', '07:12', { identity: 3, dialogue: 3 }),
    );
    expect(await spec.rows(shop)).toEqual([
      [OLEG, '07:00:00', '07:20:00', 1200, 2, 'message'],
      [OLEG, '07:04:00', '07:10:00', 360, 1, 'message'],
      [OLEG, '07:10:00', '07:12:00', 120, 1, 'message'],
      [OLEG, '07:36:00', '07:40:00', 240, 1, 'message'],
    ]);
    const oleg = {
      period: 'current',
      agent_name: null,
      team_id: null,
      team_name: null,
      dialogues_answered: 3,
      waits_answered: 5,
      work_spans: 4,
      busy_seconds: 1440,
      dialogue_seconds: 1920,
      concurrency_mean: 1920 / 1440,
      concurrency_max: 2,
      concurrency_max_at: at('07:04:00').replace('Z', '.000Z'),
      answers_per_busy_hour: 12.5,
      days_worked: 1,
      // 10:00 to 10:40.
      at_work_seconds: 2400,
      busy_share: 0.6,
      open_seconds: null,
      open_busy_share: null,
      outgoing_covered_share: null,
    };
    expect(await spec.ask(shop)).toEqual([
      { ...oleg, is_total: false, agent_id: OLEG },
      { ...oleg, is_total: true, agent_id: null },
    ]);
    // Without a limit to silence: from taking a dialogue up to the last answer in it.
    expect(await spec.brief(shop, { own: { pause_seconds: 2_592_000 } })).toEqual([
      [OLEG, 3, 5, 3, 2400, 2880, 2],
      ['all', 3, 5, 3, 2400, 2880, 2],
    ]);
  });

  it('begins with the assignment or the hand-off, and no earlier than a pause before the answer', async () => {
    const shop = await spec.open();
    await spec.put(
      wait('07:00', '07:10', { assigned_at: at('07:06') }),
      // Assigned before the question came.
      wait('08:00', '08:10', { assigned_at: at('05:00') }),
      wait('09:00', '09:10', { bot_answered_at: at('09:01'), handed_off_at: at('09:03') }),
      wait('10:00', '13:00'),
      // Answered in the moment of the question: worked on, but for no time.
      wait('14:00', '14:00'),
    );
    expect(await spec.rows(shop)).toEqual([
      [OLEG, '07:06:00', '07:10:00', 240, 1, 'assignment'],
      [OLEG, '08:00:00', '08:10:00', 600, 1, 'message'],
      [OLEG, '09:03:00', '09:10:00', 420, 1, 'hand_off'],
      [OLEG, '12:45:00', '13:00:00', 900, 1, 'pause'],
      [OLEG, '14:00:00', '14:00:00', 0, 1, 'message'],
    ]);
    expect((await spec.brief(shop))[0]).toEqual([OLEG, 5, 5, 5, 2160, 2160, 1]);
  });

  it('goes to the newcomer with a hand-over, and back again; two agents of one dialogue are never at once', async () => {
    const shop = await spec.open();
    const dialogue = { identity: 1, dialogue: 1 };
    await spec.put(
      wait('07:00', '07:02', dialogue),
      // Given to Maria while the contact waits: Oleg's work ended with his answer, hers begins with the assignment.
      wait('07:03', '07:08', {
        ...dialogue,
        answered_by: MARIA,
        assigned_at: at('07:05'),
        held_by: [[OLEG, 120_000]],
        is_first: 0,
      }),
      wait('07:09', '07:10', { ...dialogue, is_first: 0 }),
      // Maria held it in between and gave it back: what Oleg does then is a span of its own.
      wait('07:11', '07:14', {
        ...dialogue,
        assigned_at: at('07:13'),
        held_by: [[MARIA, 60_000]],
        is_first: 0,
      }),
      // He had it himself in between, and somebody assigned it to him again.
      wait('07:15', '07:17', { ...dialogue, held_by: [[OLEG, 30_000]], is_first: 0 }),
    );
    expect(await spec.rows(shop)).toEqual([
      [OLEG, '07:00:00', '07:02:00', 120, 1, 'message'],
      [MARIA, '07:05:00', '07:08:00', 180, 1, 'assignment'],
      [OLEG, '07:09:00', '07:10:00', 60, 1, 'message'],
      [OLEG, '07:13:00', '07:17:00', 240, 2, 'assignment'],
    ]);
    expect(await spec.brief(shop)).toEqual([
      [OLEG, 1, 4, 3, 420, 420, 1],
      [MARIA, 1, 1, 1, 180, 180, 1],
      // One dialogue of two agents is one.
      ['all', 1, 5, 4, 600, 600, 1],
    ]);
    expect(await spec.brief(shop, { agent_ids: [MARIA] })).toEqual([
      [MARIA, 1, 1, 1, 180, 180, 1],
      ['all', 1, 1, 1, 180, 180, 1],
    ]);
  });

  it('makes one agent of joined identities, and adds times of different agents up', async () => {
    const shop = await spec.open();
    await spec.put(
      wait('07:00', '07:10', { identity: 1, dialogue: 1 }),
      wait('07:05', '07:12', { answered_by: OLEG_OF_VIBER }),
      wait('07:11', '07:15', { identity: 1, dialogue: 1, is_first: 0, answered_by: OLEG_OF_VIBER }),
      wait('07:06', '07:16', { answered_by: MARIA }),
      // Nobody of whom the platform tells a name.
      wait('07:07', '07:08', { answered_by: '0' }),
    );
    expect(await spec.brief(shop)).toEqual([
      [OLEG_OF_VIBER, 2, 2, 2, 600, 660, 2],
      [null, 1, 1, 1, 60, 60, 1],
      [OLEG, 1, 1, 1, 600, 600, 1],
      [MARIA, 1, 1, 1, 600, 600, 1],
      // All of them: at 10:07 four dialogues at once.
      ['all', 4, 5, 5, 1860, 1920, 4],
    ]);
    await spec.client.insertRows(
      'agent_identities_v1',
      ['workspace_id', 'agent_id', 'counts_as', 'team_id', 'version'],
      [
        [spec.workspaceId(), OLEG, OLEG, 4, '1'],
        [spec.workspaceId(), OLEG_OF_VIBER, OLEG, 4, '1'],
      ],
    );
    // The first dialogue is one span now, 10:00 to 10:15, and the other lies within.
    const oleg = [OLEG, 2, 3, 2, 900, 1320, 2];
    expect(await spec.brief(shop)).toEqual([
      oleg,
      [null, 1, 1, 1, 60, 60, 1],
      [MARIA, 1, 1, 1, 600, 600, 1],
      ['all', 4, 5, 4, 1560, 1980, 4],
    ]);
    expect(await spec.brief(shop, { agent_ids: [OLEG_OF_VIBER] })).toEqual([oleg, ['all', ...oleg.slice(1)]]);
    expect(await spec.brief(shop, { team_ids: ['4'] })).toEqual([oleg, ['all', ...oleg.slice(1)]]);
    expect((await spec.ask(shop, { team_ids: ['4'] }))[0]?.team_id).toBe('4');
  });

  it('is cut at both edges of the period, whose answers are those given in it', async () => {
    const shop = await spec.open();
    const dialogue = { identity: 1, dialogue: 1 };
    await spec.put(
      // Midnight in Moscow is 21:00 UTC: answers 10 minutes before the Monday and 5 after its beginning are one span.
      {
        ...dialogue,
        waiting_since: '2026-03-01T20:45:00Z',
        answered_at: '2026-03-01T20:50:00Z',
        answered_by: OLEG,
      },
      {
        ...dialogue,
        waiting_since: '2026-03-01T20:58:00Z',
        answered_at: '2026-03-01T21:05:00Z',
        answered_by: OLEG,
      },
      // Answered as the day ends, and after.
      wait('20:50', '21:00', { identity: 2, dialogue: 2 }),
      wait('20:55', '21:03', { identity: 3, dialogue: 3 }),
      // An answer before the end, after which the longest silence that is still work goes on to it.
      wait('20:40', '20:45', { identity: 4, dialogue: 4 }),
      {
        identity: 4,
        dialogue: 4,
        waiting_since: '2026-03-02T21:00:00Z',
        answered_at: '2026-03-02T21:04:00Z',
        answered_by: OLEG,
      },
    );
    expect(await spec.rows(shop)).toEqual([
      [OLEG, '21:00:00', '21:05:00', 300, 1, null],
      [OLEG, '20:40:00', '21:00:00', 1200, 1, 'message'],
      [OLEG, '20:50:00', '21:00:00', 600, 0, 'message'],
      [OLEG, '20:55:00', '21:00:00', 300, 0, 'message'],
    ]);
    expect((await spec.brief(shop))[0]).toEqual([OLEG, 2, 2, 4, 1500, 2400, 3]);
    // Both days together: what was cut is whole, and a span over midnight is work of two days.
    const both = { from: new Date('2026-02-28T21:00:00Z'), to: new Date('2026-03-03T21:00:00Z') };
    const [oleg] = await spec.ask(shop, both);
    expect(oleg).toMatchObject({ waits_answered: 6, work_spans: 4, days_worked: 3 });
    // 20:45 to 21:05, and 20:40 to 21:04.
    expect(oleg).toMatchObject({ busy_seconds: 2640, at_work_seconds: 900 + 24 * 3600 + 240 });
  });
});
