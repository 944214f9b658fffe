import { isEqualSecret } from '../equal-secret.js';
import type { Handshake, WebhookRequest } from '../webhooks/platform.js';
import { isSignedBy } from '../webhooks/signature.js';

/**
 * Whether the body is signed with the app's secret: `X-Hub-Signature-256: sha256=<hex>` is made over the raw bytes,
 * which are already escaped; a body that was parsed and written again would not match.
 * Source: developers.facebook.com/docs/messenger-platform/webhooks, «Validate payloads» (checked 2026-11-22)
 */
export function verify({ headers, rawBody, secrets }: WebhookRequest): boolean {
  const given = headers['x-hub-signature-256'];
  const secret = secrets['app_secret'];
  if (typeof given !== 'string' || !secret || !given.startsWith('sha256=')) return false;
  return isSignedBy(secret, rawBody, given.slice('sha256='.length));
}

const CHALLENGE = /^[\w.-]{1,256}$/;

/**
 * The challenge to be sent back when the asker knows the verify token.
 * Source: developers.facebook.com/docs/messenger-platform/webhooks, «Verification requests» (checked 2026-11-22)
 */
export function handshake({ query, secrets }: Handshake): string | undefined {
  const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = query;
  const expected = secrets['verify_token'];
  if (mode !== 'subscribe' || typeof token !== 'string' || !expected) return undefined;
  if (typeof challenge !== 'string' || !CHALLENGE.test(challenge)) return undefined;
  return isEqualSecret(token, expected) ? challenge : undefined;
}
