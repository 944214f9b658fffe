import {
  EVENT_RANK,
  EVENT_TYPES,
  type FunnelDefinition,
  type FunnelEvent,
  VISITOR_TYPES,
} from '@parley/contracts';
import { partsOf } from './bound-funnel.js';
import { agentOf, type Columns, maskOf } from './conditions.js';
import { SPILLED } from './spilled.js';

/** From when to when events are read, as SQL: [from, until). */
export interface ReadSpan {
  from: string;
  until: string;
}

/** What is asked of every event beside its place: how it is called in the breakdown, as text. */
export interface ItemsQuestion {
  funnel: FunnelDefinition;
  span: ReadSpan;
  /** What each event itself says of the breakdown; null where events do not say it. */
  own: 'channel' | 'account' | 'agent' | 'property' | 'source' | 'medium' | 'campaign' | 'content' | null;
}

/** Of a table: when an event of it happened, which it is, and what it can be asked. */
interface Table {
  events: readonly FunnelEvent[];
  from: string;
  at: string;
  sequence: string;
  event_id: string;
  /** What tells the table's events apart; '' where it has one only. */
  isOf: (event: FunnelEvent) => string;
  where: (events: readonly FunnelEvent[], span: ReadSpan) => string;
  columns: Columns;
  /** 1 = it may lead to a dialogue that begins after it. */
  is_arrival: (events: readonly FunnelEvent[]) => string;
}

const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ');

/** Types that milestones_v1 holds: few, and quick to read. */
const MILESTONES: readonly FunnelEvent[] = [
  'goal_reached',
  'order_placed',
  'purchase_completed',
  'purchase_refunded',
  'paid_subscription_started',
  'paid_subscription_ended',
  'identities_merged',
  'identities_split',
];
const OTHER_EVENTS = EVENT_TYPES.filter((type) => type !== 'subscribed' && !MILESTONES.includes(type));
/** What leads to a dialogue. */
const ARRIVALS: readonly FunnelEvent[] = [
  'link_clicked',
  'widget_shown',
  'widget_opened',
  'conversation_started',
  'referral_received',
];

/** The type of an event in the events table. */
const typeOf = (event: FunnelEvent): string => (event === 'bought' ? 'purchase_completed' : event);
const isType = (event: FunnelEvent) => `type = '${typeOf(event)}'`;
const ofTypes = (events: readonly FunnelEvent[]) => `AND type IN (${quoted(events.map(typeOf))})`;

const COUNTED_HERE = `
    -- What counts in another account of the same chats does not count here.
    AND NOT arrayExists(
      span -> span.1 = account_id AND span.2 = type AND span.3 <= occurred_at AND occurred_at < span.4,
      (
        SELECT groupArray((account_id, type, from_at, until_at))
        FROM counted_elsewhere_v1
        WHERE workspace_id = {workspace_id:UInt32}
      )
    )`;

/** A caller may send one id with two times: of these rows only the earliest stands. Usually there are none. */
const standing = (table: string, types: string, here: string, mayRepeat: string) => `
    AND (identity_id, event_id, occurred_at, sequence) NOT IN (
      SELECT identity_id, event_id, later.1, later.2
      FROM (
        SELECT
          identity_id,
          event_id,
          arrayJoin(arraySlice(arraySort(groupArray((occurred_at, bitNot(version), sequence))), 2)) AS row,
          (row.1, row.3) AS later
        FROM ${table} FINAL
        WHERE workspace_id = {workspace_id:UInt32}
          ${types}
          AND (${mayRepeat})${here}
        GROUP BY identity_id, event_id
        ${SPILLED}
      )
    )`;
const REPEATING = `identity_id IN (
            SELECT identity_id FROM repeating_identities_v1 WHERE workspace_id = {workspace_id:UInt32}
          )`;

const ofDefinition = 'AND definition_id = {definition_id:UInt32}';
const rank = (type: keyof typeof EVENT_RANK) => String(EVENT_RANK[type]);

/**
 * Where each event is read from. What is derived stands inside its instant as its type does without a number of the
 * platform: arrivals 1 to 4, a subscription 5, a message 7, an answer 9.
 */
