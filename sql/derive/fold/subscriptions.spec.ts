import type { Channel } from '@parley/contracts';
import { T0, agent, anEvent, broadcast, comes, derive } from './spec-stream.js';
import type { StreamEvent } from './stream-event.js';

/** Each interval: from, until (ms after T0, null = still subscribed), why it ended. */
const intervals = (channel: Channel, events: StreamEvent[]) =>
  derive(events.map((event) => ({ ...event, channel }))).subscriptions.map((row) => [
    row.subscribed_at - T0,
    row.unsubscribed_at === 0 ? null : row.unsubscribed_at - T0,
    row.reason,
  ]);

describe('subscriptions', () => {
  it('begin with subscribed on every channel, once', () => {
    const events = () => [anEvent('subscribed', 0), anEvent('subscribed', 1)];
    expect(intervals('whatsapp', events())).toEqual([[0, null, '']]);
    expect(intervals('telegram', events())).toEqual([[0, null, '']]);
  });

  it('begin with a start or unblocking where the channel means that', () => {
    const events = () => [anEvent('conversation_started', 0), anEvent('blocked', 1), anEvent('unblocked', 2)];
    expect(intervals('telegram', events())).toEqual([
      [0, 1, 'blocked'],
      [2, null, ''],
    ]);
    expect(intervals('viber', events())).toEqual([]);
    expect(intervals('telegram', [comes(0)])).toEqual([]);
  });

  it('begin with the first message ever where the channel means that, if there was none before', () => {
    expect(intervals('viber', [comes(0), comes(1)])).toEqual([[0, null, '']]);
    expect(intervals('viber', [comes(0), anEvent('unsubscribed', 1), comes(2)])).toEqual([
      [0, 1, 'unsubscribed'],
    ]);
    expect(intervals('viber', [anEvent('subscribed', 0), anEvent('unsubscribed', 1), comes(2)])).toEqual([
      [0, 1, 'unsubscribed'],
    ]);
    expect(intervals('viber', [agent(0), comes(1)])).toEqual([[1, null, '']]);
    expect(intervals('whatsapp', [comes(0)])).toEqual([]);
  });

  it('end with unsubscribing, a block, or a send that failed because of a block', () => {
    const end = (event: StreamEvent) => intervals('web', [anEvent('subscribed', 0), event]);
    expect(end(anEvent('unsubscribed', 5))).toEqual([[0, 5, 'unsubscribed']]);
    expect(end(anEvent('blocked', 5))).toEqual([[0, 5, 'blocked']]);
    expect(end(anEvent('message_failed', 5, { reason: 'blocked' }))).toEqual([[0, 5, 'blocked']]);
    for (const type of [
      'message_failed',
      'dialog_removed',
      'channel_left',
      'muted',
      'paid_subscription_ended',
    ])
      expect(end(anEvent(type, 5, { reason: 'other' }))).toEqual([[0, null, '']]);
  });

  it('may come again, and an end without a beginning is none', () => {
    const events = [
      anEvent('unsubscribed', 0),
      anEvent('subscribed', 1),
      anEvent('blocked', 2),
      anEvent('blocked', 3),
    ];
    expect(intervals('max', [...events, anEvent('subscribed', 4)])).toEqual([
      [1, 2, 'blocked'],
      [4, null, ''],
    ]);
  });

  it('remember our last message before the end', () => {
    const last = broadcast(3);
    const rows = derive([
      anEvent('subscribed', 0),
      agent(1),
      last,
      comes(4),
      anEvent('blocked', 5),
      agent(6),
    ]);
    expect(rows.subscriptions).toMatchObject([{ last_message_event_id: last.event_id }]);
    expect(derive([anEvent('subscribed', 0), anEvent('blocked', 5)]).subscriptions).toMatchObject([
      { last_message_event_id: '0' },
    ]);
  });

  it('are kept apart for each account', () => {
    const rows = derive([
      anEvent('subscribed', 0),
      anEvent('subscribed', 1, { account_id: 2 }),
      anEvent('blocked', 2),
    ]);
    expect(rows.subscriptions).toMatchObject([
      { account_id: 1, unsubscribed_at: T0 + 2 },
      { account_id: 2, unsubscribed_at: 0 },
    ]);
  });
});
