import { describe, expect, it } from '@jest/globals';
import { searchWords, wordsQuery } from './search-words.js';

describe('the words of a search', () => {
  it('are small, without marks, е for ё', () => {
    expect(searchWords(' Алёна  O’Neil-Smith (@anna_B) ')).toEqual([
      'алена',
      'o',
      'neil',
      'smith',
      'anna',
      'b',
    ]);
    expect(searchWords('—!?')).toEqual([]);
  });

  it('leave nothing that a tsquery would take for its own', () => {
    expect(wordsQuery(7, `an' | !na:* & \\ <-> ('x`)).toBe(`'7 an':* & '7 na':* & '7 x':*`);
    expect(wordsQuery(7, '…')).toBeNull();
  });
});
