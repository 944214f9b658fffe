import { aWorkloadHour, aWorkloadRow } from '../../testing/workload-rows';
import { hourBars, pauseFrom, rowsOf, workloadRows } from './workload';

describe('the workload', () => {
  it('pairs agents with the period before, and keeps the total of the api', () => {
    const { rows, total } = workloadRows(
      [
        aWorkloadRow(),
        aWorkloadRow({ agent_id: null, agent_name: null }),
        aWorkloadRow({ is_total: true, agent_id: null, agent_name: null, concurrency_max: 7 }),
        aWorkloadRow({ period: 'previous', busy_seconds: 60 }),
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
      aWorkloadHour(9, 2),
      aWorkloadHour(10, 4),
      aWorkloadHour(11, null),
      { ...aWorkloadHour(12, 9), period: 'previous' },
    ]);
    expect(bars.map(({ hour, share }) => [hour, share])).toEqual([
      [9, 0.5],
      [10, 1],
      [11, 0],
    ]);
  });
});
