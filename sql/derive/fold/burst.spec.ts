import type { ClockStart } from '@parley/contracts';
import { deriveIdentity } from './derive-identity.js';
import {
  DAY,
  MINUTE,
  SECOND,
  T0,
  agent,
  auto,
  bot,
  broadcast,
  comes,
  anEvent,
  settings,
} from './spec-stream.js';
import type { StreamEvent } from './stream-event.js';

const SETTLE = MINUTE;

/** Where the clock of each wait starts and what it measures until the answer, in milliseconds; null without one. */
function clocks(events: StreamEvent[], clockStarts: ClockStart = 'last') {
  const { waits } = deriveIdentity(events, { ...settings(), settleMs: SETTLE, clockStarts });
  return waits.map((row) => [
    row.waiting_since - T0,
    row.clock_started_at - T0,
    row.answered_at === 0 ? null : row.answered_at - row.clock_started_at,
  ]);
}

describe('the clock of a wait', () => {
  const burst = [comes(0), comes(20 * SECOND), comes(50 * SECOND), agent(5 * MINUTE)];

  it('starts with the first message of a burst unless told otherwise', () => {
    expect(clocks(burst, 'first')).toEqual([[0, 0, 5 * MINUTE]]);
  });

  it('starts with the last one where bursts have to settle; the wait is the same and begins as before', () => {
    expect(clocks(burst)).toEqual([[0, 50 * SECOND, 250 * SECOND]]);
  });

  it('leaves a note of where the burst settled, whichever message starts it', () => {
    const settled = (clockStarts: ClockStart) =>
      deriveIdentity(burst, { ...settings(), settleMs: SETTLE, clockStarts }).waits.map(
        ({ settled_at }) => settled_at - T0,
      );
    expect(settled('first')).toEqual([50 * SECOND]);
    expect(settled('last')).toEqual([50 * SECOND]);
  });

  it('moves on with a message exactly so much later, and stays with one a millisecond later', () => {
    expect(clocks([comes(0), comes(SETTLE), agent(DAY)])).toEqual([[0, SETTLE, DAY - SETTLE]]);
    expect(clocks([comes(0), comes(SETTLE + 1), agent(DAY)])).toEqual([[0, 0, DAY]]);
  });

  it('is counted from message to message, however long the burst becomes', () => {
    const long = Array.from({ length: 10 }, (_, index) => comes(index * SETTLE));
    expect(clocks([...long, agent(DAY)])).toEqual([[0, 9 * SETTLE, DAY - 9 * SETTLE]]);
  });

  it('stays where the burst settled, whatever urging follows', () => {
    const urging = [comes(0), comes(30 * SECOND), comes(10 * MINUTE), comes(10 * MINUTE + SECOND)];
    expect(clocks([...urging, agent(DAY)])).toEqual([[0, 30 * SECOND, DAY - 30 * SECOND]]);
  });

  it('ends with an answer inside the burst; what is written after it is the next wait with a clock of its own', () => {
    const answered = [
      comes(0),
      comes(10 * SECOND),
      agent(15 * SECOND),
      comes(20 * SECOND),
      comes(40 * SECOND),
    ];
    expect(clocks([...answered, agent(MINUTE)])).toEqual([
      [0, 10 * SECOND, 5 * SECOND],
      [20 * SECOND, 40 * SECOND, 20 * SECOND],
    ]);
  });

  it('is not moved by what is no message of the contact', () => {
    const button = anEvent('button_pressed', 20 * SECOND);
    const between = [comes(0), auto(SECOND), broadcast(2 * SECOND), button, comes(70 * SECOND)];
    expect(clocks([...between, agent(DAY)])).toEqual([[0, 0, DAY]]);
  });

  it('starts anew after a bot answered, and goes on where people took over from it', () => {
    expect(clocks([comes(0), bot(SECOND), comes(20 * SECOND), agent(MINUTE)])).toEqual([
      [0, 0, null],
      [20 * SECOND, 20 * SECOND, 40 * SECOND],
    ]);
    const handedOff = [comes(0), bot(SECOND), anEvent('handed_off', 2 * SECOND), comes(20 * SECOND)];
    expect(clocks([...handedOff, agent(MINUTE)])).toEqual([[0, 20 * SECOND, 40 * SECOND]]);
  });

  it('decides nothing about dialogues: a wait keeps one open for 30 days from its first message', () => {
    const events = [comes(0), comes(SETTLE), comes(30 * DAY + 1)];
    const dialogues = (clockStarts: ClockStart) =>
      deriveIdentity(events, { ...settings(), clockStarts }).dialogues;
    expect(dialogues('last')).toEqual(dialogues('first'));
    expect(dialogues('last')).toHaveLength(2);
  });
});
