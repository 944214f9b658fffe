import { HOUR, MINUTE, T0, agent, after, anEvent, bot, broadcast, comes, derive } from './spec-stream.js';
import type { StreamEvent } from './stream-event.js';

/** Each message of which something is known: sent, delivered, read, failed, edits, first edit, deleted; ms after T0. */
const statuses = (...events: StreamEvent[]) =>
  derive(events).message_statuses.map((row) => [
    after(row.sent_at),
    after(row.delivered_at),
    after(row.read_at),
    after(row.failed_at),
    row.edits,
    after(row.edited_at),
    after(row.deleted_at),
  ]);
const upTo = (type: string, at: number, mark: number, stated: Partial<StreamEvent> = {}) =>
  anEvent(type, at, { watermark_at: T0 + mark, ...stated });
const of = (type: string, at: number, message_id: string) => anEvent(type, at, { message_id });

describe('statuses of messages', () => {
  it('come from a watermark for all that was sent up to it, that moment included', () => {
    expect(
      statuses(
        agent(0),
        bot(MINUTE),
        agent(MINUTE + 1),
        upTo('message_delivered', HOUR, MINUTE),
        upTo('message_read', 2 * HOUR, 0),
        agent(3 * HOUR),
      ),
    ).toEqual([
      [0, HOUR, 2 * HOUR, null, 0, null, null],
      [MINUTE, HOUR, null, null, 0, null, null],
    ]);
  });

  it('have their first time, whatever is told again later, and a lower watermark changes nothing', () => {
    expect(
      statuses(
        agent(0),
        agent(10),
        upTo('message_read', 20, 10),
        upTo('message_read', 30, 5),
        upTo('message_read', 40, 50),
        agent(45),
      ),
    ).toEqual([
      [0, 20, 20, null, 0, null, null],
      [10, 20, 20, null, 0, null, null],
      [45, 45, 45, null, 0, null, null],
    ]);
  });

  it('count a message as delivered when it was read, at whichever came first', () => {
    const read = of('message_read', 10, '31');
    expect(statuses(agent(0, { message_id: '31' }), read)).toEqual([[0, 10, 10, null, 0, null, null]]);
    const late = of('message_delivered', 20, '31');
    expect(statuses(agent(0, { message_id: '31' }), read, late)[0]?.[1]).toBe(10);
    const early = of('message_delivered', 5, '31');
    expect(statuses(agent(0, { message_id: '31' }), read, early)[0]?.slice(1, 3)).toEqual([5, 10]);
  });

  it('of one message are those that name it, of another none', () => {
    expect(
      statuses(
        broadcast(0, { message_id: '31' }),
        broadcast(1, { message_id: '32' }),
        of('message_failed', 10, '31'),
        of('message_failed', 20, '31'),
        of('message_delivered', 30, '33'),
      ),
    ).toEqual([[0, null, null, 10, 0, null, null]]);
  });

  it('that are told before their message begin with it', () => {
    expect(
      statuses(
        of('message_delivered', 0, '31'),
        upTo('message_read', 5, 20),
        agent(10, { message_id: '31' }),
      ),
    ).toEqual([[10, 10, 10, null, 0, null, null]]);
  });

  it('say nothing of what came in, but edits and deletions do', () => {
    expect(
      statuses(
        comes(0, { message_id: '31' }),
        comes(1, { message_id: '32' }),
        upTo('message_read', 10, 10),
        of('message_read', 11, '31'),
        of('message_edited', 20, '31'),
        of('message_edited', 30, '31'),
        of('message_deleted', 40, '32'),
      ),
    ).toEqual([
      [0, null, null, null, 2, 20, null],
      [1, null, null, null, 0, null, 40],
    ]);
  });

  it('hold who sent the message, in which broadcast and account', () => {
    const message = broadcast(0, { message_id: '31', account_id: 1, channel: 'viber' });
    expect(derive([message, of('message_read', 9, '31')]).message_statuses).toEqual([
      {
        sent_at: T0,
        event_id: message.event_id,
        message_id: '31',
        sender: 'broadcast',
        broadcast_id: '900',
        delivered_at: T0 + 9,
        read_at: T0 + 9,
        failed_at: 0,
        edits: 0,
        edited_at: 0,
        deleted_at: 0,
        account_id: 1,
        channel: 'viber',
      },
    ]);
  });
});
