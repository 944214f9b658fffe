import {
  type WorkloadHourRow,
  type WorkloadRow,
  hourBars,
  pauseFrom,
  rowsOf,
  workloadRows,
} from './workload';

const aRow = (part: Partial<WorkloadRow> = {}): WorkloadRow => ({
  period: 'current',
  is_total: false,
  agent_id: '1',
  agent_name: 'Anna',
  team_id: null,
  team_name: null,
  dialogues_answered: 3,
  waits_answered: 5,
  work_spans: 4,
  busy_seconds: 1440,
  dialogue_seconds: 1920,
  concurrency_mean: 1920 / 1440,
  concurrency_max: 2,
  concurrency_max_at: '2026-03-02T07:04:00.000Z',
  answers_per_busy_hour: 12.5,
  days_worked: 1,
  at_work_seconds: 2400,
  busy_share: 0.6,
  open_seconds: null,
  open_busy_share: null,
  outgoing_covered_share: 1,
  ...part,
});

const anHour = (hour_of_day: number, concurrency_mean: number | null): WorkloadHourRow => ({
  period: 'current',
  hour_of_day,
  work_spans: 1,
  waits_answered: 1,
  busy_seconds: 60,
  dialogue_seconds: 60,
  concurrency_mean,
  concurrency_max: 1,
  agents_busy_mean: 0.1,
  outgoing_covered_share: 1,
});

describe('the workload', () => {
  it('pairs agents with the period before, and keeps the total of the api', () => {
    const { rows, total } = workloadRows(
      [
        aRow(),
        aRow({ agent_id: null, agent_name: null }),
        aRow({ is_total: true, agent_id: null, agent_name: null, concurrency_max: 7 }),
        aRow({ period: 'previous', busy_seconds: 60 }),
      ],
      { total: 'All agents', nobody: 'Not named' },
    );
    expect(rows.map(({ name, previous, only }) => [name, previous?.['busy_seconds'], only])).toEqual([
      ['Anna', 60, { agent_ids: '1' }],
      ['Not named', undefined, { agent_ids: '0' }],
    ]);
    expect(total?.row['concurrency_max']).toBe(7);
  });

  it('leads from each number to what it is made of, asked with the same pause', () => {
    expect(rowsOf('work_spans', ['1'], '300')).toEqual({
      report: 'work-spans',
      picks: { agent_ids: ['1'], pause_seconds: '300' },
    });
    expect(rowsOf('waits_answered', ['1'], '300')?.picks).toMatchObject({
      dated_by: 'answered',
      kind: 'every',
    });
    expect(rowsOf('dialogues_answered', [], '300')?.report).toBe('answered-dialogues');
    expect(rowsOf('open_seconds', ['1'], '300')).toBeNull();
  });

  it('takes only pauses that are offered', () => {
    expect([null, '300', '2592000', '7'].map(pauseFrom)).toEqual([900, 300, 2_592_000, 900]);
  });

  it('draws hours by the one with the most dialogues at once, and nothing where nobody was busy', () => {
    const bars = hourBars([
      anHour(9, 2),
      anHour(10, 4),
      anHour(11, null),
      { ...anHour(12, 9), period: 'previous' },
    ]);
    expect(bars.map(({ hour, share }) => [hour, share])).toEqual([
      [9, 0.5],
      [10, 1],
      [11, 0],
    ]);
  });
});
