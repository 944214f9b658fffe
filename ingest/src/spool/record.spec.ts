import { DamagedRecordError, decodeRecord, encodeRecord } from './record.js';

const record = {
  workspaceId: 1,
  bodyPlace: 1795352400123456,
  rows: [
    {
      identityId: 18446744073709551615n,
      occurredAt: 1795352400123,
      accountId: 7,
      isVisitor: false,
      json: '[1,"a\\tb\\nc"]',
    },
    { identityId: 5n, occurredAt: 0, accountId: 4294967295, isVisitor: true, json: '["Привет 👍"]' },
  ],
};

it('comes back as it was written', () => {
  expect(decodeRecord(encodeRecord(record))).toEqual(record);
  const { bodyPlace: _, ...without } = record;
  expect(decodeRecord(encodeRecord(without))).toEqual(without);
});

it('is known to be damaged, whichever byte changes and wherever it is cut', () => {
  const bytes = encodeRecord(record);
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 0x10;
    expect(() => decodeRecord(changed)).toThrow(DamagedRecordError);
    expect(() => decodeRecord(bytes.subarray(0, at))).toThrow(DamagedRecordError);
  }
});
