import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { normalizeText } from '@parley/contracts';
import { agentId, eventId, identityId, keyedId, messageId, textHash, visitorId } from './ids.js';

const KEY = Buffer.alloc(32, 7);

describe('keyedId', () => {
  it('stays what it is: every stored row depends on it', () => {
    expect(keyedId(KEY)).toBe(5453981805734164245n);
    expect(identityId(KEY, 1, '6200145512')).toBe(8860829612252992697n);
    expect(messageId(KEY, 1, '6200145512:513')).toBe(17690140097447461441n);
    expect(eventId(KEY, 1, '6200145512:513', 'message_received')).toBe(1471194424458250444n);
    expect(textHash(KEY, 'Спасибо!')).toBe(11818526543911515248n);
  });

  it('is the first 8 bytes of SHA-256 over the key, then kind, length and bytes of each part', () => {
    const bytes = Buffer.concat([
      KEY,
      Buffer.from([1, 0, 0, 0, 2]),
      Buffer.from('ab'),
      Buffer.from([0, 0, 0, 0, 2]),
      Buffer.from('42'),
    ]);
    expect(keyedId(KEY, 'ab', 42)).toBe(createHash('sha256').update(bytes).digest().readBigUInt64BE(0));
  });

  it('tells apart whatever differs', () => {
    const inputs: (string | number)[][] = [
      [],
      [''],
      ['', ''],
      ['a', 'bc'],
      ['ab', 'c'],
      ['abc'],
      ['abc', ''],
      ['', 'abc'],
      [1],
      ['1'],
      [1, 1],
      [11],
      [-1],
      ['é'],
      ['e\u0301'],
      ['\ud800'],
      ['\udbff'],
      ['\ufffd'],
      ['a\0b'],
      ['ab\0'],
      ['\u0001\u0000\u0000\u0000\u0001a'],
    ];
    const ids = inputs.map((parts) => keyedId(KEY, ...parts));
    expect(new Set(ids).size).toBe(inputs.length);
  });

  it('tells apart keys, kinds, accounts and types', () => {
    const ids = [
      identityId(KEY, 1, 'x'),
      identityId(Buffer.alloc(32, 8), 1, 'x'),
      identityId(KEY, 2, 'x'),
      visitorId(KEY, 1, 'x'),
      agentId(KEY, 1, 'x'),
      messageId(KEY, 1, 'x'),
      eventId(KEY, 1, 'x', 'message_received'),
      eventId(KEY, 1, 'x', 'message_sent'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is a 64-bit number and never 0', () => {
    for (let n = 0; n < 10_000; n += 1) {
      const id = keyedId(KEY, n);
      expect(id > 0n && id < 2n ** 64n).toBe(true);
    }
  });
});

describe('textHash', () => {
  it('is the same for texts that mean the same', () => {
    expect(textHash(KEY, '  СПАСИБО!!! ')).toBe(textHash(KEY, 'спасибо'));
    expect(textHash(KEY, 'ещё')).toBe(textHash(KEY, 'еще'));
    expect(textHash(KEY, '👍')).not.toBe(textHash(KEY, '🙏'));
  });

  it('is 0 where no text is left', () => {
    expect(textHash(KEY, '')).toBe(0n);
    expect(textHash(KEY, ' … !')).toBe(0n);
  });
});

describe('textHash', () => {
  it('is the keyed id of the normalised text, however the text is read', () => {
    const letters = [...'aZ09 .,!-_\t\n\0яАЁёÉé́ﬁ’—👍\uD83D\uFE0Fі'];
    let seed = 1;
    const next = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const texts = Array.from({ length: 2000 }, (_, n) => {
      const known = n % 2 === 0 ? 19 : letters.length;
      return Array.from({ length: next(30) }, () => letters[next(known)]).join('');
    });
    for (const text of [...texts, 'Ё'.repeat(1200), 'Ё'.repeat(1500), ' '.repeat(5000)]) {
      const normal = normalizeText(text);
      expect(textHash(KEY, text)).toBe(normal === '' ? 0n : keyedId(KEY, 'text', normal));
      expect(textHash(KEY, text)).toBe(normal === '' ? 0n : keyedId(KEY, 'text', normal));
    }
  });

  it('is another one under another key', () => {
    expect(textHash(KEY, 'Спасибо')).not.toBe(textHash(Buffer.alloc(32, 8), 'Спасибо'));
  });
});