const TABLES: readonly Table[] = [
  {
    events: ['arrived', 'started'],
    from: 'touches_v1',
    at: 'occurred_at',
    sequence: `transform(toString(type), ['link_clicked', 'widget_opened'], [${rank('link_clicked')}, ${rank('widget_opened')}], ${rank('conversation_started')})`,
    event_id: 'event_id',
    isOf: (event) => (event === 'arrived' ? '' : "type = 'conversation_started'"),
    where: (events) =>
      `${ofDefinition}
    AND type ${events.includes('arrived') ? "!= 'message_received'" : "= 'conversation_started'"}`,
    columns: { ref: 'ref', labels: true },
    is_arrival: () => '1',
  },
  {
    events: ['wrote'],
    from: 'dialogues_v1',
    at: 'first_incoming_at',
    sequence: rank('message_received'),
    event_id: 'first_event_id',
    isOf: () => '',
    where: () => ofDefinition,
    columns: { ref: 'ref', labels: true },
    is_arrival: () => '0',
  },
  {
    events: ['answered'],
    from: 'waits_v1',
    at: 'answered_at',
    sequence: rank('message_sent'),
    event_id: 'answer_event_id',
    isOf: () => '',
    where: () => ofDefinition,
    columns: { agent: 'answered_by', ref: 'ref', labels: true },
    is_arrival: () => '0',
  },
  {
    events: ['subscribed'],
    from: 'subscriptions_v1',
    at: 'subscribed_at',
    sequence: rank('subscribed'),
    event_id: 'first_event_id',
    isOf: () => '',
    where: () => `AND account_id IN (
      SELECT account_id
      FROM account_visibility_v1
      WHERE workspace_id = {workspace_id:UInt32}
        AND tells_subscriptions = 1
    )`,
    columns: {},
    is_arrival: () => '0',
  },
  {
    events: ['bought', ...MILESTONES],
    from: 'milestones_v1',
    at: 'occurred_at',
    sequence: 'sequence',
    event_id: 'event_id',
    isOf: isType,
    where: (events) => `${ofTypes(events)}${standing('milestones_v1', ofTypes(events), '', REPEATING)}`,
    columns: { goal: 'toString(goal)', props: true },
    is_arrival: () => '0',
  },
  {
    events: OTHER_EVENTS,
    from: 'events_v1',
    at: 'occurred_at',
    sequence: 'sequence',
    event_id: 'event_id',
    isOf: isType,
    where: (events, span) => {
      const visits = events.filter((event) => VISITOR_TYPES.has(event as never));
      // Who of the visitors repeats is not known: all are looked at whose events are read.
      const mayRepeat =
        visits.length === 0
          ? REPEATING
          : `type IN (${quoted(visits)}) AND event_id IN (
            SELECT event_id
            FROM events_v1
            WHERE workspace_id = {workspace_id:UInt32}
              AND type IN (${quoted(visits)})
              AND occurred_at >= ${span.from}
              AND occurred_at <  ${span.until}
          ) OR ${REPEATING}`;
      return `${ofTypes(events)}${COUNTED_HERE}${standing('events_v1', ofTypes(events), COUNTED_HERE, mayRepeat)}`;
    },
    columns: {
      agent: 'agent_id',
      ref: 'ref',
      goal: 'toString(goal)',
      sender: 'toString(sender)',
      kind: 'toString(kind)',
      props: true,
    },
    is_arrival: (events) =>
      events.some((event) => ARRIVALS.includes(event)) ? `type IN (${quoted(ARRIVALS)})` : '0',
  },
];

/** Whether an event may have a number of the platform; what is derived has none. */
const isNumbered = (event: FunnelEvent): boolean =>
  TABLES.some(({ events, sequence }) => sequence === 'sequence' && events.includes(event));

/**
 * Whether some events of a funnel may have a number of the platform and others, which are derived, never do. Numbers then
 * say nothing of their order.
 */
export const isMixed = (funnel: FunnelDefinition): boolean =>
  new Set(partsOf(funnel).map(({ event }) => isNumbered(event))).size > 1;

/** Whether an event of these is an arrival of the contact, which says itself where from. */
export const isTouch = (event: FunnelEvent): boolean => event === 'arrived' || event === 'started';

/**
 * Every event that meets a part of the funnel, as a SELECT, each once: `identity_id`, `at` (DateTime64(3)), `at_ms`, `sequence`, `event_id`,
 * `account_id`, `channel` (String), `mask` (a bit per part, above 0), `own` (what it says of the breakdown, '' for nothing),
 * `is_arrival`. Binds what `boundFunnel` gives, {workspace_id}, {definition_id}, {channels}, {account_ids} and what the
 * span does.
 */
export function events(question: ItemsQuestion): string {
  const parts = partsOf(question.funnel).map(({ event }) => event);
  return TABLES.flatMap((table) => {
    const here = table.events.filter((event) => parts.includes(event));
    return here.length === 0 ? [] : [eventsOf(table, here, question)];
  }).join('\n  UNION ALL\n');
}

function eventsOf(table: Table, here: readonly FunnelEvent[], { funnel, span, own }: ItemsQuestion): string {
  const mask = maskOf(
    funnel,
    (event) => (here.includes(event) ? (here.length === 1 ? '' : table.isOf(event)) : null),
    table.columns,
  );
  return `
  SELECT
    identity_id,
    ${table.at} AS at,
    toUnixTimestamp64Milli(${table.at}) AS at_ms,
    toUInt64(${table.sequence}) AS sequence,
    ${table.event_id} AS event_id,
    account_id,
    toString(channel) AS channel_text,
    ${mask} AS mask,
    ${ownOf(table, own)} AS own,
    toUInt8(${table.is_arrival(here)}) AS is_arrival
  FROM ${table.from} FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    ${table.where(here, span)}
    AND ${table.at} >= ${span.from}
    AND ${table.at} <  ${span.until}
    AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
    AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
    AND mask > 0`;
}

function ownOf({ columns }: Table, own: ItemsQuestion['own']): string {
  switch (own) {
    case 'channel':
      return 'toString(channel)';
    case 'account':
      return 'toString(account_id)';
    case 'agent':
      return columns.agent ? `replaceRegexpOne(toString(${agentOf(columns.agent)}), '^0$', '')` : "''";
    case 'property':
      return columns.props ? 'props[{breakdown_property:String}]' : "''";
    case null:
      return "''";
    default:
      return columns.labels ? `toString(${own})` : "''";
  }
}
