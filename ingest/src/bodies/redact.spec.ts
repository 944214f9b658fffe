import { createHmac, hkdfSync } from 'node:crypto';
import { textHash } from '@parley/sql';
import { telegram } from '../telegram/telegram.js';
import { aMapContext } from '../testing/samples.js';
import { HASH_KEY } from '../testing/fixtures.js';
import { IdSeal } from './id-seal.js';
import { readTextMark } from './marks.js';
import { openRedacted, showRedacted } from './open-redacted.js';
import { Redactor } from './redact.js';

const KEYS = { hashKey: HASH_KEY, ids: new IdSeal(HASH_KEY) };
const redactor = new Redactor({
  text: 'text',
  kind: 'word',
  ref: 'plain',
  at: 'plain',
  'inner.text': 'plain',
  said: { json: { agent_id: 'id', sender: 'word' } },
});
const kept = (body: unknown) => redactor.redact(body, KEYS);
const opened = (body: unknown) => openRedacted(JSON.parse(JSON.stringify(kept(body))), KEYS.ids);

it('keeps the same id as the same token, and opens it only with the key of the workspace', () => {
  const token = KEYS.ids.close('380671234567');
  expect(KEYS.ids.close('380671234567')).toBe(token);
  expect(KEYS.ids.close('380671234568').slice(0, 16)).not.toBe(token.slice(0, 16));
  expect(KEYS.ids.open(token)).toBe('380671234567');
  expect(() => new IdSeal(new Uint8Array(32).fill(7)).open(token)).toThrow();
  expect(() => KEYS.ids.open(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}x`)).toThrow();
  expect(() => KEYS.ids.open('short')).toThrow();
});

it('seals an id under the HMAC of it, as it did in every body that was ever kept', () => {
  const derived = Buffer.from(hkdfSync('sha256', HASH_KEY, 'parley.ingest', 'ids in kept bodies', 64));
  for (const id of ['380671234567', '', 'Ж'.repeat(100)]) {
    const iv = createHmac('sha256', derived.subarray(0, 32)).update(id).digest().subarray(0, 16);
    expect(Buffer.from(KEYS.ids.close(id), 'base64url').subarray(0, 16)).toEqual(iv);
    expect(KEYS.ids.open(KEYS.ids.close(id))).toBe(id);
  }
});

it('keeps a number a number, a string a string, and both of the same digits apart', () => {
  const body = { a_id: 42, b_id: '42', at: 1.5, ids: [1, '2'], is_new: true, nothing: null, ref: '' };
  expect(opened(body)).toEqual(body);
});

it('keeps of what is not named that it was there', () => {
  const body = {
    surprise: 'Anna',
    lines: ['Anna', { score: 7, chat_photo: { file_id: 'AgAC' } }],
    [`Anna's`]: 1,
  };
  expect(kept(body)).toEqual({
    surprise: '~x:4',
    lines: ['~x:4', { score: '~0', chat_photo: { file_id: '~x:4' } }],
  });
  expect(opened(body)).toEqual({ surprise: '', lines: ['', { score: 0, chat_photo: { file_id: '' } }] });
});

it('keeps length and hash of a text, and takes no text for a mark', () => {
  const { text } = kept({ text: 'Где посылка?' }) as { text: string };
  expect(readTextMark(text)).toEqual({ length: 12, hash: textHash(HASH_KEY, 'Где посылка?') });
  const forged = '~t:1:1';
  expect(readTextMark((kept({ text: forged }) as { text: string }).text)).toEqual({
    length: 6,
    hash: textHash(HASH_KEY, forged),
  });
  expect(opened({ ref: forged, inner: { text: '~n:x' } })).toEqual({ ref: forged, inner: { text: '~n:x' } });
});

it('keeps only words where words are due', () => {
  expect(opened({ kind: 'text' })).toEqual({ kind: 'text' });
  expect(opened({ kind: 'Это я, Анна' })).toEqual({ kind: '' });
});

it('looks into JSON that is inside a string', () => {
  const said = '{"agent_id":"42","agent_name":"Oleg","sender":"agent"}';
  expect(JSON.stringify(kept({ said }))).not.toMatch(/Oleg|42"/);
  expect(opened({ said })).toEqual({ said: '{"agent_id":"42","agent_name":"","sender":"agent"}' });
  expect(opened({ said: 'Oleg' })).toEqual({ said: '' });
});

it('shows people what stood where', () => {
  expect(showRedacted(kept({ text: 'Hi', from_id: 42, name: 'Anna', ref: 'spring', score: 1 }))).toEqual({
    text: { kind: 'text', length: 2, hash: String(textHash(HASH_KEY, 'Hi')) },
    from_id: expect.stringMatching(/^#[\w-]{10}$/) as string,
    name: { kind: 'removed', length: 4 },
    ref: 'spring',
    score: { kind: 'removed' },
  });
});

it.each([
  ['/start typed by a person', 'conversation_started'],
  ['/start ref_1', 'conversation_started'],
  ['/starting', 'message_received'],
])('maps «%s» as it did before it was kept', (text, type) => {
  const from = { id: 42, is_bot: false };
  const message = { message_id: 1, from, chat: { id: 42, type: 'private' }, date: 1795352400, text };
  for (const body of [
    { update_id: 1, message },
    { update_id: 1, message: { ...message, forward_origin: {} } },
  ]) {
    const redacted = new Redactor(telegram.fields).redact(body, KEYS);
    expect(JSON.stringify(redacted)).not.toContain('typed');
    const [again] = telegram.map(openRedacted(redacted, KEYS.ids), aMapContext()).events;
    const [first] = telegram.map(body, aMapContext()).events;
    expect(again?.type).toBe('forward_origin' in body.message ? 'message_received' : type);
    expect(again).toMatchObject({ type: first?.type, id: first?.id });
  }
});

it('goes no deeper than any platform does', () => {
  let body: unknown = 'Anna';
  for (let depth = 0; depth < 100; depth++) body = { a: body };
  expect(JSON.stringify(kept(body))).not.toContain('Anna');
});
