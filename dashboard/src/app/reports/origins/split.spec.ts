import { aMeta, aChannelRow, aSourceRow } from '../../testing/rows';
import { FEW_ROWS, type SplitRow, folded, linesOf, nextSort, sortFrom, sortName, splitFrom } from './split';

const TEXTS = { total: 'Everything', unnamed: (id: string) => `no. ${id}` };
const lines = (
  rows: SplitRow[],
  split: 'channel' | 'source' | 'account' = 'channel',
  sort: string | null = null,
) => linesOf({ meta: aMeta(), rows }, split, sortFrom(sort, split), TEXTS, 'en');

const rows = [
  aChannelRow({
    channel: 'viber',
    messages_received: 10,
    answered_share: null,
    first_response_median_seconds: null,
  }),
  aChannelRow({ channel: 'telegram', messages_received: 40 }),
  aChannelRow({ is_total: true, channel: null, messages_received: 50 }),
  aChannelRow({ period: 'previous', channel: 'viber', messages_received: 7 }),
];

describe('linesOf', () => {
  it('puts the largest first, as bars of the largest, and takes the total from the api', () => {
    const { lines: shown, total } = lines(rows);
    expect(shown.map(({ name, bar, filter }) => [name, bar, filter])).toEqual([
      ['Telegram', 1, { channels: 'telegram' }],
      ['Viber', 0.25, { channels: 'viber' }],
    ]);
    expect(total).toMatchObject({ name: 'Everything', bar: 0, filter: null });
    expect(total?.cells[0]?.value).toBe(50);
  });

  it('pairs a row with its previous period, and doubts few', () => {
    const [, viber] = lines(rows).lines;
    expect(viber?.cells[0]).toMatchObject({ value: 10, previous: 7 });
    const median = lines([aChannelRow({ first_responses: 29 })]).lines[0]?.cells.find(
      ({ key }) => key === 'first_response_median_seconds',
    );
    expect(median).toMatchObject({ isSmall: true });
  });

  it('keeps what does not exist last in both directions', () => {
    const names = (sort: string) => lines(rows, 'channel', sort).lines.map(({ name }) => name);
    expect(names('answered_share')).toEqual(['Telegram', 'Viber']);
    expect(names('-answered_share')).toEqual(['Telegram', 'Viber']);
    expect(names('-name')).toEqual(['Viber', 'Telegram']);
  });

  it('tells what cannot be known from what had nothing to divide, and what speaks of a part', () => {
    const reasons = (row: SplitRow) =>
      Object.fromEntries(lines([row]).lines[0]?.cells.map(({ key, reason }) => [key, reason]) ?? []);
    const untold = aChannelRow({ first_responses: null, waits_answered: null, answered_share: null });
    expect(reasons(untold)).toMatchObject({
      answered_share: 'outgoing_not_visible',
      contacts_subscribed: null,
    });
    expect(reasons(aChannelRow({ answered_share: null }))).toMatchObject({
      answered_share: 'nothing_to_divide',
    });
    const part = lines([aChannelRow({ outgoing_covered_share: 0.4 })]).lines[0];
    expect(part?.cells.find(({ key }) => key === 'answered_share')?.coveredShare).toBe(0.4);
    expect(part?.cells.find(({ key }) => key === 'contacts')?.coveredShare).toBe(1);
  });

  it('names what has no ref, and filters by none of it', () => {
    const { lines: shown } = lines(
      [
        aSourceRow({ touches: 3, ref: 'spring' }),
        aSourceRow({ touches: 2, arrival: 'direct', ref: null }),
        aSourceRow({ touches: 0, arrival: 'unattributed', ref: null }),
      ],
      'source',
    );
    expect(shown.map(({ name, isOurs, filter }) => [name, isOurs, filter])).toEqual([
      ['spring', false, null],
      ['Direct: nothing says where from', true, null],
      ['No arrival: we wrote first', true, null],
    ]);
  });
});

describe('folded', () => {
  it('always shows what came from nowhere, and folds nothing for one or two rows', () => {
    const some = (count: number) => [
      ...Array.from({ length: count }, (_, index) =>
        aSourceRow({ ref: `ref-${index}`, touches: 100 - index }),
      ),
      aSourceRow({ touches: 0, arrival: 'unattributed', ref: null }),
    ];
    const shown = (count: number) => folded(lines(some(count), 'source').lines);
    expect(shown(FEW_ROWS + 1)).toHaveLength(FEW_ROWS + 2);
    expect(shown(40)).toHaveLength(FEW_ROWS + 1);
    expect(shown(40).at(-1)?.isOurs).toBe(true);
  });
});

describe('the order and the split', () => {
  it('survive the way to the URL and back, and repair nonsense', () => {
    const sort = { by: 'dialogues', isDescending: true } as const;
    expect(sortFrom(sortName(sort), 'source')).toEqual(sort);
    expect(sortFrom('salary', 'source')).toEqual({ by: 'touches', isDescending: true });
    expect(splitFrom('colour')).toBe('channel');
  });

  it('begins with the largest, names with A, and turns round', () => {
    const sort = sortFrom(null, 'channel');
    expect(nextSort(sort, 'name').isDescending).toBe(false);
    expect(nextSort(sort, 'dialogues').isDescending).toBe(true);
    expect(nextSort(sort, 'messages_received').isDescending).toBe(false);
  });
});
