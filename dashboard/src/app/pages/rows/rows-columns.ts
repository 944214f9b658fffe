import {
  DIMENSIONS,
  type Dimension,
  FIELDS,
  type Field,
  type Localized,
  METRICS,
  ROW_REPORTS,
  type RowReportName,
} from '@parley/contracts';
import type { Sort } from '../../ui/table/sorting';
import { BY_NAME } from '../../ui/table/sorting';
import type { Listed } from './rows-query';

export interface RowColumn {
  key: string;
  label: Localized;
  kind: Field['kind'];
  words?: Readonly<Record<string, Localized>>;
}

const FIELDS_BY_KEY: Readonly<Record<string, Field>> = FIELDS;
const DIMENSIONS_BY_KEY: Readonly<Record<string, Dimension>> = DIMENSIONS;
const METRICS_BY_KEY: Readonly<Record<string, { label: Localized }>> = METRICS;

function columnOf(key: string): RowColumn {
  const field = FIELDS_BY_KEY[key];
  if (field) return { key, label: field.label, kind: field.kind, ...(field.words && { words: field.words }) };
  const dimension = DIMENSIONS_BY_KEY[key];
  if (dimension) return { key, label: dimension.label, kind: dimension.kind };
  const metric = METRICS_BY_KEY[key];
  return { key, label: metric?.label ?? { en: key, ru: key }, kind: 'number' };
}

export const columnsOf = (report: RowReportName): RowColumn[] =>
  Object.keys(ROW_REPORTS[report].row.shape).map(columnOf);

/** Words and names are read from the left, numbers are compared from the right. */
export const isText = ({ kind }: Pick<RowColumn, 'kind'>): boolean => kind !== 'number' && kind !== 'seconds';

/** What names a row: the moment it belongs to. It stands first and leads to the dialogue. */
export const MOMENTS: Record<Listed, string> = {
  waits: 'waiting_since',
  unanswered: 'waiting_since',
  dialogues: 'started_at',
  'answered-dialogues': 'answered_at',
  'work-spans': 'worked_from',
  messages: 'occurred_at',
  contacts: 'first_seen_at',
  arrivals: 'occurred_at',
  subscriptions: 'occurred_at',
  'channel-rows': 'happened_at',
  conversions: 'converted_at',
  'path-contacts': 'anchor_at',
  'funnel-contacts': 'entered_at',
};

/** What stays the same for the same row. */
export const KEYS: Record<Listed, string> = {
  waits: 'wait_id',
  unanswered: 'wait_id',
  dialogues: 'dialogue_id',
  'answered-dialogues': 'dialogue_id',
  'work-spans': 'span_id',
  messages: 'event_id',
  contacts: 'identity_id',
  arrivals: 'event_id',
  subscriptions: 'event_id',
  'channel-rows': 'event_id',
  conversions: 'conversion_id',
  'path-contacts': 'identity_id',
  // Null where contacts or profiles go through the funnel: then the identity stands for the row.
  'funnel-contacts': 'dialogue_id',
};

/** What is shown until somebody chooses. */
export const USUAL: Record<Listed, readonly string[]> = {
  waits: [
    'contact_name',
    'wait_state',
    'answered_at',
    'length_seconds',
    'target_result',
    'agent_name',
    'held_by',
    'channel',
    'account_name',
  ],
  unanswered: [
    'contact_name',
    'wait_state',
    'age_seconds',
    'target_result',
    'agent_name',
    'team_name',
    'channel',
    'account_name',
  ],
  dialogues: [
    'contact_name',
    'duration_seconds',
    'messages_received',
    'messages_sent_by_agents',
    'waits',
    'first_response_seconds',
    'first_agent_name',
    'agents',
    'channel',
  ],
  'answered-dialogues': [
    'contact_name',
    'started_at',
    'waits_answered',
    'agent_name',
    'agents',
    'is_shared',
    'channel',
    'account_name',
  ],
  'work-spans': [
    'contact_name',
    'agent_name',
    'worked_to',
    'work_seconds',
    'waits_answered',
    'began_by',
    'channel',
    'account_name',
  ],
  messages: [
    'contact_name',
    'sender',
    'agent_name',
    'content_kind',
    'text_length',
    'delivered_at',
    'read_at',
    'channel',
  ],
  contacts: [
    'contact_name',
    'wrote_at',
    'messages_received',
    'messages_sent',
    'is_new',
    'is_repeat',
    'time_to_repeat_seconds',
    'channel',
    'account_name',
  ],
  arrivals: [
    'contact_name',
    'arrival',
    'ref',
    'source',
    'campaign',
    'arrival_kind',
    'start_outcome',
    'channel',
    'account_name',
  ],
  'path-contacts': ['contact_name', 'path', 'is_window_open', 'channel', 'account_name'],
  'funnel-contacts': [
    'contact_name',
    'reached_step_event',
    'reached_at',
    'funnel_state',
    'seconds_between',
    'channel',
    'account_name',
  ],
  conversions: [
    'contact_name',
    'goal_name',
    'order_id',
    'conversion_value',
    'credited_share',
    'touches_before',
    'channel',
    'account_name',
  ],
  'channel-rows': [
    'contact_name',
    'arrival',
    'source',
    'campaign',
    'ref',
    'lasted_seconds',
    'channel',
    'account_name',
  ],
  subscriptions: [
    'contact_name',
    'subscribed_at',
    'unsubscribed_at',
    'unsubscribed_reason',
    'arrival',
    'ref',
    'channel',
    'account_name',
  ],
};

/** The orders that the api keeps: by the moment, and by a length. The table says the same in its own words. */
const BY_LENGTH: Partial<Record<Listed, string>> = {
  waits: 'length_seconds',
  dialogues: 'duration_seconds',
  'work-spans': 'work_seconds',
  contacts: 'time_to_repeat_seconds',
  'funnel-contacts': 'seconds_between',
};
const MOST: Partial<Record<Listed, string>> = { 'answered-dialogues': 'waits_answered' };

export const isSortable = (report: Listed, key: string): boolean =>
  BY_LENGTH[report] === key || MOST[report] === key;
export const hasOrder = (report: Listed): boolean => report !== 'unanswered';

export function sortOf(report: Listed, order: string | undefined): Sort {
  const length = BY_LENGTH[report] ?? BY_NAME;
  const most = MOST[report];
  if (report === 'funnel-contacts') {
    if (order === 'fastest' || order === 'slowest') return { by: length, isDescending: order === 'slowest' };
    return { by: BY_NAME, isDescending: order !== 'oldest' };
  }
  if (order === 'most' && most) return { by: most, isDescending: true };
  if (order === 'longest') return { by: length, isDescending: true };
  if (order === 'shortest') return { by: length, isDescending: false };
  return { by: BY_NAME, isDescending: order === 'newest' };
}

/** The order after a heading was pressed; null: the usual one, oldest first. */
export function orderAfter(report: Listed, order: string | undefined, key: string): string | null {
  // Of a funnel the newest come first, and the fastest before the slowest.
  if (report === 'funnel-contacts') {
    if (key === BY_NAME) return order === undefined || order === 'newest' ? 'oldest' : null;
    if (!isSortable(report, key)) return order ?? null;
    return order === 'fastest' ? 'slowest' : 'fastest';
  }
  if (key === BY_NAME) return order === undefined || order === 'oldest' ? 'newest' : null;
  if (!isSortable(report, key)) return order ?? null;
  if (MOST[report] === key) return 'most';
  const hasShortest = report !== 'dialogues' && report !== 'work-spans';
  return order === 'longest' && hasShortest ? 'shortest' : 'longest';
}
