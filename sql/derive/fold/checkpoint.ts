import type { AssigneeState } from './assignee.js';
import type { DialoguesState } from './dialogues.js';
import type { StatusesState } from './message-statuses.js';
import type { PresenceState } from './presence.js';
import { NONE, type StreamEvent } from './stream-event.js';
import type { StartsState } from './starts.js';
import type { SubscriptionsState } from './subscriptions.js';
import type { TouchesState } from './touches.js';

/** What the fold of one identity carries on over an instant at which no dialogue goes on. Plain JSON. */
export interface CarriedState {
  dialogues: DialoguesState;
  assignee: AssigneeState;
  touches: TouchesState;
  starts: StartsState;
  subscriptions: SubscriptionsState;
  statuses: StatusesState;
  presence: PresenceState;
}

/**
 * Where a fold may go on without what came before: the start of a dialogue, which begins whatever else happens, since
 * the one before it is over. As long as nothing at or before `since` changes, every row before it stays as it is, and a
 * fold from here makes the very rows from there on that a fold of everything makes, unless an event {@link reachesBack}.
 */
export interface Checkpoint {
  /** The dialogue's first instant, milliseconds UTC. */
  since: number;
  state: CarriedState;
  /** Short forms of the ids of all events and messages before: whoever names one of them reaches back. */
  ids: readonly number[];
}

/** What a checkpoint may remember: beyond, reading everything costs less than carrying the ids along. */
const MOST_IDS = 20_000;

/** The last nine digits of an id. Two ids with one short form only cost the reading of a whole history. */
const shortOf = (id: string) => Number(id.length > 9 ? id.slice(-9) : id);

/** The ids that a fold has seen, in the order of the stream. */
export class SeenIds {
  private readonly ids: number[];

  constructor(before: readonly number[] = []) {
    this.ids = [...before];
  }

  get count(): number {
    return this.ids.length;
  }

  add({ event_id, message_id }: StreamEvent): void {
    if (this.ids.length > MOST_IDS) return;
    this.ids.push(shortOf(event_id));
    if (message_id !== NONE) this.ids.push(shortOf(message_id));
  }

  /** The first of them; null when there are too many to carry along. */
  first(count: number): readonly number[] | null {
    return count > MOST_IDS ? null : this.ids.slice(0, count);
  }
}

/**
 * Whether one of the events since a checkpoint concerns what lies before it: it repeats an event, a status or a reply
 * names a message, or says more of all that was sent by then. Then only the whole history tells.
 */
export function reachesBack({ state, ids }: Checkpoint, events: readonly StreamEvent[]): boolean {
  const { lastSentAt, deliveredTo, readTo } = state.statuses;
  const named = new Set<number>();
  for (const { type, event_id, message_id, reply_to, watermark_at } of events) {
    named.add(shortOf(event_id));
    if (message_id !== NONE) named.add(shortOf(message_id));
    if (reply_to !== NONE) named.add(shortOf(reply_to));
    if (type === 'message_delivered' && watermark_at > deliveredTo && lastSentAt > deliveredTo) return true;
    if (type === 'message_read' && watermark_at > readTo && lastSentAt > readTo) return true;
  }
  return ids.some((id) => named.has(id));
}
