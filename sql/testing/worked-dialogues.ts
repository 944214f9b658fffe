import { readFileSync } from 'node:fs';
import type { EventInput } from '@parley/contracts';
import { DateTime } from 'luxon';
import {
  aBotReply,
  aBroadcastMessage,
  aButtonPress,
  aDeletion,
  aDismissal,
  aHandOff,
  aMessage,
  anAssignment,
  anAutoReply,
  anEdit,
  aReaction,
  aReply,
  aResolution,
} from './factories/index.js';

/** The clock of the table. */
export const WORKED_ZONE = 'Europe/Berlin';
const YEAR = 2026;
/** What `@word` behind a message means; without one it is the office. */
export const WORKED_ACCOUNTS = { office: 1, round: 2, none: 3, blind: 4 } as const;

/** What is expected of one wait; a length is in milliseconds, null = not known or no such thing. */
export interface WorkedWait {
  kind: 'first' | 'next';
  state: string;
  /** Who answered (`person`: somebody unnamed), or what dismissed it; '' otherwise. */
  by: string;
  first: number | null;
  open: number | null;
  last: number | null;
  agent: number | null;
  agentOpen: number | null;
}

/** One line of the table. */
export interface WorkedDialogue {
  number: number;
  title: string;
  accountId: number;
  events: EventInput[];
  /** What reaches us after all that. */
  late: EventInput[];
  askedAt: Date;
  dialogues: number;
  waits: WorkedWait[];
  /** Such as `shared`, `returned`, `held anna 19m`. */
  beside: string[];
}

/** The contact of a line: nobody else is in it. */
export const contactOf = (number: number) => `line-${number}`;

/** The lines of the table «Worked dialogues» in docs/metrics.md. Throws where a line cannot be read. */
export function workedDialogues(): WorkedDialogue[] {
  const page = readFileSync(new URL('../../docs/metrics.md', import.meta.url), 'utf8');
  const chapter = page.split('\n## ').find((part) => part.startsWith('Worked dialogues'));
  if (chapter === undefined) throw new Error('docs/metrics.md has no chapter «Worked dialogues»');
  return chapter
    .split('\n')
    .filter((line) => /^\|\s*\d/.test(line))
    .map((line) =>
      lineOf(
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      ),
    );
}

function lineOf(cells: string[]): WorkedDialogue {
  const [number, title, happens, dialogues, waits, first, open, last, agent, agentOpen, beside] = cells as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const story = storyOf(Number(number), happens);
  const at = (cell: string) => partsOf(cell, ';').map(lengthOf);
  const columns = [first, open, last, agent, agentOpen].map(at);
  return {
    number: Number(number),
    title,
    ...story,
    dialogues: Number(dialogues),
    waits: partsOf(waits, ';').map((wait, index) => {
      const [kind, state, by = ''] = wait.split(' ');
      const length = (column: number) => columns[column]?.[index] ?? null;
      return {
        kind: kind as WorkedWait['kind'],
        state: state ?? '',
        by,
        first: length(0),
        open: length(1),
        last: length(2),
        agent: length(3),
        agentOpen: length(4),
      };
    }),
    beside: partsOf(beside, '·'),
  };
}

const partsOf = (cell: string, by: string) =>
  cell
    .split(by)
    .map((part) => part.trim())
    .filter(Boolean);

const UNITS: Record<string, number> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 };

/** `1d 2h 3m 4s` in milliseconds; `–` is null. */
export function lengthOf(text: string): number | null {
  if (text === '–') return null;
  return text.split(' ').reduce((sum, part) => {
    const unit = UNITS[part.slice(-1)];
    const count = Number(part.slice(0, -1));
    if (unit === undefined || Number.isNaN(count)) throw new Error(`${part} is no length of time`);
    return sum + count * unit;
  }, 0);
}

function storyOf(number: number, happens: string) {
  const events: EventInput[] = [];
  const late: EventInput[] = [];
  let askedAt = DateTime.fromISO(`${YEAR}-12-01T12:00`, { zone: WORKED_ZONE }).toJSDate();
  let accountId: number = WORKED_ACCOUNTS.office;
  let day = '';
  let sentence = events;
  partsOf(happens, '·').forEach((step, index) => {
    const words = step.split(' ');
    if (words[0] === 'late') sentence = late;
    if (words[0] === 'late' || words[0] === 'asked') words.shift();
    if (!words[0]?.includes(':')) day = `${words.shift()} ${words.shift()}`;
    const moment = momentOf(day, words.shift() ?? '');
    if (step.startsWith('asked ')) return void (askedAt = moment);
    const [who = '', place] = (words.shift() ?? '').split('@');
    if (place !== undefined) accountId = WORKED_ACCOUNTS[place as keyof typeof WORKED_ACCOUNTS];
    sentence.push({
      ...eventOf(who, words.join(' ')),
      id: `line-${number}-${index}`,
      contact: { id: contactOf(number) },
      account_id: String(accountId),
      occurred_at: moment.toISOString(),
    } as EventInput);
  });
  return { events, late, askedAt, accountId };
}

function momentOf(day: string, time: string): Date {
  const format = time.length > 8 ? 'HH:mm:ss.SSS' : time.length > 5 ? 'HH:mm:ss' : 'HH:mm';
  const moment = DateTime.fromFormat(`${day} ${YEAR} ${time}`, `d MMM yyyy ${format}`, {
    zone: WORKED_ZONE,
    locale: 'en',
  });
  if (!moment.isValid) throw new Error(`${day} ${time} is no moment`);
  return moment.toJSDate();
}

/** What one word of the table is. `rest`: the text of a message, or of whom else it speaks. */
function eventOf(who: string, rest: string): EventInput {
  switch (who) {
    case 'client':
      return aMessage(rest === '' ? {} : { text: rest });
    case 'sticker':
      return aMessage({ kind: 'sticker', text: undefined });
    case 'button':
      return aButtonPress();
    case 'reaction':
      return aReaction();
    case 'edit':
      return anEdit();
    case 'delete':
      return aDeletion();
    case 'bot':
      return aBotReply();
    case 'auto':
      return anAutoReply();
    case 'broadcast':
      return aBroadcastMessage();
    case 'hand-off':
      return aHandOff();
    case 'assign':
      return anAssignment({ agent: { id: rest } });
    case 'dismiss':
      return aDismissal();
    case 'resolve':
      return aResolution();
    case 'call':
      return aReply({ kind: 'call', agent: { id: rest } });
    case 'person':
      return aReply({ agent: undefined });
    case 'anna':
    case 'boris':
      return aReply({ agent: { id: who } });
    default:
      throw new Error(`nobody knows what «${who}» does`);
  }
}
