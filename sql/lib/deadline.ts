/** A signal that fires when the time is over or the caller gives up; `clear` when the work is done. */
export interface Deadline {
  signal: AbortSignal;
  clear(): void;
}

/**
 * TRICKY: not `AbortSignal.any` and `AbortSignal.timeout`: their timers would live on for minutes after each short
 * request, and a caller's signal that has fired already must be noticed here, because the driver only listens.
 */
export function startDeadline(ms: number, caller?: AbortSignal): Deadline {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error(`no answer within ${ms} ms`)), ms);
  const giveUp = () => controller.abort(caller?.reason);
  if (caller?.aborted) giveUp();
  else caller?.addEventListener('abort', giveUp, { once: true });
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer);
      caller?.removeEventListener('abort', giveUp);
    },
  };
}
