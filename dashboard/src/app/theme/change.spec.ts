import { changeOf } from './change';

describe('changeOf', () => {
  it('is good news when it goes in the good direction', () => {
    expect(changeOf(90, 100, 'down')).toEqual({
      absolute: -10,
      relative: -0.1,
      mood: 'good',
      direction: 'down',
    });
    expect(changeOf(90, 100, 'up')?.mood).toBe('bad');
    expect(changeOf(90, 100, 'none')?.mood).toBe('neutral');
  });

  it('has no share of nothing', () => {
    expect(changeOf(5, 0, 'up')).toEqual({ absolute: 5, relative: null, mood: 'good', direction: 'up' });
  });

  it('is unknown when one of the values is', () => {
    expect(changeOf(null, 5, 'up')).toBeNull();
    expect(changeOf(5, null, 'up')).toBeNull();
  });

  it('is neither good nor bad when nothing changed', () => {
    expect(changeOf(5, 5, 'up')).toMatchObject({ mood: 'neutral', direction: 'same' });
  });
});
