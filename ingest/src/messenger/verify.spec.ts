import { createHmac } from 'node:crypto';
import { handshake, verify } from './verify.js';

const secrets = { app_secret: 'app-secret', verify_token: 'verify-token' };
const rawBody = Buffer.from('{"object":"page","entry":[{"text":"\\u00e4\\u00f6"}]}');
const sign = (body: Buffer, secret = 'app-secret') =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
const asked = (signature: string | undefined, more = {}) =>
  verify({ headers: { 'x-hub-signature-256': signature }, rawBody, secrets, ...more });

it('takes a body that is signed with the secret of the app, byte by byte', () => {
  expect(asked(sign(rawBody))).toBe(true);
  expect(asked(sign(Buffer.from(JSON.stringify(JSON.parse(rawBody.toString())))))).toBe(false);
});

it.each([
  ['no signature', undefined],
  ['a signature of another secret', sign(rawBody, 'other')],
  ['a signature of another body', sign(Buffer.from('{}'))],
  ['a signature without its prefix', sign(rawBody).slice(7)],
  ['a cut signature', sign(rawBody).slice(0, -2)],
  ['an old SHA-1', `sha1=${'0'.repeat(40)}`],
])('refuses %s', (_name, signature) => {
  expect(asked(signature)).toBe(false);
});

it('takes nobody while the secret is missing', () => {
  expect(asked(sign(rawBody, ''), { secrets: {} })).toBe(false);
});

const question = {
  'hub.mode': 'subscribe',
  'hub.verify_token': 'verify-token',
  'hub.challenge': '1158201444',
};

it('gives the challenge back to whoever knows the verify token', () => {
  expect(handshake({ query: question, secrets })).toBe('1158201444');
});

it.each([
  ['a wrong token', { ...question, 'hub.verify_token': 'wrong' }],
  ['no token', { 'hub.mode': 'subscribe', 'hub.challenge': '1' }],
  ['another mode', { ...question, 'hub.mode': 'unsubscribe' }],
  ['a challenge that is markup', { ...question, 'hub.challenge': '<script>' }],
  ['two tokens', { ...question, 'hub.verify_token': ['verify-token', 'x'] }],
])('gives nothing to %s', (_name, query) => {
  expect(handshake({ query, secrets })).toBeUndefined();
});
