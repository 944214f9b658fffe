import { MOST_RECENT, withPlace } from './recent';

const place = (address: string) => ({ name: address, address });

describe('recent places', () => {
  it('have the latest first, each page once as it was last seen', () => {
    const list = ['overview?period=today', 'channels', 'overview?period=last_7_days'].reduce(
      (all, address) => withPlace(all, place(address)),
      [] as ReturnType<typeof withPlace>,
    );
    expect(list.map(({ address }) => address)).toEqual(['overview?period=last_7_days', 'channels']);
  });

  it('tell rows of different reports apart, and are no more than ten', () => {
    const rows = withPlace([place('rows?report=waits')], place('rows?report=contacts'));
    expect(rows).toHaveLength(2);
    const many = Array.from({ length: 20 }, (_, n) => place(`p${n}`)).reduce(
      (all, each) => withPlace(all, each),
      [] as ReturnType<typeof withPlace>,
    );
    expect(many).toHaveLength(MOST_RECENT);
    expect(many[0]?.address).toBe('p19');
  });
});
