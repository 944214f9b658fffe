import { secondsLeft } from './seconds-left';

const started_at = '2026-03-02T09:00:00.000Z';
const after = (seconds: number) => Date.parse(started_at) + seconds * 1000;

describe('what is left of a rebuild', () => {
  it('is said when the pace is known, rounded up', () => {
    expect(secondsLeft({ progress: 0.01, started_at }, after(60))).toBeNull();
    expect(secondsLeft({ progress: 0.5, started_at }, after(33))).toBe(40);
    expect(secondsLeft({ progress: 0.25, started_at }, after(100))).toBe(300);
    expect(secondsLeft({ progress: 1, started_at }, after(100))).toBeNull();
  });
});
