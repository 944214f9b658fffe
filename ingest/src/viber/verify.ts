import type { WebhookRequest } from '../webhooks/platform.js';
import { isSignedBy } from '../webhooks/signature.js';

/**
 * Whether the body is signed with the bot's token: `X-Viber-Content-Signature` is the hex HMAC-SHA256 of the raw bytes.
 * Source: developers.viber.com/docs/api/rest-bot-api, «Callbacks» (checked 2026-11-22)
 */
export function verify({ headers, rawBody, secrets }: WebhookRequest): boolean {
  const given = headers['x-viber-content-signature'];
  const token = secrets['auth_token'];
  return typeof given === 'string' && !!token && isSignedBy(token, rawBody, given.toLowerCase());
}
