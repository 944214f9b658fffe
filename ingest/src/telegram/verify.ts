import { isEqualSecret } from '../equal-secret.js';
import type { WebhookRequest } from '../webhooks/platform.js';

/**
 * Whether the request carries the secret that was given to `setWebhook` as `secret_token`. There is no signature:
 * who knows the secret is Telegram. An account without a secret accepts nobody.
 * Source: core.telegram.org/bots/api#setwebhook, Bot API 10.1 (checked 2026-11-22)
 */
export function verify({ headers, secrets }: WebhookRequest): boolean {
  const given = headers['x-telegram-bot-api-secret-token'];
  const expected = secrets['secret_token'];
  return typeof given === 'string' && !!expected && isEqualSecret(given, expected);
}
