import { MAX_LISTED_IDS, allScopes, idList, listedScopes } from './scope.js';

const LAST_ID = 2n ** 64n - 1n;

describe('scopes', () => {
  it('of listed ids hold each once, a limited number at a time', () => {
    const ids = Array.from({ length: MAX_LISTED_IDS + 1 }, (_, n) => String(n + 1));
    const scopes = [...listedScopes(7, ids)];
    expect(scopes.flatMap((scope) => scope.ids)).toEqual(ids);
    expect(scopes).toMatchObject([
      { workspaceIds: [7], from: '1', to: '5000' },
      { workspaceIds: [7], from: '5001', to: '5001' },
    ]);
    expect([...listedScopes(7, [])]).toEqual([]);
    expect(idList({ workspaceIds: [7], from: '1', to: '2', ids: ['1', '2'] })).toBe('[1,2]');
    expect(idList({ workspaceIds: [7], from: '1', to: '2' })).toBe('[]');
  });

  it('of everybody hold each workspace once, small ones together', () => {
    const sizes = [10, 50_000, 60_000, 0].map((events, index) => ({ workspaceId: index + 1, events }));
    expect([...allScopes(sizes)]).toEqual([
      { workspaceIds: [1, 2], from: '0', to: String(LAST_ID) },
      { workspaceIds: [3, 4], from: '0', to: String(LAST_ID) },
    ]);
  });

  it('of a large workspace touch one another and leave nobody out', () => {
    for (const events of [100_001, 999_999, 1_234_567]) {
      const scopes = [...allScopes([{ workspaceId: 1, events }])];
      expect(scopes).toHaveLength(Math.ceil(events / 100_000));
      expect(scopes[0]?.from).toBe('0');
      expect(scopes.at(-1)?.to).toBe(String(LAST_ID));
      scopes.slice(1).forEach((scope, index) => {
        expect(BigInt(scope.from)).toBe(BigInt(scopes[index]?.to ?? 0) + 1n);
      });
    }
  });
});
