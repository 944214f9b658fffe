/** Below this too little is known of the pace. */
const LEAST_PROGRESS = 0.03;

/**
 * How many seconds are left if it goes on as it went: rounded up to ten, from two minutes on to whole minutes. Null
 * while nobody can tell. `started_at` ISO 8601, `now` milliseconds.
 */
export function secondsLeft(
  { progress, started_at }: { progress: number; started_at: string },
  now: number,
): number | null {
  if (progress < LEAST_PROGRESS || progress >= 1) return null;
  const passed = Math.max(0, now - Date.parse(started_at)) / 1000;
  const left = (passed * (1 - progress)) / progress;
  const step = left < 120 ? 10 : 60;
  return Math.max(step, Math.ceil(left / step) * step);
}
