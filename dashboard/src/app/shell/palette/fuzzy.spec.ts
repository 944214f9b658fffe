import { found, layoutsOf, matchOf } from './fuzzy';

const ALL = ['Каналы', 'Атрибуция', 'Обслуживание', 'Channels', 'Paths', 'Settings: calendars'];
const seek = (query: string) => found(query, ALL, (each) => [each]);

describe('what the palette finds', () => {
  it('understands either layout of the keyboard', () => {
    expect(seek('rfyfks')).toEqual(['Каналы']);
    expect(seek('срфттуды')).toEqual(['Channels']);
    expect(seek('зферы')).toEqual(['Paths']);
    expect(layoutsOf('ghbdtn')).toContain('привет');
  });

  it('finds by beginnings, by parts and by letters in their order, better ones first', () => {
    expect(seek('кан')).toEqual(['Каналы']);
    expect(seek('cal')[0]).toBe('Settings: calendars');
    expect(seek('обсл')).toEqual(['Обслуживание']);
    expect(seek('pth')[0]).toBe('Paths');
  });

  it('cares neither for case nor for ё', () => {
    expect(matchOf('ЕЩЕ', ['ещё'])).not.toBeNull();
  });

  it('finds nothing where letters are missing, and all where nothing is sought', () => {
    expect(seek('xyzzy')).toEqual([]);
    expect(seek('  ')).toEqual(ALL);
  });
});
