import {
  DAY,
  G,
  HOUR,
  MINUTE,
  T0,
  after,
  agent,
  anEvent,
  auto,
  bot,
  broadcast,
  comes,
  derive,
} from './spec-stream.js';
import type { StreamEvent } from './stream-event.js';

const starts = (events: StreamEvent[]) => derive(events).dialogues.map((row) => row.started_at - T0);

describe('what a dialogue is cut by', () => {
  it('joins a message exactly G after the last one and cuts 1 ms later', () => {
    expect(starts([comes(0), agent(1), comes(1 + G)])).toEqual([0]);
    expect(starts([comes(0), agent(1), comes(2 + G)])).toEqual([0, 2 + G]);
  });

  it('takes the silence of the account, where it has its own', () => {
    const events = () => [comes(0), agent(1), comes(1 + HOUR), agent(2 + HOUR), comes(3 + 2 * HOUR)];
    const rows = derive(events(), { silenceGapMs: HOUR });
    expect(rows.dialogues.map((row) => after(row.started_at))).toEqual([0, 3 + 2 * HOUR]);
  });

  it('stays open for an open wait until exactly 30 days after it began, not 1 ms longer', () => {
    expect(starts([comes(0), comes(G + 1)])).toEqual([0]);
    expect(starts([comes(0), comes(30 * DAY)])).toEqual([0]);
    expect(starts([comes(0), comes(30 * DAY + 1)])).toEqual([0, 30 * DAY + 1]);
    expect(starts([comes(0), agent(30 * DAY)])).toEqual([0]);
    expect(starts([comes(0), agent(30 * DAY + 1)])).toEqual([0, 30 * DAY + 1]);
  });

  it('is not kept open by a wait that a bot answered, unless people took over', () => {
    expect(starts([comes(0), bot(1), comes(2 + G)])).toEqual([0, 2 + G]);
    expect(starts([comes(0), bot(1), anEvent('handed_off', 2), comes(2 + G)])).toEqual([0]);
  });

  it('is not kept open where answers are not seen', () => {
    const rows = derive([comes(0), comes(G + 1)], { outgoing: 'never' });
    expect(rows.dialogues).toHaveLength(2);
    expect(rows.waits).toEqual([]);
  });

  it('is changed by an auto-reply in between in nothing but the silence', () => {
    expect(starts([comes(0), auto(1), comes(30 * DAY + 1)])).toEqual([0, 30 * DAY + 1]);
    expect(starts([comes(0), auto(1), comes(30 * DAY)])).toEqual([0]);
    // Answered: the auto-reply is a message like any other, and silence counts from it.
    expect(starts([comes(0), agent(1), auto(HOUR), comes(HOUR + G)])).toEqual([0]);
  });

  it('is kept open by a pressed button, which is no message', () => {
    const rows = derive([comes(0), agent(1), anEvent('button_pressed', G), comes(2 * G)]);
    expect(rows.dialogues).toMatchObject([{ messages_received: 2, messages_sent: 1, ended_at: T0 + 2 * G }]);
    const later = derive([comes(0), agent(1), anEvent('button_pressed', 2 + G), comes(2 * G)]);
    expect(later.dialogues).toMatchObject([{ ended_at: T0 + 1 }, { started_at: T0 + 2 * G }]);
    expect(derive([comes(0), agent(1), anEvent('button_pressed', 2)]).dialogues[0]?.ended_at).toBe(T0 + 1);
  });

  it('is neither begun nor extended by anything else', () => {
    const others = ['conversation_started', 'subscribed', 'order_placed', 'message_read', 'message_edited'];
    const more = ['reaction_added', 'note_added', 'referral_received', 'purchase_completed', 'rated'];
    for (const type of [...others, ...more]) {
      expect(derive([anEvent(type, 0)]).dialogues).toEqual([]);
      expect(starts([comes(0), agent(1), anEvent(type, G), comes(2 + G)])).toEqual([0, 2 + G]);
    }
  });

  it('counts a broadcast inside, and neither begins nor extends by it', () => {
    expect(derive([broadcast(0)]).dialogues).toEqual([]);
    const rows = derive([comes(0), agent(1), broadcast(G), comes(2 + G), broadcast(3 * G)]);
    expect(rows.dialogues).toMatchObject([
      { messages_sent: 1, messages_sent_in_broadcasts: 1, ended_at: T0 + 1 },
      { started_at: T0 + 2 + G, messages_sent: 0, messages_sent_in_broadcasts: 1 },
    ]);
  });

  it('remembers the end of the dialogue before', () => {
    const rows = derive([comes(0), agent(HOUR), comes(3 * DAY), agent(4 * DAY), comes(9 * DAY)]);
    expect(rows.dialogues.map((row) => after(row.previous_ended_at))).toEqual([null, HOUR, 4 * DAY]);
  });
});

