import { describe, expect, it } from '@jest/globals';
import { normalizeText } from './text.js';

describe('normalizeText', () => {
  it.each([
    ['  Спасибо!!! ', 'спасибо'],
    ['Всё, спасибо :)', 'все спасибо'],
    ['OK,\u00a0thanks…', 'ok thanks'],
    ['❤️', '❤'],
    ['👍', '👍'],
    ['?!', ''],
  ])('reads %j as %j', (written, normal) => expect(normalizeText(written)).toBe(normal));
});

it('takes the short way to the same form', () => {
  const slowly = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll('ё', 'е')
      .replace(/[\p{P}\p{Sc}\p{Sk}\p{Sm}\p{Z}\p{C}\uFE0F]+/gu, ' ')
      .trim();
  const plain = [
    ...Array.from({ length: 0x80 }, (_, unit) => String.fromCharCode(unit)),
    ...'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя',
  ];
  // Every pair of plain characters between two letters: whatever separates or joins would show.
  for (const first of plain) {
    for (const second of plain) {
      const text = `Aё${first}${second}7`;
      if (normalizeText(text) !== slowly(text)) expect(normalizeText(text)).toBe(slowly(text));
    }
  }
  for (const text of ['', ' ', '…', 'ё', 'é', 'A\u0301', '№ 5', 'Ї', '👍', 'ﬁ', 'İ', '\ud800', 'й']) {
    expect(normalizeText(text)).toBe(slowly(text));
  }
});
