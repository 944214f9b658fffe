import { aMeta, anAgentRow } from '../../testing/rows';
import { DEFAULT_SORT, agentLines, nextSort, sortFrom, sortName } from './agents';

const rows = [
  anAgentRow({ agent_id: null, agent_name: null, is_total: true, waits_answered: 321 }),
  anAgentRow({ agent_id: '1', agent_name: 'Анна', waits_answered: 12, response_median_seconds: 90 }),
  anAgentRow({ agent_id: '2', agent_name: 'Борис', waits_answered: 300, response_median_seconds: 60 }),
  anAgentRow({ agent_id: null, agent_name: null, waits_answered: 9, response_median_seconds: null }),
  anAgentRow({ period: 'previous', agent_id: '2', agent_name: 'Борис', waits_answered: 250 }),
];
const names = (sort: string | null) =>
  agentLines({ meta: aMeta(), rows }, sortFrom(sort), 'ru').lines.map(({ row }) => row.agent_name);

describe('agentLines', () => {
  it('puts who answered most first', () => {
    expect(names(null)).toEqual(['Борис', 'Анна', null]);
  });

  it('keeps people without a name, and times that do not exist, last in both directions', () => {
    expect(names('agent_name')).toEqual(['Анна', 'Борис', null]);
    expect(names('-agent_name')).toEqual(['Борис', 'Анна', null]);
    expect(names('response_median_seconds')).toEqual(['Борис', 'Анна', null]);
    expect(names('-response_median_seconds')).toEqual(['Анна', 'Борис', null]);
  });

  it('takes the total from the api and keeps it out of the order', () => {
    const { total, lines } = agentLines({ meta: aMeta(), rows }, DEFAULT_SORT, 'ru');
    expect(total?.row.waits_answered).toBe(321);
    expect(lines).toHaveLength(3);
  });

  it('pairs an agent with their previous period, and doubts few answers', () => {
    const { lines } = agentLines({ meta: aMeta(), rows }, DEFAULT_SORT, 'ru');
    expect(lines.map(({ previous, isSmall }) => [previous?.waits_answered, isSmall])).toEqual([
      [250, false],
      [undefined, true],
      [undefined, true],
    ]);
  });
});

describe('the order', () => {
  it('survives the way to the URL and back, and repairs nonsense', () => {
    const sort = { by: 'response_p90_seconds', isDescending: true } as const;
    expect(sortFrom(sortName(sort))).toEqual(sort);
    expect(sortFrom('salary')).toEqual(DEFAULT_SORT);
  });

  it('begins with the most answers, the shortest times, and turns round', () => {
    expect(nextSort(DEFAULT_SORT, 'response_median_seconds')).toEqual({
      by: 'response_median_seconds',
      isDescending: false,
    });
    expect(nextSort(DEFAULT_SORT, 'waits_answered').isDescending).toBe(false);
  });
});
