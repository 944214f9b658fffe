import type { WithdrawInput } from '@parley/contracts';
import { pauseMs, sleep } from '../spool/pause.js';

const TIMEOUT_MS = 120_000;
const ATTEMPTS = 5;

/** Calls the api's `POST /internal/withdraw`, again when it does not answer. Throws when it still does not. */
export function withdrawAt(apiUrl: string, internalToken: string) {
  return async (input: WithdrawInput, signal: AbortSignal): Promise<void> => {
    for (let attempt = 1; ; attempt++) {
      const status = await post(`${apiUrl}/internal/withdraw`, internalToken, input, signal);
      if (status >= 200 && status < 300) return;
      signal.throwIfAborted();
      if (attempt === ATTEMPTS || (status >= 400 && status < 500)) {
        throw new Error(
          `what an older mapper made could not be withdrawn: the api ${status === 0 ? 'does not answer' : `said ${status}`}`,
        );
      }
      await sleep(pauseMs(attempt), signal);
    }
  };
}

/** The status of the answer, 0 without one. */
async function post(url: string, token: string, body: object, signal: AbortSignal): Promise<number> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}
