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
