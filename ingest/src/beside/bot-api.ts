import { z } from 'zod';

/**
 * What Parley needs a bot to be sent. The default list of Telegram leaves out reactions and members of chats, so each
 * kind is named.
 * Source: core.telegram.org/bots/api#setwebhook, Bot API 10.1 (checked 2026-11-22)
 */
export const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
  'message_reaction',
  'business_connection',
  'business_message',
  'edited_business_message',
  'deleted_business_messages',
  'pre_checkout_query',
  'shipping_query',
  'inline_query',
  'chosen_inline_result',
  'channel_post',
  'edited_channel_post',
  'chat_member',
  'chat_join_request',
  'poll',
  'poll_answer',
] as const;

const answer = z.looseObject({
  ok: z.boolean(),
  result: z.unknown().optional(),
  error_code: z.int().optional(),
  description: z.string().optional(),
  parameters: z.looseObject({ retry_after: z.int().optional() }).optional(),
});

/** Telegram refused a call. The message never holds the token. */
export class BotApiError extends Error {
  constructor(
    readonly code: number,
    description: string,
    /** How long Telegram wants us to wait, seconds. */
    readonly retryAfter: number | undefined,
  ) {
    super(`Telegram answered ${code}: ${description}`);
  }
}

/** Calls one method of the Bot API. Throws {@link BotApiError} when it is refused, TypeError when nobody answers. */
export async function callBotApi(
  call: { apiUrl: string; token: string; timeoutMs: number; signal: AbortSignal },
  method: string,
  params: object,
): Promise<unknown> {
  const response = await fetch(`${call.apiUrl}/bot${call.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
    signal: AbortSignal.any([call.signal, AbortSignal.timeout(call.timeoutMs)]),
  });
  const parsed = answer.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success) throw new BotApiError(response.status, 'no answer of the Bot API', undefined);
  const { ok, result, error_code: code, description = '', parameters } = parsed.data;
  if (!ok) throw new BotApiError(code ?? response.status, description, parameters?.retry_after);
  return result;
}
