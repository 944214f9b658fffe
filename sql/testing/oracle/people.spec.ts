import { aBlock, aClick, aMessage, anUnsubscription, aReply, aStart } from '../factories/index.js';
import { derivedTables } from './index.js';
import { DAY, at, told, seen, dialogues } from './told.js';

describe('the oracle: touches, subscriptions, people', () => {
  it('makes a direct touch of the first message that no touch led to', () => {
    const input = told([
      aMessage(at(0)),
      aReply(at(1)),
      aStart({ ...at(2 * DAY), ref: 'spring' }),
      aMessage(at(2 * DAY + 1)),
    ]);
    const tables = derivedTables(input);
    expect(seen(tables.touches_v1, 'occurred_at', 'kind', 'type', 'is_direct', 'ref')).toEqual([
      [0, 'acquisition', 'message_received', 1, ''],
      [2 * DAY, 're_engagement', 'conversation_started', 0, 'spring'],
    ]);
    expect(seen(tables.dialogues_v1, 'ref')).toEqual([[''], ['spring']]);
    expect(seen(tables.identities_v1, 'first_seen_at', 'last_seen_at', 'acquired_at')).toEqual([
      [0, 2 * DAY + 1, 0],
    ]);
  });

  it('knows no person who only clicked, but remembers the click once the person is known', () => {
    const clicks = [aClick({ ...at(0), contact: { id: 'anna' } }), aClick(at(1))];
    const before = derivedTables(told(clicks));
    expect([before.identities_v1, before.touches_v1]).toEqual([[], []]);
    const after = derivedTables(told([...clicks, aMessage(at(2))]));
    expect(seen(after.identities_v1, 'first_seen_at', 'acquired_at')).toEqual([[2, 0]]);
    expect(seen(after.touches_v1, 'occurred_at')).toEqual([[0]]);
  });

  it('begins and ends subscriptions in the meaning of the channel', () => {
    const input = told([
      aStart(at(0)),
      aStart(at(1)),
      aReply(at(2)),
      aBlock(at(3)),
      anUnsubscription(at(4)),
      aStart(at(5)),
    ]);
    expect(seen(derivedTables(input).subscriptions_v1, 'subscribed_at', 'unsubscribed_at', 'reason')).toEqual(
      [
        [0, 3, 'blocked'],
        [5, 0, ''],
      ],
    );
  });

  it('takes the earliest row of an event and none that was withdrawn', () => {
    const [early, late, gone] = told([
      aMessage({ ...at(0), id: 'a' }),
      aMessage({ ...at(9), id: 'a' }),
      aMessage({ ...at(5), id: 'b' }),
    ]).rows;
    const withdrawn = { ...gone!, version: gone!.version + 1n, is_deleted: true };
    const input = { ...told([]), rows: [late!, withdrawn, gone!, early!, late!] };
    expect(dialogues(input, 'started_at', 'messages_received')).toEqual([[0, 1]]);
  });
});
