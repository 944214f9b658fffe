import type { Channel } from '@parley/contracts';
import type { ClickHouse } from '../lib/client.js';

/** One row of waits_v1 as a test states it; instants as ISO 8601, UTC. What is left out stands for "none". */
export interface StatedWait {
  /** Of the contact; each wait its own when left out. */
  identity?: number;
  waiting_since: string;
  /** The end of the burst; its beginning when left out. */
  settled_at?: string;
  /** Where the definition starts the clock; at the beginning when left out. */
  clock_started_at?: string;
  answered_at?: string;
  /** 64 bits, as text. */
  answered_by?: string;
  bot_answered_at?: string;
  handed_off_at?: string;
  assigned_at?: string;
  assignee_id?: string;
  dismissed_at?: string;
  held_by?: readonly (readonly [agent_id: string, held_ms: number])[];
  is_first?: 0 | 1;
  /** Of the dialogue; each wait its own when left out. */
  dialogue?: number;
  closed_dialogue?: 0 | 1;
  starter?: string;
  account_id?: number;
  channel?: Channel;
  ref?: string;
  /** The account's calendar: 0 = none. */
  calendar_id?: number;
  since_business_ms?: number;
  settled_business_ms?: number;
  answered_business_ms?: number;
  answered_off_hours?: 0 | 1;
  /** The answering agent's calendar: 0 = none. */
  agent_calendar_id?: number;
  agent_since_business_ms?: number;
  agent_settled_business_ms?: number;
  agent_handed_off_business_ms?: number;
  agent_assigned_business_ms?: number;
  agent_answered_business_ms?: number;
}

/** A dialogue that began then, with so many incoming messages: what shares of what can be seen are counted in. */
export interface StatedDialogue {
  started_at: string;
  messages_received: number;
  account_id?: number;
  channel?: Channel;
  ref?: string;
  touch_event_id?: string;
}

let last = 1000;

/**
 * Writes derived rows as they are stated, without events: for what is counted from instants and readings that would need
 * a calendar, a helpdesk and a definition each to come about.
 */
export async function putWaits(
  client: ClickHouse,
  workspaceId: number,
  waits: readonly StatedWait[],
): Promise<void> {
  const whose = waits.map((wait) => ({ wait, id: ++last }));
  const rows = whose.map(({ wait, id }) => {
    const { identity = id, dialogue = id, held_by = [], ...stated } = wait;
    return {
      workspace_id: workspaceId,
      definition_id: 1,
      identity_id: identity,
      first_event_id: id,
      dialogue_first_event_id: dialogue,
      dialogue_started_at: wait.waiting_since,
      settled_at: wait.waiting_since,
      clock_started_at: wait.waiting_since,
      is_first: 1,
      starter: 'contact',
      account_id: 1,
      channel: 'telegram',
      version: 1,
      shared_by: sharedBy(waits, wait),
      held_by: held_by.map(([agent_id, held_ms]) => ({ agent_id, held_ms })),
      ...stated,
    };
  });
  await put(client, 'waits_v1', rows);
  const open = rows.filter((_, place) => isOpen(waits[place]!));
  if (open.length > 0) await put(client, 'open_waits_v1', open);
}

/** Whoever answered in its dialogue, where these are several. */
function sharedBy(waits: readonly StatedWait[], { dialogue }: StatedWait): string[] {
  const answered = waits.filter((one) => one.answered_at && one.dialogue === dialogue);
  const agents = [...new Set(answered.map(({ answered_by = '0' }) => answered_by))];
  return dialogue === undefined || agents.length < 2 ? [] : agents;
}

const isOpen = (wait: StatedWait) =>
  !wait.answered_at &&
  !wait.dismissed_at &&
  !wait.closed_dialogue &&
  (!wait.bot_answered_at || wait.handed_off_at !== undefined);

/** Writes dialogues as they are stated, without events. */
export async function putDialogues(
  client: ClickHouse,
  workspaceId: number,
  dialogues: readonly StatedDialogue[],
): Promise<void> {
  const rows = dialogues.map((stated) => ({
    workspace_id: workspaceId,
    definition_id: 1,
    identity_id: ++last,
    first_event_id: last,
    account_id: 1,
    channel: 'telegram',
    starter: 'contact',
    version: 1,
    ...stated,
  }));
  await put(client, 'dialogues_v1', rows);
}

/** What a row does not name takes the default of its column. */
async function put(
  client: ClickHouse,
  table: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  await client.insertRows(
    table,
    columns,
    rows.map((row) => columns.map((column) => row[column] ?? null)),
  );
}
