import { verify } from './verify.js';

const HEADER = 'x-telegram-bot-api-secret-token';
const request = (
  headers: Record<string, string | string[]>,
  secrets: Record<string, string> = { secret_token: 's3cret' },
) => ({
  headers,
  secrets,
  rawBody: Buffer.from('{}'),
});

it('accepts the secret of the account', () => {
  expect(verify(request({ [HEADER]: 's3cret' }))).toBe(true);
});

it.each([
  [{}],
  [{ [HEADER]: '' }],
  [{ [HEADER]: 's3cre' }],
  [{ [HEADER]: 's3cret ' }],
  [{ [HEADER]: ['s3cret', 's3cret'] }],
])('refuses %j', (headers) => {
  expect(verify(request(headers))).toBe(false);
});

it('accepts nobody for an account without a secret', () => {
  expect(verify(request({ [HEADER]: '' }, { secret_token: '' }))).toBe(false);
  expect(verify(request({ [HEADER]: 'undefined' }, {}))).toBe(false);
});
