import { listedFrom, ownFrom, shownFrom, without } from './rows-query';
import { orderAfter, sortOf } from './rows-columns';

const read = (query: string) => {
  const params = new URLSearchParams(query);
  return (key: string) => params.getAll(key);
};

describe('the question of the page of rows', () => {
  it('is read from the URL by the names of the api', () => {
    expect(
      ownFrom(
        'waits',
        read('kind=every&states=answered,unanswered&min_seconds=60.001&agent_ids=7&order=longest'),
      ),
    ).toEqual({
      kind: ['every'],
      states: ['answered', 'unanswered'],
      min_seconds: ['60.001'],
      agent_ids: ['7'],
      order: ['longest'],
    });
  });

  it('leaves out what the report does not take and what it would refuse', () => {
    expect(
      ownFrom('waits', read('states=lost,answered&kind=second&min_seconds=-1&directions=incoming')),
    ).toEqual({
      states: ['answered'],
    });
    expect(ownFrom('messages', read('states=answered&directions=incoming,sideways'))).toEqual({
      directions: ['incoming'],
    });
    expect(ownFrom('unanswered', read('states=open,abandoned'))).toEqual({ states: ['abandoned'] });
    expect(listedFrom('waiting-now')).toBe('waits');
  });

  it('keeps a ref with a comma whole, and the period to the view', () => {
    const own = ownFrom('waits', read('refs=a%2Cb&refs=c&from=2026-01-01&to=2026-01-02&channels=vk'));
    expect(own).toEqual({ refs: ['a,b', 'c'] });
    expect(without(own, 'refs', 'c')).toEqual(['a,b']);
  });

  it('loses one value at a time', () => {
    const own = ownFrom('waits', read('states=answered,open'));
    expect(without(own, 'states', 'open')).toBe('answered');
    expect(without({ states: ['open'] }, 'states', 'open')).toBeNull();
  });

  it.each([
    [null, 50],
    ['50', 50],
    ['150', 150],
    ['150.5', 50],
    ['-3', 50],
    ['900000', 2000],
  ])('shows for %s so many rows: %i', (text, rows) => expect(shownFrom(text)).toBe(rows));

  it('orders by what the headings say, and turns an order round', () => {
    expect(sortOf('waits', 'longest')).toEqual({ by: 'length_seconds', isDescending: true });
    expect(sortOf('messages', undefined)).toEqual({ by: 'name', isDescending: false });
    expect(orderAfter('waits', undefined, 'name')).toBe('newest');
    expect(orderAfter('waits', 'newest', 'name')).toBeNull();
    expect(orderAfter('waits', 'newest', 'length_seconds')).toBe('longest');
    expect(orderAfter('waits', 'longest', 'length_seconds')).toBe('shortest');
    // The api keeps no such order of dialogues.
    expect(orderAfter('dialogues', 'longest', 'duration_seconds')).toBe('longest');
  });
});
