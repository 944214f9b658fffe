import type { EventInput } from '@parley/contracts';

/** The period that holds every case, as [from, to), and the `now` by which all unanswered waits are abandoned. */
export const BOUNDARIES_FROM = new Date('2026-03-01T00:00:00Z');
export const BOUNDARIES_TO = new Date('2026-05-01T00:00:00Z');
export const BOUNDARIES_NOW = new Date('2026-06-15T00:00:00Z');

const MS = 1;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse('2026-03-02T09:00:00Z');

type Who = 'contact' | 'thanks' | 'agent' | 'bot' | 'auto' | 'broadcast' | 'handed_off';
type WaitEnd = 'answered' | 'dismissed' | 'bot_answered' | 'abandoned';

/** One contact, what happened, and what the reports must make of it. */
export interface BoundaryCase {
  /** Also the contact's id. */
  name: string;
  /** When (milliseconds after the first message), and who. */
  steps: readonly (readonly [after: number, who: Who])[];
  /** Dialogues with at least one incoming message. */
  dialogues: number;
  is_repeat: boolean;
  /** The waits in their order, as they stand at {@link BOUNDARIES_NOW}. */
  waits: readonly WaitEnd[];
}

/** Silence gap, repeat and unanswered thresholds are 24 hours; the account sees its outgoing messages. */
export const BOUNDARY_CASES: readonly BoundaryCase[] = [
  {
    name: 'exactly 24 h after the answer: the same dialogue',
    steps: [
      [0, 'contact'],
      [HOUR, 'agent'],
      [HOUR + DAY, 'contact'],
    ],
    dialogues: 1,
    is_repeat: false,
    waits: ['answered', 'abandoned'],
  },
  {
    name: '24 h and 1 ms after the answer: a new dialogue, a repeat contact',
    steps: [
      [0, 'contact'],
      [HOUR, 'agent'],
      [HOUR + DAY + MS, 'contact'],
    ],
    dialogues: 2,
    is_repeat: true,
    waits: ['answered', 'abandoned'],
  },
  {
    name: '24 h and 1 ms with the wait open: the same dialogue',
    steps: [
      [0, 'contact'],
      [DAY + MS, 'contact'],
    ],
    dialogues: 1,
    is_repeat: false,
    waits: ['abandoned'],
  },
  {
    name: 'exactly 30 days with the wait open: the same dialogue',
    steps: [
      [0, 'contact'],
      [30 * DAY, 'contact'],
    ],
    dialogues: 1,
    is_repeat: false,
    waits: ['abandoned'],
  },
  {
    name: '30 days and 1 ms with the wait open: a new dialogue, a repeat contact',
    steps: [
      [0, 'contact'],
      [30 * DAY + MS, 'contact'],
    ],
    dialogues: 2,
    is_repeat: true,
    waits: ['abandoned', 'abandoned'],
  },
  {
    name: 'an automatic reply in between leaves the wait open: the same dialogue',
    steps: [
      [0, 'contact'],
      [MINUTE, 'auto'],
      [2 * DAY, 'contact'],
    ],
    dialogues: 1,
    is_repeat: false,
    waits: ['abandoned'],
  },
  {
    name: 'an automatic reply does not move the 30 days',
    steps: [
      [0, 'contact'],
      [DAY, 'auto'],
      [30 * DAY + MS, 'contact'],
    ],
    dialogues: 2,
    is_repeat: true,
    waits: ['abandoned', 'abandoned'],
  },
  {
    name: 'more than 24 h after the last incoming, less after our answer: no repeat',
    steps: [
      [0, 'contact'],
      [10 * HOUR, 'agent'],
      [30 * HOUR, 'contact'],
    ],
    dialogues: 1,
    is_repeat: false,
    waits: ['answered', 'abandoned'],
  },
  {
    name: 'a question of Friday answered on Monday: one dialogue, one answered wait',
    steps: [
      [0, 'contact'],
      [70 * HOUR, 'agent'],
    ],
    dialogues: 1,
    is_repeat: false,
    waits: ['answered'],
  },
  {
    name: 'an answer after exactly 30 days still answers',
    steps: [
      [0, 'contact'],
      [30 * DAY, 'agent'],
    ],
    dialogues: 1,
    is_repeat: false,
    waits: ['answered'],
  },
  {
    name: 'an answer after 30 days and 1 ms is outreach; the wait stays abandoned',
    steps: [
      [0, 'contact'],
      [30 * DAY + MS, 'agent'],
    ],
    dialogues: 1,
    is_repeat: false,
    waits: ['abandoned'],
  },
  {
    name: 'a broadcast in between does not lengthen the dialogue; its reply is a repeat contact',
    steps: [
      [0, 'contact'],
      [HOUR, 'agent'],
      [20 * HOUR, 'broadcast'],
      [HOUR + DAY + MS, 'contact'],
    ],
    dialogues: 2,
    is_repeat: true,
    waits: ['answered', 'abandoned'],
  },
  {
    name: 'a closing thank-you leaves no wait open',
    steps: [
      [0, 'contact'],
      [HOUR, 'agent'],
      [2 * HOUR, 'thanks'],
      [2 * HOUR + DAY + MS, 'contact'],
    ],
    dialogues: 2,
    is_repeat: true,
    waits: ['answered', 'dismissed', 'abandoned'],
  },
  {
    name: 'a bot has answered: silence ends the dialogue',
    steps: [
      [0, 'contact'],
      [MINUTE, 'bot'],
      [MINUTE + DAY + MS, 'contact'],
    ],
    dialogues: 2,
    is_repeat: true,
    waits: ['bot_answered', 'abandoned'],
  },
  {
    name: 'a bot has handed off: the wait is open again and silence does not end the dialogue',
    steps: [
      [0, 'contact'],
      [MINUTE, 'bot'],
      [2 * MINUTE, 'handed_off'],
      [MINUTE + DAY + MS, 'contact'],
    ],
    dialogues: 1,
    is_repeat: false,
    waits: ['abandoned'],
  },
];

/** The events of every case, sorted by time. */
export function boundaries(accountId: string): EventInput[] {
  return BOUNDARY_CASES.flatMap(({ name, steps }) =>
    steps.map(([after, who], index) =>
      toEvent(who, { account_id: accountId, name, index, occurred_at: START + after }),
    ),
  ).sort((a, b) => Number(a.occurred_at) - Number(b.occurred_at));
}

function toEvent(
  who: Who,
  of: { account_id: string; name: string; index: number; occurred_at: number },
): EventInput {
  const { account_id, occurred_at } = of;
  const base = { account_id, occurred_at, id: `${of.name} #${of.index}`, contact: { id: of.name } };
  switch (who) {
    case 'contact':
      return { type: 'message_received', ...base, text: 'Is it in stock?' };
    case 'thanks':
      return { type: 'message_received', ...base, text: 'Спасибо!' };
    case 'agent':
      return {
        type: 'message_sent',
        ...base,
        sender: 'agent',
        agent: { id: '1', name: 'Oleg' },
        text: 'Yes',
      };
    case 'broadcast':
      return {
        type: 'message_sent',
        ...base,
        sender: 'broadcast',
        broadcast: { id: 'spring' },
        text: 'Sale',
      };
    case 'bot':
    case 'auto':
      return { type: 'message_sent', ...base, sender: who, text: 'We will be right with you' };
    case 'handed_off':
      return { type: 'handed_off', ...base };
  }
}
