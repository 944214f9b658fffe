import { contactsQuery, contactsUrl, orderAfter, shownFrom, sortOf } from './contacts-query';

const read = (values: Record<string, string[]>) => (key: string) => values[key] ?? [];
const view = { channels: [], account_ids: [] };

describe('the question of the list of contacts', () => {
  it('is read from the URL without what the api would refuse', () => {
    const query = contactsQuery(
      read({
        q: [' анна '],
        is_subscribed: ['maybe'],
        is_merged: ['yes'],
        first_seen_from: ['2026-03-01'],
        last_seen_to: ['soon'],
        refs: ['a,b', ''],
        order: ['-first_seen'],
      }),
      { channels: ['viber'], account_ids: ['3'] },
    );
    expect(query.picks).toEqual({ q: 'анна', is_merged: 'yes', first_seen_from: '2026-03-01' });
    expect(decodeURIComponent(contactsUrl('7', query, 'csv'))).toBe(
      '/api/workspaces/7/contacts?q=анна&is_merged=yes&first_seen_from=2026-03-01&refs=a,b&channels=viber&account_ids=3&sort=first_seen&format=csv',
    );
  });

  it('asks for nothing where nothing is asked', () => {
    expect(contactsUrl('7', contactsQuery(read({}), view), 'json')).toBe('/api/workspaces/7/contacts');
    expect(contactsUrl('7', contactsQuery(read({ order: ['junk'] }), view), 'json', 50)).toBe(
      '/api/workspaces/7/contacts?direction=oldest&limit=50',
    );
  });

  it('turns its order round with a press, the newest first', () => {
    const of = (order: string | null) => contactsQuery(read(order === null ? {} : { order: [order] }), view);
    expect(sortOf(of(null))).toEqual({ by: 'last_seen_at', isDescending: true });
    expect(orderAfter(of(null), 'last_seen_at')).toBe('last_seen');
    expect(orderAfter(of('last_seen'), 'last_seen_at')).toBeNull();
    expect(orderAfter(of(null), 'first_seen_at')).toBe('-first_seen');
    expect(orderAfter(of('-first_seen'), 'first_seen_at')).toBe('first_seen');
    expect(sortOf(of('first_seen'))).toEqual({ by: 'first_seen_at', isDescending: false });
  });

  it('shows a page at first and never more than the api gives', () => {
    expect([undefined, '10', '150', '9999', 'x'].map(shownFrom)).toEqual([50, 50, 150, 500, 50]);
  });
});
