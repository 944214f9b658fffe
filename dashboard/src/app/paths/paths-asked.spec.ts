import { parsePaths, pathsParams, pathsQuery, USUAL_PATHS } from './paths-asked';

const read = (query: Record<string, readonly string[]>) => parsePaths((key) => query[key] ?? []);

describe('what the screen of paths is asked', () => {
  it('is as usual where the URL says nothing, or nothing that can be understood', () => {
    expect(read({})).toEqual(USUAL_PATHS);
    expect(
      read({
        anchor: ['nonsense'],
        depth: ['9'],
        minimum_share: ['many'],
        window_seconds: ['1'],
        by: ['hour'],
      }),
    ).toEqual(USUAL_PATHS);
  });

  it('stands in the URL only where it differs, and comes back the same', () => {
    const asked = {
      ...USUAL_PATHS,
      anchor: 'goal_reached' as const,
      anchor_names: ['a, b', ''],
      depth: 7,
      minimum_share: 0.1,
    };
    const query = pathsQuery(asked);
    expect(Object.entries(query).filter(([, value]) => value !== null)).toEqual([
      ['anchor', 'goal_reached'],
      ['anchor_names', ['a, b', '']],
      ['depth', '7'],
      ['minimum_share', '0.1'],
    ]);
    expect(
      read(Object.fromEntries(Object.entries(query).map(([key, value]) => [key, [value ?? []].flat()]))),
    ).toEqual(asked);
    expect(pathsParams(asked)).toMatchObject({ depth: '7', minimum_share: '0.1', window_seconds: '2592000' });
  });
});
