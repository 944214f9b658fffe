/**
 * What derivation makes of one identity under one definition. Fields are the columns of the derived tables;
 * 64-bit ids are decimal strings ('0' = none), instants are milliseconds UTC (0 = it did not happen).
 */
export interface DerivedRows {
  dialogues: DialogueRow[];
  waits: WaitRow[];
  touches: TouchRow[];
  subscriptions: SubscriptionRow[];
  message_statuses: MessageStatusRow[];
  /** null when nothing but what an anonymous visitor does is there. */
  identity: IdentityRow | null;
}

/** How an arrival was labelled: as was sent with it, else as the rules read its ref; '' where nothing was said. */
export interface Labels {
  ref: string;
  source: string;
  medium: string;
  campaign: string;
  content: string;
  term: string;
}

/** How a dialogue came about: the labels of the touch in force, and what else is asked of it. */
export interface CameBy extends Labels {
  /** `no_ref`: something says where from, but no ref. */
  arrival: 'ref' | 'no_ref' | 'direct' | 'unattributed';
  link_id: number;
  ad_id: string;
}

export type Starter = 'contact' | 'broadcast_reply' | 'agent' | 'bot';

export interface DialogueRow extends CameBy {
  started_at: number;
  first_event_id: string;
  /** Of the last message that is no broadcast. */
  ended_at: number;
  first_incoming_at: number;
  last_incoming_at: number;
  messages_received: number;
  /** Without broadcasts; the four counts by sender add up to it. */
  messages_sent: number;
  messages_sent_by_agents: number;
  messages_sent_by_bots: number;
  messages_sent_auto: number;
  messages_sent_by_unknown: number;
  messages_sent_in_broadcasts: number;
  starter: Starter;
  origin_broadcast_id: string;
  /** `ended_at` of the identity's previous dialogue. */
  previous_ended_at: number;
  resolved_at: number;
  /** The touch in force; its labels are the row's. */
  touch_event_id: string;
  first_agent_id: string;
  /** First and last message of a bot, first of a person: of whoever acts where the sender is unknown. */
  bot_wrote_at: number;
  bot_last_wrote_at: number;
  agent_wrote_at: number;
  /** The first hand-off. */
  handed_off_at: number;
  /** Whom the contact was assigned to at the closing, else before the next dialogue, or is; '0' = nobody. */
  assignee_id: string;
  /** `first_agent_id` of the identity's previous dialogue. */
  previous_agent_id: string;
  /** Of the account, else of the workspace; 0 = none, and the readings are 0. */
  calendar_id: number;
  incoming_business_ms: number;
  resolved_business_ms: number;
  account_id: number;
  channel: string;
  conversation_id: string;
}

/** Time that an assignee held a wait and then lost it. */
export interface Held {
  agent_id: string;
  held_ms: number;
}

/** What calendars said at the instants of a wait; readings are milliseconds, 0 where no calendar is known. */
export interface BusinessReadings {
  /** Of the account, else of the workspace; 0 = none. */
  calendar_id: number;
  since_business_ms: number;
  settled_business_ms: number;
  answered_business_ms: number;
  began_off_hours: number;
  answered_off_hours: number;
  /** Of who answered, else as the account; 0 = none, or not answered. */
  agent_calendar_id: number;
  agent_since_business_ms: number;
  agent_settled_business_ms: number;
  agent_handed_off_business_ms: number;
  agent_assigned_business_ms: number;
  agent_answered_business_ms: number;
}

