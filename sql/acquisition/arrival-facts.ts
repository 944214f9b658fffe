import { CLICKS } from './clicks.js';
import { LOST_CODES } from './lost-codes.js';
import { subscriptionFacts } from './subscription-facts.js';
import { DIALOGUES, TOUCHES } from './touch-of.js';

/** What says where a touch came from: columns of touches_v1, and of all that came of one. */
export const TOUCH_LABELS = [
  'source',
  'medium',
  'campaign',
  'content',
  'term',
  'ref',
  'link_id',
  'ad_id',
] as const;
export type TouchLabelName = (typeof TOUCH_LABELS)[number];

/** A label that says nothing, as its column is. */
export const nothingOf = (label: TouchLabelName): string =>
  label === 'link_id' ? '0' : label === 'ref' || label === 'ad_id' ? "''" : "toLowCardinality('')";

/** What arrivals bring; each is some of the facts. */
export const ARRIVAL_KINDS = [
  'touches',
  'acquired',
  'starts',
  'dialogues',
  'waits',
  'subscriptions',
  'subscribers',
  'clicks',
  'lost_codes',
] as const;
export type ArrivalKind = (typeof ARRIVAL_KINDS)[number];

export interface ArrivalsQuestion {
  kinds: readonly ArrivalKind[];
  /** Which labels are wanted: what is not is neither read nor looked up. */
  labels: readonly TouchLabelName[];
  /** Whether it is wanted how they came; where not, `came_by` is empty. */
  cameBy: boolean;
}

/** How long a start may take to become a message or a subscription: younger ones are not judged. */
const DAY_MS = 86_400_000;

/** Instants of [from, to). */
const inPeriod = (column: string) => `${column} >= {from:DateTime64(3, 'UTC')}
      AND ${column} <  {to:DateTime64(3, 'UTC')}`;
const list = (labels: readonly string[]) => labels.map((label) => `${label}, `).join('');

/**
 * Everything that arrivals bring, as SELECTs put together, one row per thing, each with the touch that it belongs to:
 * - `fact`          click, touch (acquisition), touch_again (re-engagement), contact_acquired (without any arrival),
 *                   start, start_written (with a message within 24 h), start_immature (too young to say), lost_code,
 *                   dialogue, first_response, response, wait_unanswered, subscribed, subscriber (subscribed at some time of
 *                   [from, to), whenever that began); '' of a wait that is none of these
 * - `at`            when it belongs, of [from, to): a wait to its beginning, a subscription to its own
 * - `identity_id`, `event_id`   whose it is, and the event it began with
 * - `milliseconds`  how long: of a response, of a subscription (−1: it goes on)
 * - `weight`        of a dialogue how many incoming messages; of a start 1 where a subscription followed within 24 h; of a
 *                   subscriber the event of our last message before the end (0: none known)
 * - `came_by`       ref, no_ref, direct, unattributed
 * - the labels of that touch that are wanted, and `account_id`, where it happened
 * Binds `workspace_id`, `definition_id`, `from`, `to`, `now`, and for waits `unanswered_after_seconds`,
 * `limit_account_ids`, `unanswered_before_ms`.
 */
