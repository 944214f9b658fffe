import type { EventInput } from '@parley/contracts';
import {
  aBotReply,
  aBroadcastMessage,
  aButtonPress,
  aHandOff,
  aMessage,
  anAutoReply,
  anUnknownReply,
  aReopening,
  aReply,
  aResolution,
  aStart,
} from '../factories/index.js';
import { MINUTE, HOUR, DAY, at, told, dialogues } from './told.js';

describe('the oracle: dialogues', () => {
  it('keeps messages exactly G apart together and parts them one millisecond later', () => {
    const answered = [aMessage(at(0)), aReply(at(MINUTE))];
    expect(dialogues(told([...answered, aMessage(at(MINUTE + DAY))]), 'started_at', 'ended_at')).toEqual([
      [0, MINUTE + DAY],
    ]);
    expect(
      dialogues(told([...answered, aMessage(at(MINUTE + DAY + 1))]), 'started_at', 'previous_ended_at'),
    ).toEqual([
      [0, 0],
      [MINUTE + DAY + 1, MINUTE],
    ]);
  });

  it('keeps a dialogue open for exactly 30 days while somebody waits', () => {
    expect(dialogues(told([aMessage(at(0)), aReply(at(30 * DAY))]), 'ended_at', 'starter')).toEqual([
      [30 * DAY, 'contact'],
    ]);
    expect(dialogues(told([aMessage(at(0)), aReply(at(30 * DAY + 1))]), 'started_at', 'starter')).toEqual([
      [0, 'contact'],
      [30 * DAY + 1, 'agent'],
    ]);
  });

  it('lets a bot end the waiting, and a hand-off take it up again', () => {
    const fronted = [aMessage(at(0)), aBotReply(at(1))];
    expect(dialogues(told([...fronted, aReply(at(2 * DAY))]), 'started_at')).toEqual([[0], [2 * DAY]]);
    expect(dialogues(told([...fronted, aHandOff(at(2)), aReply(at(2 * DAY))]), 'ended_at')).toEqual([
      [2 * DAY],
    ]);
  });

  it('prolongs by a pressed button but not by a broadcast, which is only counted', () => {
    const answered = [aMessage(at(0)), aReply(at(0))];
    const later = aMessage(at(DAY + HOUR));
    expect(dialogues(told([...answered, aButtonPress(at(2 * HOUR)), later]), 'ended_at')).toEqual([
      [DAY + HOUR],
    ]);
    expect(
      dialogues(
        told([...answered, aBroadcastMessage(at(2 * HOUR)), later]),
        'ended_at',
        'messages_sent',
        'messages_sent_in_broadcasts',
        'starter',
      ),
    ).toEqual([
      [0, 1, 1, 'contact'],
      [DAY + HOUR, 0, 0, 'broadcast_reply'],
    ]);
  });

  it('begins anew after a close, unless it is taken back', () => {
    const closed = [aMessage(at(0)), aReply(at(1)), aResolution(at(2))];
    expect(dialogues(told([...closed, aMessage(at(3))]), 'started_at', 'resolved_at')).toEqual([
      [0, 2],
      [3, 0],
    ]);
    expect(
      dialogues(told([...closed, aReopening(at(3)), aMessage(at(4))]), 'ended_at', 'resolved_at'),
    ).toEqual([[4, 0]]);
    expect(dialogues(told([...closed, aReply(at(5))]), 'ended_at', 'resolved_at')).toEqual([[5, 2]]);
  });

  it('holds at most 1000 messages unless somebody waits', () => {
    const talk = Array.from({ length: 1001 }, (_, index) => aReply(at(index)));
    expect(dialogues(told(talk), 'messages_sent')).toEqual([[1000], [1]]);
    const question = Array.from({ length: 1001 }, (_, index) => aMessage(at(index)));
    expect(dialogues(told(question), 'messages_received')).toEqual([[1001]]);
  });

  it('lasts at most 183 days unless somebody waits', () => {
    const days = (...messages: number[]) => messages.map((day) => aReply(at(day * DAY)));
    const monthly = days(0, 30, 60, 90, 120, 150, 180);
    const account = { silence_gap_seconds: 30 * 86_400 };
    expect(dialogues(told([...monthly, aReply(at(183 * DAY))], account), 'ended_at')).toEqual([[183 * DAY]]);
    expect(dialogues(told([...monthly, aReply(at(183 * DAY + 1))], account), 'started_at')).toEqual([
      [0],
      [183 * DAY + 1],
    ]);
    const waiting = [...monthly, aMessage(at(181 * DAY)), aReply(at(184 * DAY))];
    expect(dialogues(told(waiting, account), 'ended_at')).toEqual([[184 * DAY]]);
  });

  it('names who started', () => {
    const starter = (...events: EventInput[]) => dialogues(told(events), 'starter').flat();
    expect(starter(anAutoReply(at(0)), aMessage(at(1)))).toEqual(['contact']);
    expect(starter(aReply(at(0)), aMessage(at(1)))).toEqual(['agent']);
    expect(starter(aBotReply(at(0)))).toEqual(['bot']);
    expect(starter(anUnknownReply(at(0)))).toEqual(['bot']);
    expect(starter(anAutoReply(at(0)))).toEqual(['bot']);
    expect(starter(aStart(at(0)), aBotReply(at(DAY)))).toEqual(['contact']);
    expect(starter(aStart(at(0)), aBotReply(at(DAY + 1)))).toEqual(['bot']);
    expect(starter(aBroadcastMessage({ ...at(0), id: 'b' }), aMessage(at(DAY)))).toEqual(['broadcast_reply']);
    expect(starter(aBroadcastMessage(at(0)), aMessage(at(DAY + 1)))).toEqual(['contact']);
    expect(
      starter(aBroadcastMessage({ ...at(0), id: 'b' }), aMessage({ ...at(9 * DAY), reply_to: 'b' })),
    ).toEqual(['broadcast_reply']);
  });
});
