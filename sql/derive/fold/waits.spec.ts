import {
  DAY,
  G,
  HOUR,
  MINUTE,
  T0,
  THANKS,
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

/** What became of each wait, in milliseconds after T0. */
const waits = (events: StreamEvent[], stated = {}) =>
  derive(events, stated).waits.map((row) => ({
    since: after(row.waiting_since),
    ...(row.answered_at ? { answered: after(row.answered_at) } : {}),
    ...(row.bot_answered_at ? { bot: after(row.bot_answered_at) } : {}),
    ...(row.handed_off_at ? { handed_off: after(row.handed_off_at) } : {}),
    ...(row.dismissed_at ? { dismissed: [row.dismissed_by, after(row.dismissed_at)] } : {}),
  }));

describe('a wait', () => {
  it('begins with the first message of a burst and ends with the first answer of an agent', () => {
    expect(waits([comes(0), comes(5), agent(10), agent(20), comes(30)])).toEqual([
      { since: 0, answered: 10 },
      { since: 30 },
    ]);
    const [first] = derive([comes(0), comes(5), agent(10)]).waits;
    expect(first).toMatchObject({
      last_incoming_at: T0 + 5,
      messages_received: 2,
      is_first: 1,
      answered_by: '42',
    });
  });

  it('is the first of its dialogue once', () => {
    const rows = derive([comes(0), agent(1), comes(2), agent(3), comes(3 * DAY)]).waits;
    expect(rows.map((row) => row.is_first)).toEqual([1, 0, 1]);
  });

  it('is ended by no auto-reply, no broadcast and no call', () => {
    expect(
      waits([comes(0), auto(1), broadcast(2), agent(3, { kind: 'call' }), bot(4, { kind: 'call' })]),
    ).toEqual([{ since: 0 }]);
  });

  it('is answered by an unknown sender as by the default sender of the account', () => {
    const events = [comes(0), agent(1, { sender: 'unknown', agent_id: '0' })];
    expect(waits(events)).toEqual([{ since: 0, bot: 1 }]);
    expect(waits(events, { defaultSender: 'agent' })).toEqual([{ since: 0, answered: 1 }]);
    expect(derive(events, { defaultSender: 'agent' }).waits).toMatchObject([
      { answered_by: '0', assigned_at: 0 },
    ]);
  });

  it('begins only where answers can be seen', () => {
    const events = () => [comes(0), comes(HOUR), agent(2 * HOUR)];
    expect(waits(events(), { outgoing: 'never' })).toEqual([]);
    const auto = (firstOutgoingAt: number) => waits(events(), { outgoing: 'auto', firstOutgoingAt });
    expect(auto(Infinity)).toEqual([]);
    expect(auto(T0 + HOUR + 1)).toEqual([]);
    expect(auto(T0 + HOUR)).toEqual([{ since: HOUR, answered: 2 * HOUR }]);
    expect(auto(T0)).toEqual([{ since: 0, answered: 2 * HOUR }]);
  });

  it('is the first of its dialogue even when earlier messages could not open one', () => {
    const rows = derive([comes(0), comes(HOUR)], { outgoing: 'auto', firstOutgoingAt: T0 + HOUR }).waits;
    expect(rows).toMatchObject([{ waiting_since: T0 + HOUR, is_first: 1, dialogue_started_at: T0 }]);
  });

  it('can no longer be answered once a later dialogue began', () => {
    const question = comes(0);
    const rows = derive([question, comes(31 * DAY), agent(31 * DAY + 1)]).waits;
    expect(rows).toMatchObject([
      { answered_at: 0, closed_dialogue: 1, next_dialogue_started_at: T0 + 31 * DAY, dialogue_ended_at: T0 },
      { answered_at: T0 + 31 * DAY + 1, closed_dialogue: 0, next_dialogue_started_at: 0 },
    ]);
    expect(rows[0]).toMatchObject({ dialogue_first_event_id: question.event_id, starter: 'contact' });
  });
});

describe('a bot in front', () => {
  it('answers once, and an agent may still answer the same wait', () => {
    expect(waits([comes(0), bot(1), bot(2)])).toEqual([{ since: 0, bot: 1 }]);
    expect(waits([comes(0), bot(1), agent(2)])).toEqual([{ since: 0, bot: 1, answered: 2 }]);
  });

  it('leaves the next message of the contact to a wait of its own', () => {
    expect(waits([comes(0), bot(1), comes(2), agent(3)])).toEqual([
      { since: 0, bot: 1 },
      { since: 2, answered: 3 },
    ]);
  });

  it('hands off: the same wait goes on, and bots answer no more in this dialogue', () => {
    const events = [comes(0), bot(1), anEvent('handed_off', 2), comes(3), bot(4), agent(5), comes(6), bot(7)];
    expect(waits(events)).toEqual([{ since: 0, bot: 1, handed_off: 2, answered: 5 }, { since: 6 }]);
    expect(derive(events).waits[0]?.last_incoming_at).toBe(T0 + 3);
  });

  it('keeps the first of several hand-offs, and answers again in the next dialogue', () => {
    const events = [
      comes(0),
      anEvent('handed_off', 1),
      anEvent('handed_off', 2),
      agent(3),
      comes(3 * DAY),
      bot(3 * DAY + 1),
    ];
    expect(waits(events)).toEqual([
      { since: 0, handed_off: 1, answered: 3 },
      { since: 3 * DAY, bot: 3 * DAY + 1 },
    ]);
  });

  it('hands off nothing once the dialogue has ended', () => {
    expect(waits([comes(0), bot(1), anEvent('handed_off', 2 + G)])).toEqual([{ since: 0, bot: 1 }]);
    expect(waits([anEvent('handed_off', 0), comes(1), bot(2)])).toEqual([{ since: 1, bot: 2 }]);
  });

  it('keeps a hand-off between questions for the next one', () => {
    expect(waits([comes(0), agent(1), anEvent('handed_off', 2), comes(3), bot(4)])).toEqual([
      { since: 0, answered: 1 },
      { since: 3 },
    ]);
  });
});

describe('a dismissal', () => {
  const thanks = (at: number) => comes(at, { text_hash: THANKS });

  it('comes with a closing courtesy or a sticker after our side has written', () => {
    expect(waits([comes(0), agent(1), thanks(2)])).toEqual([
      { since: 0, answered: 1 },
      { since: 2, dismissed: ['courtesy', 2] },
    ]);
    expect(waits([comes(0), bot(1), comes(2, { kind: 'sticker' })])).toEqual([
      { since: 0, bot: 1 },
      { since: 2, dismissed: ['sticker', 2] },
    ]);
  });

  it('does not come before our side has written in this dialogue', () => {
    expect(waits([thanks(0)])).toEqual([{ since: 0 }]);
    expect(waits([auto(0), broadcast(1), thanks(2)])).toEqual([{ since: 2 }]);
    expect(waits([agent(0), thanks(3 * DAY)])).toEqual([{ since: 3 * DAY }]);
    expect(waits([agent(0), thanks(1)])).toEqual([{ since: 1, dismissed: ['courtesy', 1] }]);
  });

  it('does not come in the middle of a burst, and the next question waits again', () => {
    expect(waits([agent(0), comes(1), thanks(2)])).toEqual([{ since: 1 }]);
    expect(waits([agent(0), thanks(1), comes(2), agent(3)])).toEqual([
      { since: 1, dismissed: ['courtesy', 1] },
      { since: 2, answered: 3 },
    ]);
  });

  it('comes with other words never', () => {
    expect(waits([agent(0), comes(1, { text_hash: '778' })])).toEqual([{ since: 1 }]);
  });

  it('comes from an agent while the wait is open', () => {
    const dismissed = (at: number) => anEvent('wait_dismissed', at);
    expect(waits([comes(0), dismissed(1), agent(2)])).toEqual([{ since: 0, dismissed: ['agent', 1] }]);
    expect(waits([comes(0), bot(1), dismissed(2)])).toEqual([{ since: 0, bot: 1 }]);
    expect(waits([comes(0), bot(1), anEvent('handed_off', 2), dismissed(3)])).toEqual([
      { since: 0, bot: 1, handed_off: 2, dismissed: ['agent', 3] },
    ]);
    expect(waits([comes(0), dismissed(30 * DAY)])).toEqual([{ since: 0, dismissed: ['agent', 30 * DAY] }]);
    expect(waits([comes(0), dismissed(30 * DAY + 1)])).toEqual([{ since: 0 }]);
  });

  it('is of what had come when it was said: a wait in which more came goes on', () => {
    const seen = (upTo: number, at: number) => anEvent('wait_dismissed', at, { watermark_at: T0 + upTo });
    expect(waits([comes(0), comes(5), seen(5, 9)])).toEqual([{ since: 0, dismissed: ['agent', 9] }]);
    // Came late, and nobody had read it.
    expect(waits([comes(0), comes(5), comes(6), seen(5, 9)])).toEqual([{ since: 0 }]);
    // The wait that was meant had been answered, as turned out later; another one goes on.
    expect(waits([comes(0), agent(2), comes(6), seen(5, 9)])).toEqual([
      { since: 0, answered: 2 },
      { since: 6 },
    ]);
    // What came earlier than known makes the wait longer, not another one.
    expect(waits([comes(-3), comes(5), seen(5, 9)])).toEqual([{ since: -3, dismissed: ['agent', 9] }]);
    expect(waits([comes(0), seen(0, 9), comes(10), agent(12)])).toEqual([
      { since: 0, dismissed: ['agent', 9] },
      { since: 10, answered: 12 },
    ]);
  });

  it('comes with the closing, unless a bot has answered', () => {
    expect(waits([comes(0), anEvent('resolved', 1), agent(2)])).toEqual([
      { since: 0, dismissed: ['resolved', 1] },
    ]);
    expect(waits([comes(0), bot(1), anEvent('resolved', 2)])).toEqual([{ since: 0, bot: 1 }]);
    expect(waits([comes(0), bot(1), anEvent('resolved', 2), agent(3)])).toEqual([
      { since: 0, bot: 1, answered: 3 },
    ]);
  });

  it('is not taken back by reopening', () => {
    const events = [comes(0), anEvent('resolved', 1), anEvent('reopened', 2), comes(3), agent(4)];
    expect(waits(events)).toEqual([
      { since: 0, dismissed: ['resolved', 1] },
      { since: 3, answered: 4 },
    ]);
  });
});

describe('assignment', () => {
  const assigned = (at: number, agent_id: string) => anEvent('assigned', at, { agent_id });
  const unassigned = (at: number) => anEvent('unassigned', at);
  const held = (events: StreamEvent[]) => derive(events).waits.map((row) => row.held_by);

  it('tells when the dialogue came to whoever answered, if it was still theirs', () => {
    const at = (events: StreamEvent[]) => derive(events).waits.map((row) => after(row.assigned_at));
    expect(at([comes(0), assigned(1, '42'), agent(5)])).toEqual([1]);
    expect(at([comes(0), assigned(1, '42'), assigned(3, '42'), agent(5)])).toEqual([3]);
    expect(at([comes(0), assigned(1, '42'), assigned(2, '7'), agent(5)])).toEqual([null]);
    expect(at([comes(0), assigned(1, '42'), unassigned(2), agent(5)])).toEqual([null]);
    expect(at([comes(0), agent(5), assigned(6, '42')])).toEqual([null]);
  });

  it('lasts from dialogue to dialogue', () => {
    const rows = derive([comes(0), assigned(1, '42'), agent(2), comes(9 * DAY), agent(9 * DAY + 1)]).waits;
    expect(rows.map((row) => after(row.assigned_at))).toEqual([1, 1]);
  });

  it('charges whoever loses the dialogue with the time since the wait began or it was theirs', () => {
    const leaver = [
      assigned(-HOUR, '7'),
      comes(0),
      assigned(MINUTE, '8'),
      unassigned(3 * MINUTE),
      assigned(4 * MINUTE, '7'),
    ];
    expect(held([...leaver, agent(HOUR)])).toEqual([
      [
        { agent_id: '7', held_ms: MINUTE },
        { agent_id: '8', held_ms: 2 * MINUTE },
      ],
    ]);
  });

  it('charges nobody before the wait, after its end, for nothing, or for what they still hold', () => {
    expect(held([assigned(0, '7'), assigned(1, '8'), comes(2), agent(3), assigned(4, '9')])).toEqual([[]]);
    expect(held([comes(0), assigned(5, '7'), assigned(5, '8')])).toEqual([[]]);
    expect(held([comes(0), assigned(5, '7'), assigned(9, '7')])).toEqual([[]]);
  });

  it('goes on while only a bot has answered', () => {
    expect(held([assigned(0, '7'), comes(1), bot(2), assigned(4, '8'), comes(5), assigned(7, '9')])).toEqual([
      [{ agent_id: '7', held_ms: 3 }],
      [{ agent_id: '8', held_ms: 2 }],
    ]);
  });
});
