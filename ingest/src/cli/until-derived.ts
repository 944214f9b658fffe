import { derivationState } from '@parley/contracts';
import type { Running } from './running.js';

const PATIENCE_MS = 30_000;
const PAUSE_MS = 250;

/**
 * Waits until every event sent is stored and derived; false when that takes longer than `patienceMs` milliseconds, or
 * cannot be found out.
 */
export async function untilDerived(running: Running, patienceMs = PATIENCE_MS): Promise<boolean> {
  const signal = AbortSignal.timeout(patienceMs);
  while (!signal.aborted) {
    // One after the other: what is still on its way to ClickHouse is not yet anything to derive.
    const isDone = await isStored(running, signal)
      .then((stored) => stored && isIdle(running, signal))
      .catch(() => false);
    if (isDone) return true;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return false;
}

/** Whether ingest has handed everything to ClickHouse. */
async function isStored({ ingest_url }: Running, signal: AbortSignal): Promise<boolean> {
  const answer = await fetch(`${ingest_url}/metrics`, { signal });
  return /^parley_ingest_spool_records(?:\{[^}]*\})? 0$/m.test(await answer.text());
}

async function isIdle({ api_url, internal_token }: Running, signal: AbortSignal): Promise<boolean> {
  const answer = await fetch(`${api_url}/internal/derivation`, {
    headers: { authorization: `Bearer ${internal_token}` },
    signal,
  });
  return derivationState.parse(await answer.json()).is_idle;
}
