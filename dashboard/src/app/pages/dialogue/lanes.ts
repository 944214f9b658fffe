import type {
  DialogueTimeline,
  TimelineEntry,
  TimelineType,
  TimelineWait,
  WaitState,
} from '@parley/contracts';
import { type Axis, axisOf } from './axis';

export interface LaneTexts {
  contact: string;
  bot: string;
  unknown: string;
  other: string;
  nobody: string;
}

export interface Mark {
  id: string;
  x: number;
  y: number;
  isMessage: boolean;
  entry: TimelineEntry;
}
export interface Lane {
  id: string;
  name: string;
  kind: 'contact' | 'bot' | 'agent' | 'unknown' | 'other';
  y: number;
}
export interface Span {
  wait: TimelineWait;
  x: number;
  width: number;
  y: number;
  state: WaitState;
  /** It goes on, or went on unanswered, until the moment of asking. */
  isOpen: boolean;
  /** Where a bot handed it to people, or it was assigned. */
  ticks: number[];
}
export interface Picture {
  axis: Axis;
  lanes: Lane[];
  marks: Mark[];
  spans: Span[];
  height: number;
}

export const LANE = 34;
const WAITS_ROW = 24;
const TOP = 8;
const MESSAGES: readonly TimelineType[] = ['message_received', 'message_sent'];
const OF_CONTACT: readonly TimelineType[] = [
  'message_received',
  'button_pressed',
  'reaction_added',
  'reaction_removed',
  'conversation_started',
  'referral_received',
  'link_clicked',
  'widget_opened',
  'rated',
];

const ms = (at: string): number => Date.parse(at);
export const isMessage = ({ type }: Pick<TimelineEntry, 'type'>): boolean => MESSAGES.includes(type);

/** Whose line an event stands on. */
export function laneOf(entry: Pick<TimelineEntry, 'type' | 'sender' | 'agent_id'>): string {
  if (OF_CONTACT.includes(entry.type)) return 'contact';
  if (entry.sender === 'bot' || entry.sender === 'auto' || entry.sender === 'broadcast') return 'bot';
  if (entry.agent_id !== null && entry.agent_id !== '0') return `agent ${entry.agent_id}`;
  return isMessage(entry) ? 'unknown' : 'other';
}

const ORDER: Lane['kind'][] = ['contact', 'bot', 'agent', 'unknown', 'other'];
const kindOf = (lane: string): Lane['kind'] => ORDER.find((kind) => lane === kind) ?? 'agent';

/** What the picture of a dialogue shows and where; `room`: pixels of its width. */
export function pictureOf(
  { events, waits, computed_at }: Pick<DialogueTimeline, 'events' | 'waits' | 'computed_at'>,
  room: number,
  texts: LaneTexts,
): Picture {
  const now = ms(computed_at);
  const endOf = (wait: TimelineWait) => (wait.to === null ? now : ms(wait.to));
  const axis = axisOf(
    [
      ...events.map(({ occurred_at }) => ms(occurred_at)),
      ...waits.flatMap((wait) => [ms(wait.from), endOf(wait)]),
    ],
    room,
  );
  const rows = rowsOf(waits.map((wait) => ({ from: ms(wait.from), to: endOf(wait) })));
  const waitsHeight = (waits.length > 0 ? Math.max(...rows) + 1 : 0) * WAITS_ROW;
  const spans = waits.map((wait, index): Span => {
    const x = axis.at(ms(wait.from));
    return {
      wait,
      x,
      width: Math.max(4, axis.at(endOf(wait)) - x),
      y: TOP + (rows[index] ?? 0) * WAITS_ROW,
      state: wait.wait_state,
      isOpen: wait.to === null,
      ticks: [wait.handed_off_at, wait.assigned_at]
        .filter((at) => at !== null)
        .map(ms)
        .filter((at) => at > ms(wait.from) && at < endOf(wait))
        .map((at) => axis.at(at)),
    };
  });
  const names = new Map<string, string>([
    ['contact', texts.contact],
    ['bot', texts.bot],
    ['unknown', texts.unknown],
    ['other', texts.other],
  ]);
  for (const entry of events) {
    const lane = laneOf(entry);
    if (kindOf(lane) === 'agent') names.set(lane, entry.agent_name ?? texts.nobody);
  }
  const used = new Set(['contact', ...events.map(laneOf)]);
  const lanes = [...names.keys()]
    .filter((id) => used.has(id))
    .sort((a, b) => ORDER.indexOf(kindOf(a)) - ORDER.indexOf(kindOf(b)))
    .map((id, index): Lane => ({
      id,
      name: names.get(id) ?? '',
      kind: kindOf(id),
      y: TOP + waitsHeight + LANE * (index + 0.5),
    }));
  const yOf = new Map(lanes.map(({ id, y }) => [id, y]));
  return {
    axis,
    lanes,
    spans,
    marks: events.map((entry) => ({
      id: entry.event_id,
      x: axis.at(ms(entry.occurred_at)),
      y: yOf.get(laneOf(entry)) ?? 0,
      isMessage: isMessage(entry),
      entry,
    })),
    height: TOP + waitsHeight + LANE * lanes.length + TOP,
  };
}

/** In which row each span stands so that none covers another: the first that is free. */
export function rowsOf(spans: readonly { from: number; to: number }[]): number[] {
  const ends: number[] = [];
  return spans.map(({ from, to }) => {
    const free = ends.findIndex((end) => end <= from);
    const row = free === -1 ? ends.length : free;
    ends[row] = to;
    return row;
  });
}
