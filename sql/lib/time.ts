/** Milliseconds UTC as ClickHouse's DateTime64(3, 'UTC') reads it: `2026-11-22 09:00:05.123`. */
export function formatTime(ms: number): string {
  const iso = new Date(ms).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}`;
}

/** Milliseconds UTC as ClickHouse's DateTime('UTC') reads it, cut to the second. */
export const formatSecond = (ms: number) => formatTime(ms).slice(0, 19);

/** The month of an instant in UTC as `YYYYMM`: the partition it is stored in. */
export function monthOf(ms: number): string {
  const time = new Date(ms);
  return `${time.getUTCFullYear()}${String(time.getUTCMonth() + 1).padStart(2, '0')}`;
}
