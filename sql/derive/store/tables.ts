import type {
  DialogueRow,
  IdentityRow,
  MessageStatusRow,
  SubscriptionRow,
  TouchRow,
  WaitRow,
} from '../fold/rows.js';

/** How the rows of one derived table are written. Key columns come first in `columns`, in the order of the table. */
export interface DerivedTable<Row> {
  readonly name: string;
  /** Whether its rows belong to a definition. */
  readonly hasDefinition: boolean;
  /** Whether its rows are told when all of the identity is known, not one instant after the other. */
  readonly isOfWhole: boolean;
  /** Of the key, after workspace, definition and identity. */
  readonly key: readonly (keyof Row & string)[];
  readonly content: readonly (keyof Row & string)[];
  /** Content cells of a row that says only that it is gone. */
  readonly nothing: readonly unknown[];
}

export const KINDS = [
  'dialogues',
  'waits',
  'open_waits',
  'touches',
  'subscriptions',
  'subscription_arrivals',
  'message_statuses',
  'identities',
] as const;
export type Kind = (typeof KINDS)[number];

const LABELS = ['ref', 'source', 'medium', 'campaign', 'content', 'term'] as const;
const CAME_BY = ['arrival', 'ad_id', ...LABELS] as const;

const dialogues = table<DialogueRow>('dialogues_v1', true, ['started_at', 'first_event_id'], {
  numbers: [
    'ended_at',
    'first_incoming_at',
    'last_incoming_at',
    'messages_received',
    'messages_sent',
    'messages_sent_by_agents',
    'messages_sent_by_bots',
    'messages_sent_auto',
    'messages_sent_by_unknown',
    'messages_sent_in_broadcasts',
    'origin_broadcast_id',
    'previous_ended_at',
    'resolved_at',
    'touch_event_id',
    'first_agent_id',
    'bot_wrote_at',
    'bot_last_wrote_at',
    'agent_wrote_at',
    'handed_off_at',
    'assignee_id',
    'previous_agent_id',
    'calendar_id',
    'incoming_business_ms',
    'resolved_business_ms',
    'account_id',
    'conversation_id',
    'link_id',
  ],
  texts: ['starter', 'channel', ...CAME_BY],
});

const waits = table<WaitRow>('waits_v1', true, ['waiting_since', 'first_event_id'], {
  numbers: [
    'last_incoming_at',
    'messages_received',
    'clock_started_at',
    'settled_at',
    'answered_at',
    'answered_by',
    'answer_event_id',
    'bot_answered_at',
    'handed_off_at',
    'dismissed_at',
    'assigned_at',
    'assignee_id',
    'calendar_id',
    'since_business_ms',
    'settled_business_ms',
    'answered_business_ms',
    'began_off_hours',
    'answered_off_hours',
    'agent_calendar_id',
    'agent_since_business_ms',
    'agent_settled_business_ms',
    'agent_handed_off_business_ms',
    'agent_assigned_business_ms',
    'agent_answered_business_ms',
    'is_first',
    'dialogue_started_at',
    'dialogue_first_event_id',
    'dialogue_ended_at',
    'closed_dialogue',
    'next_dialogue_started_at',
    'account_id',
    'link_id',
  ],
  texts: ['dismissed_by', 'starter', 'channel', ...CAME_BY],
  lists: ['held_by', 'shared_by'],
});

/** Those of them that nobody has ended, once more: who waits now is asked every few seconds, and is few of very many. */
const open_waits: DerivedTable<WaitRow> = { ...waits, name: 'open_waits_v1' };

const touches = table<TouchRow>('touches_v1', true, ['occurred_at', 'event_id'], {
  numbers: ['is_direct', 'written_at', 'subscribed_at', 'rule', 'given', 'link_id', 'account_id'],
  texts: ['kind', 'type', 'ad_id', 'click_id', 'channel', ...LABELS],
});

const subscriptions = table<SubscriptionRow>(
  'subscriptions_v1',
  false,
  ['account_id', 'subscribed_at', 'first_event_id'],
  { numbers: ['unsubscribed_at', 'last_message_event_id'], texts: ['reason', 'channel'] },
);

/** How each of them came about, which is told by the rules of a definition. */
const subscription_arrivals = table<SubscriptionRow>(
  'subscription_arrivals_v1',
  true,
  ['account_id', 'subscribed_at', 'first_event_id'],
  {
    numbers: ['unsubscribed_at', 'last_message_event_id', 'touch_event_id', 'link_id'],
    texts: ['channel', ...CAME_BY],
  },
  true,
);

const message_statuses = table<MessageStatusRow>('message_statuses_v1', false, ['sent_at', 'event_id'], {
  numbers: [
    'message_id',
    'broadcast_id',
    'delivered_at',
    'read_at',
    'failed_at',
    'edits',
    'edited_at',
    'deleted_at',
    'account_id',
  ],
  texts: ['sender', 'channel'],
});

const identities = table<IdentityRow>('identities_v1', false, [], {
  numbers: [
    'first_seen_at',
    'last_seen_at',
    'first_message_at',
    'acquired_at',
    'first_touch_event_id',
    'account_id',
  ],
  texts: ['first_ref', 'channel'],
});

export const TABLES = {
  dialogues,
  waits,
  open_waits,
  touches,
  subscriptions,
  subscription_arrivals,
  message_statuses,
  identities,
} as const;

function table<Row>(
  name: string,
  hasDefinition: boolean,
  key: (keyof Row & string)[],
  content: Record<'numbers' | 'texts', (keyof Row & string)[]> & { lists?: (keyof Row & string)[] },
  isOfWhole = !hasDefinition,
): DerivedTable<Row> {
  const { numbers, texts, lists = [] } = content;
  return {
    name,
    hasDefinition,
    isOfWhole,
    key,
    content: [...numbers, ...texts, ...lists],
    nothing: [...numbers.map(() => 0), ...texts.map(() => ''), ...lists.map(() => [])],
  };
}

/** All columns in the order in which rows are encoded. */
export function columnsOf(kind: Kind): string[] {
  const { hasDefinition, key, content } = TABLES[kind];
  const definition = hasDefinition ? ['definition_id'] : [];
  return [
    'workspace_id',
    ...definition,
    'identity_id',
    ...key,
    ...content,
    'row_hash',
    'version',
    'is_deleted',
  ];
}
