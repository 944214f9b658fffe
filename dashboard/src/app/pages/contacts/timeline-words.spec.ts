import { waitSpans } from './timeline-words';

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 1, 9, minutes)).toISOString();
type Wait = Parameters<typeof waitSpans>[1]['waits'][number];
const wait = (from: number, to: number | null): Wait =>
  ({
    wait_id: `${from}`,
    wait_state: to === null ? 'open' : 'answered',
    from: at(from),
    to: to === null ? null : at(to),
  }) as Wait;
const drawn = (end: number, ...waits: Wait[]) =>
  waitSpans(at(0), { ended_at: at(end), waits }, () => '').map(({ left, width }) => [left, width]);

describe('the waits of a dialogue on a line', () => {
  it('stand where they were, as shares of the dialogue', () => {
    expect(drawn(100, wait(0, 25), wait(50, 60))).toEqual([
      [0, 25],
      [50, 10],
    ]);
  });

  it('are never too thin to be seen, nor outside of the line', () => {
    expect(drawn(1000, wait(500, 501))).toEqual([[50, 1.5]]);
    expect(drawn(100, wait(100, null))).toEqual([[98.5, 1.5]]);
    // A dialogue of one message that waits.
    expect(drawn(0, wait(0, null))).toEqual([[0, 100]]);
  });

  it('go to the end where nobody has ended them, and past the last message where something did', () => {
    expect(drawn(100, wait(40, null))).toEqual([[40, 60]]);
    expect(drawn(50, wait(50, 100))).toEqual([[50, 50]]);
  });
});