export function arrivalFacts({ kinds, labels, cameBy }: ArrivalsQuestion): string {
  const asked = TOUCH_LABELS.filter((label) => labels.includes(label));
  // TRICKY: of a column of few values a comparison looks at each value once, so nothing here may make plain texts of them.
  const how = (sql: string) => `toLowCardinality(${cameBy ? sql : "''"})`;
  const howTouch = how("multiIf(ref != '', 'ref', is_direct = 1, 'direct', 'no_ref')");
  const howClick = how("if(ref != '', 'ref', 'no_ref')");

  const of: Record<ArrivalKind, string> = {
    touches: `
    SELECT
      toLowCardinality(if(kind = 'acquisition', 'touch', 'touch_again')) AS fact,
      occurred_at AS at, identity_id, event_id, toInt64(0) AS milliseconds, toUInt64(0) AS weight,
      ${howTouch} AS came_by, ${list(asked)}account_id
    FROM ${TOUCHES}
      AND ${inPeriod('occurred_at')}`,

    acquired: `
    SELECT
      toLowCardinality('contact_acquired') AS fact,
      acquired_at AS at, identity_id, first_touch_event_id AS event_id, toInt64(0) AS milliseconds, toUInt64(0) AS weight,
      ${how("'unattributed'")} AS came_by, ${asked.map((label) => `${nothingOf(label)} AS ${label}, `).join('')}account_id
    FROM identities_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND ${inPeriod('acquired_at')}
      AND identity_id NOT IN (
        SELECT identity_id
        FROM ${TOUCHES}
          AND ${inPeriod('occurred_at')}
          AND kind = 'acquisition'
      )`,

    starts: `
    SELECT
      toLowCardinality(multiIf(
        toUnixTimestamp64Milli({now:DateTime64(3, 'UTC')}) - toUnixTimestamp64Milli(occurred_at) < ${DAY_MS}, 'start_immature',
        written_at > toDateTime64(0, 3, 'UTC'), 'start_written',
        'start'
      )) AS fact,
      occurred_at AS at, identity_id, event_id, toInt64(0) AS milliseconds,
      toUInt64(subscribed_at > toDateTime64(0, 3, 'UTC')) AS weight,
      ${howTouch} AS came_by, ${list(asked)}account_id
    FROM ${TOUCHES}
      AND ${inPeriod('occurred_at')}
      AND type IN ('conversation_started', 'referral_received')`,

    dialogues: `
    SELECT
      toLowCardinality('dialogue') AS fact, started_at AS at, identity_id, first_event_id AS event_id,
      toInt64(0) AS milliseconds, toUInt64(messages_received) AS weight,
      ${how('arrival')} AS came_by, ${list(asked)}account_id
    FROM ${DIALOGUES}
      AND ${inPeriod('started_at')}
      AND messages_received > 0`,

    waits: `
    SELECT
      toLowCardinality(multiIf(
        answered_at > toDateTime64(0, 3, 'UTC') AND is_first AND starter IN ('contact', 'broadcast_reply'), 'first_response',
        answered_at > toDateTime64(0, 3, 'UTC'), 'response',
        dismissed_at > toDateTime64(0, 3, 'UTC'), '',
        bot_answered_at > toDateTime64(0, 3, 'UTC') AND handed_off_at = toDateTime64(0, 3, 'UTC'), '',
        closed_dialogue = 1, 'wait_unanswered',
        -- A wait whose clock started before this is unanswered by the hours of its account. TRICKY: this also holds what
        -- is abandoned after 30 days, because the limits never lie further back.
        toUnixTimestamp64Milli(clock_started_at) < transform(
          account_id,
          arrayPushBack({limit_account_ids:Array(UInt32)}, 0),
          arrayPushBack({unanswered_before_ms:Array(Int64)}, 0),
          toUnixTimestamp64Milli({now:DateTime64(3, 'UTC')}) - {unanswered_after_seconds:UInt32} * 1000
        ), 'wait_unanswered',
        ''
      )) AS fact,
      waiting_since AS at, identity_id, first_event_id AS event_id,
      toUnixTimestamp64Milli(answered_at) - toUnixTimestamp64Milli(clock_started_at) AS milliseconds,
      toUInt64(0) AS weight,
      ${how('arrival')} AS came_by, ${list(asked)}account_id
    FROM waits_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}
      AND ${inPeriod('waiting_since')}`,

    subscriptions: subscriptionFacts('begun', asked, cameBy),
    subscribers: subscriptionFacts('there', asked, cameBy),

    clicks: `
    SELECT
      toLowCardinality('click') AS fact, at, identity_id, event_id, toInt64(0) AS milliseconds, toUInt64(0) AS weight,
      ${howClick} AS came_by, ${list(asked)}account_id
    FROM (
      -- Of the same person on the same link one counts per hour, the first.
      SELECT *
      FROM (${CLICKS})
      WHERE workspace_id = {workspace_id:UInt32}
        AND at >= toStartOfHour({from:DateTime64(3, 'UTC')})
        AND at <  {to:DateTime64(3, 'UTC')}
      ORDER BY at, event_id
      LIMIT 1 BY identity_id, account_id, link_id, ref, toStartOfHour(at)
    )
    WHERE workspace_id = {workspace_id:UInt32}
      AND at >= {from:DateTime64(3, 'UTC')}`,

    lost_codes: `
    SELECT
      toLowCardinality('lost_code') AS fact, at, identity_id, event_id, toInt64(0) AS milliseconds, toUInt64(0) AS weight,
      ${howClick} AS came_by, ${list(asked)}account_id
    FROM (${LOST_CODES})`,
  };

  return ARRIVAL_KINDS.filter((kind) => kinds.includes(kind))
    .map((kind) => of[kind])
    .join('\n\n    UNION ALL');
}
