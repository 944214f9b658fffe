import {
  aBotReply,
  aBroadcastMessage,
  aDismissal,
  aHandOff,
  aMessage,
  anAssignment,
  anAutoReply,
  anUnassignment,
  anUnknownReply,
  aReply,
  aResolution,
} from '../factories/index.js';
import { derivedTables } from './index.js';
import { MINUTE, at, told, waits } from './told.js';

describe('the oracle: waits', () => {
  it('counts a burst from its first message and closes it once', () => {
    const input = told([
      aMessage(at(0)),
      aMessage(at(MINUTE)),
      aReply(at(2 * MINUTE)),
      aReply(at(3 * MINUTE)),
    ]);
    expect(waits(input, 'waiting_since', 'last_incoming_at', 'answered_at', 'is_first')).toEqual([
      [0, MINUTE, 2 * MINUTE, 1],
    ]);
  });

  it('times from the last message before the burst settled, when that is the rule', () => {
    const written = [0, MINUTE, 2 * MINUTE, 3 * MINUTE + 1, 3 * MINUTE + 2];
    const events = [...written.map((time) => aMessage(at(time))), aReply(at(9 * MINUTE))];
    expect(waits(told(events, {}, { clock_starts: 'last' }), 'waiting_since', 'clock_started_at')).toEqual([
      [0, 2 * MINUTE],
    ]);
    expect(waits(told(events), 'waiting_since', 'clock_started_at')).toEqual([[0, 0]]);
    const answered = [aMessage(at(0)), aReply(at(1)), aMessage(at(2)), aMessage(at(3))];
    expect(waits(told(answered, {}, { clock_starts: 'last' }), 'waiting_since', 'clock_started_at')).toEqual([
      [0, 0],
      [2, 3],
    ]);
  });

  it('never takes an automatic reply, a broadcast or a call for an answer', () => {
    const input = told([
      aMessage(at(0)),
      anAutoReply(at(1)),
      aBroadcastMessage(at(2)),
      aReply({ ...at(3), kind: 'call' }),
    ]);
    expect(waits(input, 'answered_at', 'bot_answered_at')).toEqual([[0, 0]]);
  });

  it('lets an unknown sender act as the account says', () => {
    const events = [aMessage(at(0)), anUnknownReply(at(1))];
    expect(waits(told(events), 'answered_at', 'bot_answered_at')).toEqual([[0, 1]]);
    expect(waits(told(events, { default_sender: 'agent' }), 'answered_at', 'answered_by')).toEqual([
      [1, '0'],
    ]);
  });

  it('dismisses a closing courtesy and a sticker only after our side has written', () => {
    const thanks = { text: 'Thanks!' };
    const input = told([
      aMessage({ ...at(0), ...thanks }),
      aReply(at(1)),
      aMessage({ ...at(2), ...thanks }),
      aMessage({ ...at(3), kind: 'sticker', text: undefined }),
    ]);
    expect(waits(input, 'waiting_since', 'answered_at', 'dismissed_at', 'dismissed_by')).toEqual([
      [0, 1, 0, ''],
      [2, 0, 2, 'courtesy'],
      [3, 0, 3, 'sticker'],
    ]);
  });

  it('is dismissed by an agent or by the close, but not while a bot’s answer stands', () => {
    const fronted = [aMessage(at(0)), aBotReply(at(1))];
    expect(waits(told([aMessage(at(0)), aDismissal(at(1))]), 'dismissed_at', 'dismissed_by')).toEqual([
      [1, 'agent'],
    ]);
    expect(waits(told([aMessage(at(0)), aResolution(at(1))]), 'dismissed_by')).toEqual([['resolved']]);
    expect(waits(told([...fronted, aDismissal(at(2)), aResolution(at(3))]), 'dismissed_by')).toEqual([['']]);
    expect(
      waits(
        told([...fronted, aHandOff(at(2)), aBotReply(at(3)), aResolution(at(4))]),
        'handed_off_at',
        'dismissed_by',
      ),
    ).toEqual([[2, 'resolved']]);
  });

  it('is dismissed only as far as it had been seen', () => {
    const burst = [aMessage(at(0)), aMessage(at(5))];
    const upTo = (time: number) => aDismissal({ ...at(9), watermark_at: at(time).occurred_at });
    expect(waits(told([...burst, upTo(5)]), 'dismissed_at')).toEqual([[9]]);
    expect(waits(told([...burst, upTo(4)]), 'dismissed_at')).toEqual([[0]]);
  });

  it('opens none where outgoing messages cannot be seen yet', () => {
    const events = [aMessage(at(0)), aReply(at(5)), aMessage(at(6))];
    expect(waits(told(events, { outgoing: 'never' }))).toEqual([]);
    expect(waits(told(events, { outgoing: 'auto' }), 'waiting_since')).toEqual([[6]]);
    expect(waits(told(events), 'waiting_since')).toEqual([[0], [6]]);
  });

  it('says who held it before, and since when it was his who answered', () => {
    const [oleg, maria] = [{ agent: { id: 'oleg' } }, { agent: { id: 'maria' } }];
    const input = told([
      anAssignment({ ...at(0), ...oleg }),
      aMessage(at(10)),
      anUnassignment(at(15)),
      anAssignment({ ...at(20), ...oleg }),
      anAssignment({ ...at(30), ...maria }),
      aReply({ ...at(40), ...maria }),
      anAssignment({ ...at(50), ...oleg }),
    ]);
    const [row] = derivedTables(input).waits_v1;
    const held = (row?.['held_by'] as [string, string][]).map(([, ms]) => ms);
    expect(held).toEqual(['5', '10']);
    expect(waits(input, 'assigned_at')).toEqual([[30]]);
  });
});
