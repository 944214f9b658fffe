import { z } from 'zod';

/** `message` and `webhook` come always. */
export const VIBER_EVENTS = [
  'delivered',
  'seen',
  'failed',
  'subscribed',
  'unsubscribed',
  'conversation_started',
] as const;

const answer = z.looseObject({
  status: z.int(),
  status_message: z.string().optional(),
  name: z.string().optional(),
  webhook: z.string().optional(),
  event_types: z.array(z.string()).optional(),
});

/** Viber refused a call; 2 = the token is not known. The message never holds the token. */
export class ViberError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(`Viber answered ${status}: ${message}`);
  }
}

/**
 * Calls one method of the REST bot API. Throws {@link ViberError} when it is refused, TypeError when nobody answers.
 * Source: developers.viber.com/docs/api/rest-bot-api (checked 2026-11-22)
 */
export async function callViber(
  call: { apiUrl: string; token: string; signal: AbortSignal },
  method: string,
  body: object,
): Promise<z.infer<typeof answer>> {
  const response = await fetch(`${call.apiUrl}/pa/${method}`, {
    method: 'POST',
    headers: { 'x-viber-auth-token': call.token, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: call.signal,
  });
  const said = answer.parse(await response.json());
  if (said.status !== 0) throw new ViberError(said.status, said.status_message ?? '');
  return said;
}