export interface WaitRow extends CameBy, BusinessReadings {
  waiting_since: number;
  first_event_id: string;
  last_incoming_at: number;
  messages_received: number;
  /** Where its length and its age are counted from: `waiting_since`, or later where a burst has to settle. */
  clock_started_at: number;
  /** Last message of the burst, whichever starts the clock. */
  settled_at: number;
  answered_at: number;
  /** '0' with an `answered_at`: an agent whom nobody named. */
  answered_by: string;
  answer_event_id: string;
  bot_answered_at: number;
  handed_off_at: number;
  dismissed_at: number;
  dismissed_by: '' | 'courtesy' | 'sticker' | 'agent' | 'resolved';
  assigned_at: number;
  /** Whom the contact was assigned to when the wait ended, or is; '0' = nobody. */
  assignee_id: string;
  held_by: Held[];
  /** Whoever answered in its dialogue, where these are several, lowest id first; '0': somebody whom nobody named. */
  shared_by: string[];
  /** 1 for the first wait of its dialogue. */
  is_first: number;
  dialogue_started_at: number;
  dialogue_first_event_id: string;
  dialogue_ended_at: number;
  /** 1 when a later dialogue began: the wait can never be answered any more. */
  closed_dialogue: number;
  next_dialogue_started_at: number;
  starter: Starter;
  account_id: number;
  channel: string;
}

/** Whether nobody has ended it: neither a person, nor a bot whose answer still stands, nor a dismissal, nor a new dialogue. */
export const isOpen = (wait: WaitRow): boolean =>
  wait.answered_at === 0 &&
  wait.dismissed_at === 0 &&
  wait.closed_dialogue === 0 &&
  (wait.bot_answered_at === 0 || wait.handed_off_at > 0);

export interface TouchRow extends Labels {
  occurred_at: number;
  event_id: string;
  kind: 'acquisition' | 're_engagement';
  /** The type of the event that made it. */
  type: string;
  /** 1 when it says nothing of where the person came from. */
  is_direct: number;
  /** Of a start: the contact's first message at or after it, within a day. */
  written_at: number;
  /** Of a start: the next subscription of its account that began at or after it, within a day. */
  subscribed_at: number;
  /** The source rule that read the ref, 1 is the first; 0 = none. */
  rule: number;
  /** Which labels were sent with the event: 1 source, 2 medium, 4 campaign, 8 content, 16 term. */
  given: number;
  link_id: number;
  ad_id: string;
  click_id: string;
  account_id: number;
  channel: string;
}

export interface SubscriptionRow extends CameBy {
  account_id: number;
  subscribed_at: number;
  first_event_id: string;
  /** How it came about: the touch in force at the end of the instant in which it began; '0' = none. */
  touch_event_id: string;
  unsubscribed_at: number;
  reason: string;
  channel: string;
  last_message_event_id: string;
}

/** What became of one message, where anything did. First times, never before the message itself. */
export interface MessageStatusRow {
  sent_at: number;
  event_id: string;
  message_id: string;
  /** `contact` where it came in. */
  sender: string;
  broadcast_id: string;
  /** Delivered or read. */
  delivered_at: number;
  read_at: number;
  failed_at: number;
  edits: number;
  edited_at: number;
  deleted_at: number;
  account_id: number;
  channel: string;
}

export interface IdentityRow {
  first_seen_at: number;
  last_seen_at: number;
  first_message_at: number;
  /** Of the first touch or message ever; 0 when there was neither. */
  acquired_at: number;
  first_touch_event_id: string;
  first_ref: string;
  account_id: number;
  channel: string;
}

/** Where rows go as soon as nothing later in the stream can change them. */
export interface RowSink {
  dialogue(row: DialogueRow): void;
  wait(row: WaitRow): void;
  touch(row: TouchRow): void;
  subscription(row: SubscriptionRow): void;
  messageStatus(row: MessageStatusRow): void;
  identity(row: IdentityRow): void;
}

export const NO_READINGS: BusinessReadings = {
  calendar_id: 0,
  since_business_ms: 0,
  settled_business_ms: 0,
  answered_business_ms: 0,
  began_off_hours: 0,
  answered_off_hours: 0,
  agent_calendar_id: 0,
  agent_since_business_ms: 0,
  agent_settled_business_ms: 0,
  agent_handed_off_business_ms: 0,
  agent_assigned_business_ms: 0,
  agent_answered_business_ms: 0,
};

export const NO_LABELS: Labels = { ref: '', source: '', medium: '', campaign: '', content: '', term: '' };

/** Of what no arrival led to. */
export const NOT_BY_ANY: CameBy = { ...NO_LABELS, arrival: 'unattributed', link_id: 0, ad_id: '' };