describe('caps', () => {
  const many = (count: number) => Array.from({ length: count }, (_, n) => agent(1 + n));

  it('begins a new dialogue with the 1001st message', () => {
    const rows = derive([comes(0), ...many(999), comes(5000), comes(5001)]);
    expect(rows.dialogues).toMatchObject([
      { messages_sent: 999, messages_received: 1 },
      { messages_received: 2 },
    ]);
  });

  it('holds any number of messages while somebody waits', () => {
    const impatient = Array.from({ length: 1200 }, (_, n) => comes(n));
    expect(derive([...impatient, agent(2000)]).dialogues).toMatchObject([
      { messages_received: 1200, messages_sent: 1 },
    ]);
    const rows = derive([...impatient, agent(2000), agent(2001)]);
    expect(rows.dialogues).toMatchObject([{ messages_sent: 1 }, { messages_sent: 1, starter: 'agent' }]);
  });

  it('begins a new dialogue more than 183 days after the start, exactly 183 days not', () => {
    const daily = (last: number) => [
      comes(0),
      ...Array.from({ length: 183 }, (_, day) => agent(1 + day * DAY)),
      agent(last),
    ];
    expect(starts(daily(183 * DAY))).toEqual([0]);
    expect(starts(daily(183 * DAY + 1))).toEqual([0, 183 * DAY + 1]);
  });
});

describe('closing', () => {
  it('ends with resolved: the next message of the contact begins anew, whatever the silence', () => {
    const rows = derive([comes(0), agent(1), anEvent('resolved', 2), comes(3)]);
    expect(rows.dialogues).toMatchObject([
      { resolved_at: T0 + 2, ended_at: T0 + 1 },
      { started_at: T0 + 3, previous_ended_at: T0 + 1 },
    ]);
  });

  it('still takes our last word up to G after the last message, not 1 ms later', () => {
    expect(starts([comes(0), agent(1), anEvent('resolved', 2), agent(1 + G)])).toEqual([0]);
    expect(starts([comes(0), agent(1), anEvent('resolved', 2), agent(2 + G)])).toEqual([0, 2 + G]);
    expect(starts([comes(0), agent(1), anEvent('resolved', 2), agent(3), comes(4)])).toEqual([0, 4]);
  });

  it('keeps the last of several resolutions', () => {
    const rows = derive([comes(0), anEvent('resolved', 2), agent(3), anEvent('resolved', 4)]);
    expect(rows.dialogues).toMatchObject([{ resolved_at: T0 + 4 }]);
  });

  it('is taken back by reopened, up to G after the last message', () => {
    const story = (at: number) => [comes(0), agent(1), anEvent('resolved', 2), anEvent('reopened', at)];
    expect(derive(story(1 + G)).dialogues).toMatchObject([{ resolved_at: 0 }]);
    expect(derive([...story(1 + G), comes(1 + G)]).dialogues).toMatchObject([
      { resolved_at: 0, messages_received: 2 },
    ]);
    expect(derive(story(2 + G)).dialogues).toMatchObject([{ resolved_at: T0 + 2 }]);
  });

  it('means nothing when the dialogue has already ended by silence', () => {
    expect(derive([comes(0), agent(1), anEvent('resolved', 2 + G)]).dialogues).toMatchObject([
      { resolved_at: 0 },
    ]);
    expect(derive([anEvent('resolved', 0), anEvent('reopened', 1)]).dialogues).toEqual([]);
  });

  it('makes a pressed button or a broadcast no part of what is closed', () => {
    const rows = derive([
      comes(0),
      agent(1),
      anEvent('resolved', 2),
      anEvent('button_pressed', 3),
      broadcast(4),
      agent(2 + G),
    ]);
    expect(rows.dialogues).toMatchObject([{ messages_sent_in_broadcasts: 0 }, { started_at: T0 + 2 + G }]);
  });
});

