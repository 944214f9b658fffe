import { type TimelineEntry, timelineEntry, type TimelineType } from '@parley/contracts';
import type { ClickHouse, RequestOptions } from '../lib/client.js';
import { readSql } from '../lib/sql-file.js';

/** A dialogue as its rows name it. */
export interface DialogueKey {
  identity_id: string;
  /** Milliseconds UTC. */
  started_ms: number;
  first_event_id: string;
}

export interface FoundDialogue extends DialogueKey {
  ended_ms: number;
  /** 0: it is the first one. */
  previous_ended_ms: number;
  /** 0: there is no later one. */
  next_started_ms: number;
}

interface Workspace {
  workspace_id: number;
  definition_id: number;
}

const FIND = readSql(import.meta.url, 'find-dialogue.sql');
const EVENTS = readSql(import.meta.url, 'events.sql');
const CONVERSATIONS = readSql(import.meta.url, 'conversations.sql');

const LARGEST_ID = 2n ** 64n - 1n;
/** The last instant that a DateTime64(3) of an event holds, see `LATEST_TIME_MS` of contracts. */
const FOREVER = new Date('2106-01-01T00:00:00Z');
const EVENTS_AT_MOST = 2000;

/** What brought the contact: it may come before the first message. */
const ARRIVALS: readonly TimelineType[] = [
  'conversation_started',
  'referral_received',
  'link_clicked',
  'widget_opened',
];
/** What is neither a message nor an arrival. */
const HAPPENINGS: readonly TimelineType[] = [
  'button_pressed',
  'reaction_added',
  'reaction_removed',
  'assigned',
  'unassigned',
  'handed_off',
  'resolved',
  'reopened',
  'rated',
  'note_added',
  'wait_dismissed',
];

/** Takes a `dialogue_id` or a `wait_id` apart; null where it can be none. */
export function readThingId(id: string): { identity_id: string; at: number; event_id: string } | null {
  const [, identity_id = '', at = '', event_id = ''] = /^(\d{1,20})-(\d{1,13})-(\d{1,20})$/.exec(id) ?? [];
  if (identity_id === '' || [identity_id, event_id].some((part) => BigInt(part) > LARGEST_ID)) return null;
  return { identity_id, at: Number(at), event_id };
}

/** The dialogue of this identity that holds this moment (milliseconds UTC), whichever message it begins with now. */
export async function findDialogue(
  client: ClickHouse,
  asked: Workspace & { identity_id: string; at: number },
  options: RequestOptions = {},
): Promise<FoundDialogue | undefined> {
  const [found] = await client.query<Record<keyof FoundDialogue, string>>(
    FIND,
    { ...asked, identity_id: BigInt(asked.identity_id), at: new Date(asked.at) },
    { name: 'timeline: the dialogue', ...options },
  );
  if (found === undefined) return undefined;
  const { identity_id, first_event_id } = found;
  return {
    identity_id,
    first_event_id,
    started_ms: Number(found.started_ms),
    ended_ms: Number(found.ended_ms),
    previous_ended_ms: Number(found.previous_ended_ms),
    next_started_ms: Number(found.next_started_ms),
  };
}

/** What happened in it, in order; at most 2000. */
export async function readTimeline(
  client: ClickHouse,
  workspace_id: number,
  dialogue: FoundDialogue,
  options: RequestOptions = {},
): Promise<{ events: TimelineEntry[]; has_more_events: boolean }> {
  const rows = await client.query<unknown>(
    EVENTS,
    {
      workspace_id,
      identity_id: BigInt(dialogue.identity_id),
      started_at: new Date(dialogue.started_ms),
      ended_at: new Date(dialogue.ended_ms),
      previous_ended_at: new Date(dialogue.previous_ended_ms),
      next_started_at: dialogue.next_started_ms === 0 ? FOREVER : new Date(dialogue.next_started_ms),
      arrivals: ARRIVALS,
      happenings: HAPPENINGS,
      event_limit: EVENTS_AT_MOST + 1,
    },
    { name: 'timeline: the events', ...options },
  );
  return {
    events: timelineEntry.array().parse(rows.slice(0, EVENTS_AT_MOST)),
    has_more_events: rows.length > EVENTS_AT_MOST,
  };
}

/** The hashed number of the helpdesk's conversation, by `dialogue_id`. */
export async function readConversations(
  client: ClickHouse,
  { workspace_id, definition_id, dialogue_ids }: Workspace & { dialogue_ids: readonly string[] },
  options: RequestOptions = {},
): Promise<Map<string, string>> {
  const identities = new Set(dialogue_ids.flatMap((id) => readThingId(id)?.identity_id ?? []));
  if (identities.size === 0) return new Map();
  const rows = await client.query<{ dialogue_id: string; conversation_id: string }>(
    CONVERSATIONS,
    { workspace_id, definition_id, dialogue_ids, identity_ids: [...identities].map(BigInt) },
    { name: 'conversations of dialogues', ...options },
  );
  return new Map(rows.map(({ dialogue_id, conversation_id }) => [dialogue_id, conversation_id]));
}
