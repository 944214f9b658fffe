/** Where moments stand on a line on which long pauses are shortened. */
export interface Axis {
  /** Pixels from the left. */
  at: (ms: number) => number;
  width: number;
  /** The pauses that are shortened: their middle and their true length. */
  breaks: { x: number; seconds: number }[];
}

const EDGE = 14;
/** Whatever happens within one second can still be told apart. */
const LEAST_STEP = 7;
/** Pauses of up to this are never shortened. */
const LEAST_CUT_MS = 5 * 60_000;
/** A pause is long when it is so many times the middle one. */
const LONG_TIMES = 6;
const MOST_WIDTH = 6000;

/**
 * Lays moments out: distances are as the time between them, but a pause much longer than the middle one takes the room of
 * such a long one and no more. `width` is the room there is; more things need more.
 */
export function axisOf(moments: readonly number[], room: number): Axis {
  const sorted = [...new Set(moments)].sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((ms, index) => ms - (sorted[index] ?? ms));
  const middle = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
  const longest = Math.max(LEAST_CUT_MS, middle * LONG_TIMES);
  const width = Math.min(MOST_WIDTH, Math.max(room, gaps.length * 2 * LEAST_STEP + 2 * EDGE));
  const shown = gaps.map((gap) => Math.min(gap, longest));
  const total = shown.reduce((sum, gap) => sum + gap, 0) || 1;
  const spare = Math.max(0, width - 2 * EDGE - gaps.length * LEAST_STEP);

  const xs = [EDGE];
  const breaks: Axis['breaks'] = [];
  shown.forEach((gap, index) => {
    const from = xs[index] ?? EDGE;
    const to = from + LEAST_STEP + (gap / total) * spare;
    xs.push(to);
    const whole = gaps[index] ?? gap;
    if (whole > gap) breaks.push({ x: (from + to) / 2, seconds: whole / 1000 });
  });
  return { at: (ms) => between(sorted, xs, ms), width, breaks };
}

function between(sorted: readonly number[], xs: readonly number[], ms: number): number {
  const next = sorted.findIndex((each) => each >= ms);
  if (next === -1) return xs.at(-1) ?? EDGE;
  const x = xs[next] ?? EDGE;
  const [beforeMs, beforeX, nextMs] = [sorted[next - 1], xs[next - 1], sorted[next]];
  if (beforeMs === undefined || beforeX === undefined || nextMs === undefined || nextMs === ms) return x;
  return beforeX + ((ms - beforeMs) / (nextMs - beforeMs)) * (x - beforeX);
}
