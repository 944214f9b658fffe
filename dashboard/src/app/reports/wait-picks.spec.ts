import { WAIT_GROUPS, metric, responseTime, waitRows } from '@parley/contracts';
import { linkedOfAgent, picksOfAgent } from './agents/agents';
import { bucketsOf } from './response-distribution/buckets';
import { picksOf, picksOfGroup } from './wait-picks';
import { COLUMNS, USUAL, groupRows } from './response-time/response-groups';
import { aBucketRow, aResponseRow, anAgentAtWork } from '../testing/service-rows';

const TEXTS = { total: 'All', nobody: 'Nobody', noTeam: 'No team', account: (id: string) => `no. ${id}` };

describe('the rows behind a number', () => {
  it('are known for every number of response times, in words that the rows take', () => {
    const missing = COLUMNS.filter((key) => !picksOf(key));
    expect(missing).toEqual([]);
    for (const key of COLUMNS) {
      const picks = picksOf(key) ?? {};
      const asked = Object.fromEntries(
        Object.entries(picks).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
      );
      const period = { from: '2017-02-01', to: '2017-03-01' };
      expect([key, waitRows.params.safeParse({ ...period, ...asked }).success]).toEqual([key, true]);
    }
  });

  it('are those of the group: nobody known is 0, what came without a ref goes by the way it came', () => {
    const row = aResponseRow({ agent_id: null, team_id: '4', channel: 'vk', hour_of_day: 9, weekday: 7 });
    expect(WAIT_GROUPS.map((group) => picksOfGroup(group, row))).toEqual([
      { agent_ids: ['0'] },
      { team_ids: ['4'] },
      { channels: ['vk'] },
      null,
      null,
      { hours_of_day: ['9'] },
      { weekdays: ['7'] },
    ]);
    expect(picksOfGroup('source', aResponseRow({ arrival: 'ref', ref: 'a, b' }))).toEqual({ refs: ['a, b'] });
    expect(picksOfGroup('source', aResponseRow({ arrival: 'direct', ref: null }))).toEqual({
      arrivals: ['direct'],
    });
  });

  it('of a bucket begin with its lower limit and end before its upper one', () => {
    const rows = [
      aBucketRow({ bucket_from_seconds: 0, bucket_to_seconds: 60, waits_answered: 4 }),
      aBucketRow({ bucket_from_seconds: 60, bucket_to_seconds: null, waits_answered: 2 }),
      aBucketRow({ period: 'previous', bucket_from_seconds: 0, bucket_to_seconds: 60, waits_answered: 9 }),
    ];
    const texts = {
      upTo: (to: string) => `≤ ${to}`,
      between: (from: string, to: string) => `${from}–${to}`,
      over: (from: string) => `> ${from}`,
    };
    const buckets = bucketsOf(rows, texts, 'en');
    expect(buckets.map(({ name, bar, previous }) => [name, bar, previous?.waits_answered])).toEqual([
      ['≤ 1\u00a0min', 1, 9],
      ['> 1\u00a0min', 0.5, undefined],
    ]);
    expect(buckets.map(({ picks }) => [picks['min_seconds'], picks['max_seconds']])).toEqual([
      [undefined, '60'],
      ['60', undefined],
    ]);
  });

  it('of an agent are of every wait, of first responses only the first', () => {
    const row = anAgentAtWork({ agent_id: '7' });
    expect(picksOfAgent('response_p90_seconds', row, false)).toEqual({
      states: ['answered'],
      is_measured: 'yes',
      agent_ids: ['7'],
      kind: 'every',
    });
    expect(picksOfAgent('first_responses', row, false)).toMatchObject({ kind: 'first', agent_ids: ['7'] });
    const asked = { agent_ids: [], team_ids: ['3'] };
    expect(linkedOfAgent('waits_held', row, false, asked)).toMatchObject({
      report: 'waits',
      picks: { is_held: 'yes', held_by_agent_ids: ['7'], held_by_team_ids: ['3'] },
    });
    expect(linkedOfAgent('shared_dialogues', row, true, asked)).toEqual({
      report: 'answered-dialogues',
      picks: { agent_ids: [], is_shared: 'yes' },
    });
    expect(picksOfAgent('waits_answered', row, true)).toEqual({ states: ['answered'], kind: 'every' });
    // No row of waits is a dialogue.
    expect(picksOfAgent('dialogues_answered', row, false)).toBeNull();
  });
});

describe('groupRows', () => {
  it('names a pair of groups, pairs it with the period before and keeps the total apart', () => {
    const rows = [
      aResponseRow({ is_total: true, waits_answered: 9 }),
      aResponseRow({ agent_id: '1', agent_name: 'Anna', weekday: 1, waits_answered: 5 }),
      aResponseRow({ agent_id: null, agent_name: null, weekday: 7, waits_answered: 4 }),
      aResponseRow({ period: 'previous', agent_id: '1', agent_name: 'Anna', weekday: 1, waits_answered: 3 }),
    ];
    const { rows: named, total } = groupRows(rows, ['agent', 'weekday'], TEXTS, 'en');
    expect(
      named.map(({ name, isOurs, previous, only }) => [name, isOurs, previous?.['waits_answered'], only]),
    ).toEqual([
      ['Anna · Monday', false, 3, { agent_ids: ['1'], weekdays: ['1'] }],
      ['Nobody · Sunday', true, undefined, { agent_ids: ['0'], weekdays: ['7'] }],
    ]);
    expect(total?.row['waits_answered']).toBe(9);
  });

  it('shows by default numbers that the report has', () => {
    expect(USUAL.filter((key) => !(key in responseTime.row.shape) || !metric(key))).toEqual([]);
  });
});
