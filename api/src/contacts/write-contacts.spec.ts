import { describe, expect, it } from '@jest/globals';
import { type ContactRow } from '@parley/contracts';
import { contactsCsv, contactsCsvHead } from './write-contacts.js';

describe('contacts as CSV', () => {
  it('tell what was paid and what of it went back, by currency', () => {
    const row = {
      identities: [],
      amounts: [
        { currency: 'RUB', amount: 150, refunded: 20.5 },
        { currency: 'USD', amount: 7, refunded: 0 },
      ],
    } as unknown as ContactRow;
    const columns = contactsCsvHead(false).trimEnd().split(',');
    const cells = contactsCsv([row]).trimEnd().split(',');
    expect(cells[columns.indexOf('amounts')]).toBe('150 RUB; 7 USD');
    expect(cells[columns.indexOf('refunded')]).toBe('20.5 RUB');
  });
});
