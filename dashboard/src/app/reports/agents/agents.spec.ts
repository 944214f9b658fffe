import { anAgentAtWork } from '../../testing/service-rows';
import { type AgentPointRow, agentRows, trendsOf } from './agents';

const aPoint = (part: Partial<AgentPointRow> = {}): AgentPointRow => ({
  period: 'current',
  is_total: false,
  agent_id: '1',
  agent_name: 'Anna',
  bucket_start: '2017-02-01T00:00:00Z',
  bucket_end: '2017-02-02T00:00:00Z',
  is_partial: false,
  waits_answered: 4,
  response_median_seconds: 60,
  waits_without_calendar: 0,
  outgoing_covered_share: 1,
  ...part,
});

describe('the trend of an agent', () => {
  it('has a place for every unit of the period, and a gap where they answered nothing', () => {
    const second = '2017-02-02T00:00:00Z';
    const trends = trendsOf([
      aPoint({ is_total: true, agent_id: null, response_median_seconds: 90 }),
      aPoint(),
      aPoint({ agent_id: null, response_median_seconds: 300 }),
      aPoint({ is_total: true, agent_id: null, bucket_start: second, response_median_seconds: 30 }),
      aPoint({ agent_id: '2', bucket_start: second, response_median_seconds: 30 }),
      aPoint({ period: 'previous', response_median_seconds: 7 }),
    ]);
    expect(Object.fromEntries(trends)).toEqual({
      total: [90, 30],
      1: [60, null],
      nobody: [300, null],
      2: [null, 30],
    });
  });
});

describe('agentRows', () => {
  it('pairs agents with the period before, and keeps the total of the api', () => {
    const { rows, total } = agentRows(
      [
        anAgentAtWork({ is_total: true, agent_id: null, agent_name: null, dialogues_answered: 70 }),
        anAgentAtWork({ dialogues_answered: 40 }),
        anAgentAtWork({ agent_id: null, agent_name: null, dialogues_answered: 40 }),
        anAgentAtWork({ period: 'previous', dialogues_answered: 5 }),
      ],
      { total: 'All agents', nobody: 'Not named' },
    );
    expect(rows.map(({ name, previous, only }) => [name, previous?.['dialogues_answered'], only])).toEqual([
      ['Anna', 5, { agent_ids: '1' }],
      ['Not named', undefined, { agent_ids: '0' }],
    ]);
    expect(total?.row['dialogues_answered']).toBe(70);
  });
});