describe('who started it', () => {
  const starter = (events: StreamEvent[], stated = {}) =>
    derive(events, stated).dialogues.map((row) => row.starter);

  it('is whoever wrote its first message that is no auto-reply', () => {
    expect(starter([comes(0)])).toEqual(['contact']);
    expect(starter([agent(0), comes(1)])).toEqual(['agent']);
    expect(starter([bot(0), comes(1)])).toEqual(['bot']);
    expect(starter([auto(0), comes(1)])).toEqual(['contact']);
    expect(starter([auto(0), agent(1)])).toEqual(['agent']);
    expect(starter([auto(0)])).toEqual(['bot']);
  });

  it('is the contact when a bot greets up to G after a start or a referral', () => {
    for (const type of ['conversation_started', 'referral_received']) {
      expect(starter([anEvent(type, 0), bot(G)])).toEqual(['contact']);
      expect(starter([anEvent(type, 0), bot(G + 1)])).toEqual(['bot']);
      expect(starter([anEvent(type, 0), agent(1)])).toEqual(['agent']);
    }
    expect(starter([anEvent('widget_opened', 0), bot(1)])).toEqual(['bot']);
  });

  it('is the contact when the start carries the same millisecond, even if it is ordered later', () => {
    const greeting = bot(0);
    const start = anEvent('conversation_started', 0);
    expect(Number(greeting.sequence)).toBeLessThan(Number(start.sequence));
    expect(starter([greeting, start])).toEqual(['contact']);
    expect(starter([bot(0), anEvent('conversation_started', 1)])).toEqual(['bot']);
  });

  it('takes an unknown sender for the default of the account', () => {
    const unknown = { sender: 'unknown' };
    expect(starter([agent(0, unknown)])).toEqual(['bot']);
    expect(starter([agent(0, unknown)], { defaultSender: 'agent' })).toEqual(['agent']);
    expect(derive([agent(0, unknown)], { defaultSender: 'agent' }).dialogues).toMatchObject([
      { messages_sent: 1, messages_sent_by_agents: 0, messages_sent_by_unknown: 1 },
    ]);
  });

  it('is a broadcast when the first message comes up to G after it', () => {
    expect(derive([broadcast(0), comes(G)]).dialogues).toMatchObject([
      { starter: 'broadcast_reply', origin_broadcast_id: '900' },
    ]);
    expect(derive([broadcast(0), comes(G + 1)]).dialogues).toMatchObject([
      { starter: 'contact', origin_broadcast_id: '0' },
    ]);
    expect(derive([broadcast(0), agent(1), comes(2)]).dialogues).toMatchObject([
      { starter: 'agent', origin_broadcast_id: '0' },
    ]);
  });

  it('is the latest broadcast, by its message where it has no id of its own', () => {
    const latest = broadcast(5, { broadcast_id: '0', message_id: '31' });
    expect(derive([broadcast(0), latest, comes(10)]).dialogues[0]?.origin_broadcast_id).toBe('31');
  });

  it('is an old broadcast when the message answers it by name', () => {
    const old = broadcast(0, { broadcast_id: '801', message_id: '32' });
    const nameless = broadcast(1, { broadcast_id: '0', message_id: '33' });
    const asked = (reply_to: string) => derive([old, nameless, comes(9 * DAY, { reply_to })]).dialogues[0];
    expect(asked('32')).toMatchObject({ starter: 'broadcast_reply', origin_broadcast_id: '801' });
    expect(asked('33')).toMatchObject({ starter: 'broadcast_reply', origin_broadcast_id: '33' });
    expect(asked('34')).toMatchObject({ starter: 'contact', origin_broadcast_id: '0' });
    expect(asked('0')).toMatchObject({ starter: 'contact', origin_broadcast_id: '0' });
    const before = derive([comes(0, { reply_to: '32' }), broadcast(1, { message_id: '32' })]).dialogues[0];
    expect(before?.origin_broadcast_id).toBe('0');
  });

  it('names the first agent who is known', () => {
    const rows = derive([
      comes(0),
      bot(1),
      agent(2, { agent_id: '0' }),
      agent(3, { agent_id: '7' }),
      agent(4),
    ]);
    expect(rows.dialogues[0]).toMatchObject({
      first_agent_id: '7',
      messages_sent_by_agents: 3,
      messages_sent_by_bots: 1,
    });
  });

  it('counts each sender apart', () => {
    const rows = derive([
      comes(0),
      auto(1),
      bot(2),
      agent(3),
      agent(MINUTE, { sender: 'unknown' }),
      broadcast(HOUR),
    ]);
    expect(rows.dialogues[0]).toMatchObject({
      messages_received: 1,
      messages_sent: 4,
      messages_sent_auto: 1,
      messages_sent_by_bots: 1,
      messages_sent_by_agents: 1,
      messages_sent_by_unknown: 1,
      messages_sent_in_broadcasts: 1,
    });
  });
});
