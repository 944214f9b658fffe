import { MASTER_KEY } from './testing/fixtures.js';
import { Seal } from './seal.js';

const seal = new Seal(MASTER_KEY, 'quarantine');

it('opens what it closed, and never closes the same way twice', () => {
  expect(seal.open(seal.close('Привет')).toString('utf8')).toBe('Привет');
  expect(seal.close('x').equals(seal.close('x'))).toBe(false);
});

it('refuses what was changed, cut, or sealed for another purpose or with another key', () => {
  const sealed = seal.close('secret');
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => seal.open(changed)).toThrow();
  }
  expect(() => seal.open(sealed.subarray(0, -1))).toThrow();
  expect(() => seal.open(Buffer.alloc(3))).toThrow();
  expect(() => new Seal(MASTER_KEY, 'snapshot').open(sealed)).toThrow();
  expect(() => new Seal(new Uint8Array(32), 'quarantine').open(sealed)).toThrow();
});
