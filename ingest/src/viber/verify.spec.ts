import { createHmac } from 'node:crypto';
import { verify } from './verify.js';

const rawBody = Buffer.from('{"event":"webhook"}');
const sign = (key: string, body = rawBody) => createHmac('sha256', key).update(body).digest('hex');
const asked = (signature: string | undefined, secrets: Record<string, string> = { auth_token: 'token' }) =>
  verify({ headers: { 'x-viber-content-signature': signature }, rawBody, secrets });

it('takes a callback that is signed with the token of the bot', () => {
  expect(asked(sign('token'))).toBe(true);
});

it.each([
  ['no signature', undefined],
  ['a signature of another bot', sign('other')],
  ['a signature of another body', sign('token', Buffer.from('{}'))],
  ['rubbish', 'x'],
])('refuses %s', (_name, signature) => {
  expect(asked(signature)).toBe(false);
});

it('takes nobody while the token is missing', () => {
  expect(asked(sign(''), {})).toBe(false);
});
