import { DAY, HOUR, T0, anEvent, comes, derive } from './spec-stream.js';
import type { StreamEvent } from './stream-event.js';

const start = (at: number, stated: Partial<StreamEvent> = {}) => anEvent('conversation_started', at, stated);
/** Of each start, in order: after how many milliseconds it was written after and subscribed to; null = not. */
const outcomes = (events: StreamEvent[]) =>
  derive(events)
    .touches.filter(({ type }) => type !== 'message_received')
    .sort((one, other) => one.occurred_at - other.occurred_at)
    .map(({ occurred_at, written_at, subscribed_at }) =>
      [written_at, subscribed_at].map((at) => (at === 0 ? null : at - occurred_at)),
    );

describe('what comes of a start', () => {
  it('is the first message at or after it, up to exactly a day later', () => {
    expect(outcomes([start(0), comes(DAY)])).toEqual([[DAY, 0]]);
    expect(outcomes([start(0), comes(DAY + 1)])).toEqual([[null, 0]]);
    expect(outcomes([start(0), comes(HOUR), comes(2 * HOUR)])).toEqual([[HOUR, 0]]);
    expect(outcomes([comes(0), start(HOUR)])).toEqual([[null, 0]]);
  });

  it('counts a message of the same millisecond, wherever it stands in the stream', () => {
    expect(outcomes([comes(0, { sequence: '1' }), start(0, { sequence: '2' })])).toEqual([[0, 0]]);
  });

  it('is told of each of several starts before one message', () => {
    expect(outcomes([start(0), anEvent('referral_received', HOUR), comes(2 * HOUR)])).toEqual([
      [2 * HOUR, 0],
      [HOUR, null],
    ]);
  });

  it('is a subscription that begins, of its own account: not one that goes on', () => {
    const again = [
      start(0),
      start(3 * DAY),
      anEvent('blocked', 3 * DAY + 1),
      anEvent('unblocked', 3 * DAY + 2),
    ];
    expect(outcomes(again)).toEqual([
      [null, 0],
      [null, 2],
    ]);
    expect(outcomes([anEvent('referral_received', 0), start(1, { account_id: 2 })])).toEqual([
      [null, null],
      [null, 0],
    ]);
  });

  it('is told of somebody who starts twenty thousand times a day', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => start(index * 10));
    const told = outcomes([...many, comes(DAY + 100_000)]);
    expect(told.filter(([written]) => written !== null)).toHaveLength(10_000);
    expect(told.filter(([, subscribed]) => subscribed !== null)).toHaveLength(1);
  });

  it('is nothing for a click or an opened widget', () => {
    expect(outcomes([anEvent('link_clicked', 0), comes(1)])).toEqual([[null, null]]);
  });

  it('says of a subscription the touch in force when it began, that of its own instant included', () => {
    const { subscriptions } = derive([
      start(0, { ref: 'spring' }),
      anEvent('blocked', HOUR),
      anEvent('referral_received', 2 * HOUR, { ref: 'autumn' }),
      anEvent('unblocked', 3 * HOUR),
      anEvent('referral_received', 4 * HOUR, { ref: 'winter' }),
    ]);
    expect(subscriptions.map((row) => [row.subscribed_at - T0, row.arrival, row.ref])).toEqual([
      [0, 'ref', 'spring'],
      [3 * HOUR, 'ref', 'autumn'],
    ]);
  });
});
