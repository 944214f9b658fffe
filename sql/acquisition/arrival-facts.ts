import { CLICKS } from './clicks.js';
import { LOST_CODES } from './lost-codes.js';
import { subscriptionFacts } from './subscription-facts.js';
import {
  ADS_OF_DIALOGUES,
  DIALOGUES,
  DIALOGUES_WITHOUT_REF,
  TOUCHES,
  TOUCHES_WITHOUT_REF,
} from './touch-of.js';

/** What says where a touch came from: columns of touches_v1, dialogues_v1 and waits_v1; the last two of touches_v1 only. */
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

export interface ArrivalFacts {
  /** What has to stand in the WITH of the query that reads them. */
  parts: string;
  /** The facts, as SELECTs put together. */
  facts: string;
}

/** How long a start may take to become a message or a subscription. */
const DAY_MS = 86_400_000;

/** Instants of [from, to). */
const inPeriod = (column: string) => `${column} >= {from:DateTime64(3, 'UTC')}
      AND ${column} <  {to:DateTime64(3, 'UTC')}`;
const isAd = (label: string) => label === 'link_id' || label === 'ad_id';
const list = (labels: readonly string[]) => labels.map((label) => `${label}, `).join('');

/**
 * Everything that arrivals bring, one row per thing, each with the touch that it belongs to:
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
export function arrivalFacts({ kinds, labels, cameBy }: ArrivalsQuestion): ArrivalFacts {
  const asked = TOUCH_LABELS.filter((label) => labels.includes(label));
  const ofDialogues = asked.filter((label) => !isAd(label));
  const ads = asked.filter(isAd);
  // Of what is no arrival of its own, the ref says how it came; else it takes a look at the touch.
  const needsRef = cameBy && !asked.includes('ref') ? ['ref'] : [];
  const how = (sql: string) => (cameBy ? sql : "''");
  const howTouch = how("multiIf(ref != '', 'ref', is_direct = 1, 'direct', 'no_ref')");
  const howClick = how("if(ref != '', 'ref', 'no_ref')");
  const isWanted = (...some: ArrivalKind[]) => some.some((kind) => kinds.includes(kind));

  const of: Record<ArrivalKind, string> = {
    touches: `
    SELECT
      if(kind = 'acquisition', 'touch', 'touch_again') AS fact,
      occurred_at AS at, identity_id, event_id, toInt64(0) AS milliseconds, toUInt64(0) AS weight,
      ${howTouch} AS came_by, ${list(asked)}account_id
    FROM ${TOUCHES}
      AND ${inPeriod('occurred_at')}`,

    acquired: `
    SELECT
      'contact_acquired' AS fact,
      acquired_at AS at, identity_id, first_touch_event_id AS event_id, toInt64(0) AS milliseconds, toUInt64(0) AS weight,
      ${how("'unattributed'")} AS came_by, ${asked.map((label) => `${label === 'link_id' ? '0' : "''"} AS ${label}, `).join('')}account_id
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
      multiIf(
        toUnixTimestamp64Milli({now:DateTime64(3, 'UTC')}) - toUnixTimestamp64Milli(started.at) < ${DAY_MS}, 'start_immature',
        written_at >= started.at AND toUnixTimestamp64Milli(written_at) - toUnixTimestamp64Milli(started.at) <= ${DAY_MS},
        'start_written',
        'start'
      ) AS fact,
      started.at AS at, started.identity_id AS identity_id, event_id, toInt64(0) AS milliseconds,
      toUInt64(
        begun.at >= started.at AND toUnixTimestamp64Milli(begun.at) - toUnixTimestamp64Milli(started.at) <= ${DAY_MS}
      ) AS weight,
      ${howTouch} AS came_by, ${list(asked)}started.account_id AS account_id
    FROM (
      SELECT
        touch.identity_id AS identity_id, event_id, touch.at AS at, written.at AS written_at,
        is_direct, ${list([...asked, ...needsRef])}account_id
      FROM (
        SELECT identity_id, event_id, occurred_at AS at, is_direct, ${list([...asked, ...needsRef])}account_id
        FROM ${TOUCHES}
          AND ${inPeriod('occurred_at')}
          AND type IN ('conversation_started', 'referral_received')
      ) AS touch
      ASOF LEFT JOIN (
        SELECT identity_id, occurred_at AS at
        FROM counted_messages_v1
        WHERE workspace_id = {workspace_id:UInt32}
          AND occurred_at >= {from:DateTime64(3, 'UTC')}
          AND occurred_at <= {to:DateTime64(3, 'UTC')} + INTERVAL 1 DAY
          AND type = 'message_received'
      ) AS written ON touch.identity_id = written.identity_id AND touch.at <= written.at
    ) AS started
    ASOF LEFT JOIN (
      SELECT identity_id, account_id, subscribed_at AS at
      FROM subscriptions_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32}
        AND subscribed_at >= {from:DateTime64(3, 'UTC')}
        AND subscribed_at <= {to:DateTime64(3, 'UTC')} + INTERVAL 1 DAY
    ) AS begun
      ON started.identity_id = begun.identity_id AND started.account_id = begun.account_id AND started.at <= begun.at`,

    dialogues: `
    SELECT
      'dialogue' AS fact, started_at AS at, dialogue.identity_id AS identity_id, dialogue.first_event_id AS event_id,
      toInt64(0) AS milliseconds, toUInt64(messages_received) AS weight,
      ${how(`multiIf(
        ref != '', 'ref',
        touch_event_id = 0, 'unattributed',
        (identity_id, touch_event_id) IN touches_without_ref, 'no_ref',
        'direct'
      )`)} AS came_by, ${list(asked)}account_id
    FROM (
      SELECT identity_id, started_at, first_event_id, messages_received, touch_event_id, ${list([...ofDialogues, ...needsRef])}account_id
      FROM ${DIALOGUES}
        AND ${inPeriod('started_at')}
        AND messages_received > 0
    ) AS dialogue${
      ads.length > 0
        ? `
    LEFT JOIN ads_of_dialogues AS came
      ON dialogue.identity_id = came.identity_id AND dialogue.first_event_id = came.first_event_id`
        : ''
    }`,

    waits: `
    SELECT
      multiIf(
        answered_at > toDateTime64(0, 3, 'UTC') AND is_first AND starter IN ('contact', 'broadcast_reply'), 'first_response',
        answered_at > toDateTime64(0, 3, 'UTC'), 'response',
        dismissed_at > toDateTime64(0, 3, 'UTC'), '',
        bot_answered_at > toDateTime64(0, 3, 'UTC') AND handed_off_at = toDateTime64(0, 3, 'UTC'), '',
        closed_dialogue = 1, 'wait_unanswered',
        toUnixTimestamp64Milli(clock_started_at) < unanswered_before, 'wait_unanswered',
        ''
      ) AS fact,
      waiting_since AS at, wait.identity_id AS identity_id, wait.first_event_id AS event_id,
      toUnixTimestamp64Milli(answered_at) - toUnixTimestamp64Milli(clock_started_at) AS milliseconds,
      toUInt64(0) AS weight,
      ${how(`multiIf(
        ref != '', 'ref',
        (identity_id, dialogue_first_event_id) IN dialogues_without_touch, 'unattributed',
        (identity_id, dialogue_first_event_id) IN dialogues_without_ref, 'no_ref',
        'direct'
      )`)} AS came_by, ${list(asked)}account_id
    FROM (
      SELECT
        identity_id, waiting_since, first_event_id, answered_at, is_first, starter, dismissed_at, bot_answered_at,
        handed_off_at, closed_dialogue, clock_started_at, dialogue_first_event_id, ${list([...ofDialogues, ...needsRef])}account_id,
        -- A wait whose clock started before this is unanswered by the hours of its account. TRICKY: this also holds what
        -- is abandoned after 30 days, because the limits never lie further back.
        transform(
          account_id,
          arrayPushBack({limit_account_ids:Array(UInt32)}, 0),
          arrayPushBack({unanswered_before_ms:Array(Int64)}, 0),
          toUnixTimestamp64Milli({now:DateTime64(3, 'UTC')}) - {unanswered_after_seconds:UInt32} * 1000
        ) AS unanswered_before
      FROM waits_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32}
        AND definition_id = {definition_id:UInt32}
        AND ${inPeriod('waiting_since')}
    ) AS wait${
      ads.length > 0
        ? `
    LEFT JOIN ads_of_dialogues AS came
      ON wait.identity_id = came.identity_id AND wait.dialogue_first_event_id = came.first_event_id`
        : ''
    }`,

    subscriptions: subscriptionFacts('begun', asked, cameBy),
    subscribers: subscriptionFacts('there', asked, cameBy),

    clicks: `
    SELECT
      'click' AS fact, at, identity_id, event_id, toInt64(0) AS milliseconds, toUInt64(0) AS weight,
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
      'lost_code' AS fact, at, identity_id, event_id, toInt64(0) AS milliseconds, toUInt64(0) AS weight,
      ${howClick} AS came_by, ${list(asked)}account_id
    FROM (${LOST_CODES})`,
  };

  const needsTouches = cameBy && isWanted('dialogues', 'waits');
  const parts = [
    ...(needsTouches ? [TOUCHES_WITHOUT_REF] : []),
    ...(cameBy && isWanted('waits') ? [DIALOGUES_WITHOUT_REF] : []),
    ...(ads.length > 0 && isWanted('dialogues', 'waits') ? [ADS_OF_DIALOGUES] : []),
  ];
  return {
    parts: parts.length === 0 ? '' : `WITH ${parts.join(',')}`,
    facts: ARRIVAL_KINDS.filter((kind) => kinds.includes(kind))
      .map((kind) => of[kind])
      .join('\n\n    UNION ALL'),
  };
}
