const FIRST_MS = 200;
const LAST_MS = 30_000;

/** How long to wait before try number `attempt` (from 1): 0.2 s doubling to 30 s, less up to a half at random. */
export function pauseMs(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(LAST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 20));
  return Math.round(full * (1 - random() / 2));
}

/** Waits, but not longer than until `signal` aborts. Never throws. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
  });
}
