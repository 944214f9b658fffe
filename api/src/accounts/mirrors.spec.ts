import { describe, expect, it } from '@jest/globals';
import { LATEST_TIME_MS } from '@parley/contracts';
import { countedElsewhere } from './mirrors.js';

const bot = { account_id: 1, identity_account_id: null, mirror: null, removed_at: null };
const helpdesk = {
  account_id: 2,
  identity_account_id: 1,
  mirror: { believes: { incoming: 'mirrored', outgoing: 'this' }, since: null },
  removed_at: null,
} as const;
const forEver = LATEST_TIME_MS + 1;

describe('which messages count elsewhere', () => {
  it('are those of the account that is not believed, in each direction', () => {
    expect([...countedElsewhere([bot, helpdesk])]).toEqual([
      [2, [{ type: 'message_received', account_id: 1, from_ms: 0, until_ms: forEver }]],
      [1, [{ type: 'message_sent', account_id: 2, from_ms: 0, until_ms: forEver }]],
    ]);
  });

  it('from the given moment on, and until whoever is believed is disconnected', () => {
    const since = '2026-03-02T10:00:00.000Z';
    const gone = {
      ...helpdesk,
      mirror: { ...helpdesk.mirror, since },
      removed_at: new Date('2026-04-01T00:00:00Z'),
    };
    const from_ms = Date.parse(since);
    expect([...countedElsewhere([bot, gone])]).toEqual([
      [2, [{ type: 'message_received', account_id: 1, from_ms, until_ms: forEver }]],
      [1, [{ type: 'message_sent', account_id: 2, from_ms, until_ms: gone.removed_at.getTime() }]],
    ]);
  });

  it('never overlap where one helpdesk follows another', () => {
    const first = { ...helpdesk, removed_at: new Date('2026-04-01T00:00:00Z') };
    const second = { ...helpdesk, account_id: 3 };
    expect(countedElsewhere([bot, second, first]).get(1)).toEqual([
      { type: 'message_sent', account_id: 2, from_ms: 0, until_ms: first.removed_at.getTime() },
      { type: 'message_sent', account_id: 3, from_ms: first.removed_at.getTime(), until_ms: forEver },
    ]);
  });

  it('are none where nothing is mirrored', () => {
    expect(countedElsewhere([bot, { ...bot, account_id: 4 }]).size).toBe(0);
  });
});
