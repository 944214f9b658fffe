import { describe, expect, it } from '@jest/globals';
import { decodeRef } from './decode-ref.js';

const encode = (text: string) => Buffer.from(text).toString('base64url');

describe('base64url', () => {
  it.each(['vc.ru-messengers-guide-2403', 'a', 'ab', 'abc', 'весна 🙂', 'source=x&medium=y', 'é'])(
    'gives back %s, with padding and without',
    (text) => {
      expect(decodeRef(encode(text))).toBe(text);
      const padded = Buffer.from(text).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
      expect(decodeRef(padded)).toBe(text);
    },
  );

  it.each([
    ['other signs', 'vc.ru-spring'],
    ['nothing', ''],
    ['a length that no bytes have', 'abcde'],
    ['bytes that are not UTF-8', Buffer.from([0xff, 0xfe, 0xfd]).toString('base64url')],
    ['a letter spelled in too many bytes', Buffer.from([0xc1, 0x81]).toString('base64url')],
    ['control characters', encode('a\nb')],
    ['bits that belong to no byte', 'YR'],
  ])('is not found in %s', (_, ref) => {
    expect(decodeRef(ref)).toBeNull();
  });
});
