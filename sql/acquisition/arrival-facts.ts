import { CLICKS } from './clicks.js';
import { LOST_CODES } from './lost-codes.js';

/** How long a start may take to become a message or a subscription. */
const DAY_MS = 86_400_000;

/** What says where a touch came from: columns of touches_v1. */
const CAME_BY = "multiIf(ref != '', 'ref', is_direct = 1, 'direct', 'no_ref')";
const LABELS = 'source, medium, campaign, content, term, ref';
const NO_LABELS = "'', '', '', '', '', ''";

/** Instants of [from, to). */
const inPeriod = (column: string) => `${column} >= {from:DateTime64(3, 'UTC')}
      AND ${column} <  {to:DateTime64(3, 'UTC')}`;
const TOUCHES = `touches_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}`;
const DIALOGUES = `dialogues_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}`;

/**
 * What has to be said once before a query that reads {@link arrivalFacts}: the parts of its WITH. `needsAds`: an
 * expression of bound values that says whether links and ads are asked for; where they are not, they are not looked up.
 */
export const arrivalFactsWith = (needsAds: string): string => `
  ${DAY_MS} AS day_ms,
  toUnixTimestamp64Milli({now:DateTime64(3, 'UTC')}) AS now_ms,
  -- A wait whose clock started before this is unanswered by the hours of its account. TRICKY: this also holds what is
  -- abandoned after 30 days, because the limits never lie further back.
  transform(
    account_id,
    arrayPushBack({limit_account_ids:Array(UInt32)}, 0),
    arrayPushBack({unanswered_before_ms:Array(Int64)}, 0),
    now_ms - {unanswered_after_seconds:UInt32} * 1000
  ) AS unanswered_before,
  -- Arrivals of which something says where from, but no ref: usually few.
  touches_without_ref AS (
    SELECT identity_id, event_id
    FROM ${TOUCHES}
      AND occurred_at < {to:DateTime64(3, 'UTC')}
      AND is_direct = 0
      AND ref = ''
  ),
  dialogues_without_touch AS (
    SELECT identity_id, first_event_id
    FROM ${DIALOGUES}
      AND started_at < {to:DateTime64(3, 'UTC')}
      AND touch_event_id = 0
  ),
  dialogues_without_ref AS (
    SELECT identity_id, first_event_id
    FROM ${DIALOGUES}
      AND started_at < {to:DateTime64(3, 'UTC')}
      AND ref = ''
      AND (identity_id, touch_event_id) IN touches_without_ref
  ),
  -- Which links and ads dialogues came by.
  ads_of_dialogues AS (
    SELECT dialogue.identity_id AS identity_id, dialogue.first_event_id AS first_event_id, link_id, ad_id
    FROM (
      SELECT identity_id, first_event_id, touch_event_id
      FROM ${DIALOGUES}
        AND started_at < {to:DateTime64(3, 'UTC')}
        AND touch_event_id != 0
        AND (${needsAds})
    ) AS dialogue
    INNER JOIN (
      SELECT identity_id, event_id, link_id, ad_id
      FROM ${TOUCHES}
        AND occurred_at < {to:DateTime64(3, 'UTC')}
        AND (link_id != 0 OR ad_id != '')
        AND (${needsAds})
    ) AS touch ON dialogue.identity_id = touch.identity_id AND dialogue.touch_event_id = touch.event_id
  )`;

/**
 * Everything that arrivals bring, one row per thing, each with the touch that it belongs to: a SELECT of its own.
 * - `fact`          click, touch (acquisition), touch_again (re-engagement), contact_acquired (without any arrival),
 *                   start, start_written (with a message within 24 h), start_immature (too young to say), lost_code,
 *                   dialogue, first_response, response, wait_unanswered, subscribed; '' of a wait that is none of these
 * - `at`            when it belongs, of [from, to): a wait to its beginning, a subscription to its own
 * - `identity_id`, `event_id`   whose it is, and the event it began with
 * - `milliseconds`  how long: of a response, of a subscription (−1: it goes on)
 * - `weight`        of a dialogue how many incoming messages; of a start 1 where a subscription followed within 24 h
 * - `came_by`       ref, no_ref, direct, unattributed
 * - `source` … `ref`, `link_id`, `ad_id`   the labels of that touch; `account_id` where it happened
 * Goes with {@link arrivalFactsWith}. Binds `workspace_id`, `definition_id`, `from`, `to`, `now`,
 * `unanswered_after_seconds`, `limit_account_ids`, `unanswered_before_ms`.
 */
export const ARRIVAL_FACTS = `
  SELECT
    if(kind = 'acquisition', 'touch', 'touch_again') AS fact,
    occurred_at AS at,
    identity_id,
    event_id,
    toInt64(0)  AS milliseconds,
    toUInt64(0) AS weight,
    ${CAME_BY}  AS came_by,
    ${LABELS}, link_id, ad_id, account_id
  FROM ${TOUCHES}
    AND ${inPeriod('occurred_at')}

  UNION ALL
  SELECT 'contact_acquired', acquired_at, identity_id, first_touch_event_id, 0, 0, 'unattributed', ${NO_LABELS}, 0, '', account_id
  FROM identities_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND ${inPeriod('acquired_at')}
    AND identity_id NOT IN (
      SELECT identity_id
      FROM ${TOUCHES}
        AND ${inPeriod('occurred_at')}
        AND kind = 'acquisition'
    )

  UNION ALL
  SELECT
    multiIf(
      now_ms - toUnixTimestamp64Milli(started.at) < day_ms, 'start_immature',
      written_at >= started.at AND toUnixTimestamp64Milli(written_at) - toUnixTimestamp64Milli(started.at) <= day_ms,
      'start_written',
      'start'
    ),
    started.at, started.identity_id, event_id, 0,
    begun.at >= started.at AND toUnixTimestamp64Milli(begun.at) - toUnixTimestamp64Milli(started.at) <= day_ms,
    ${CAME_BY}, ${LABELS}, link_id, ad_id, started.account_id
  FROM (
    SELECT
      touch.identity_id AS identity_id, event_id, touch.at AS at, written.at AS written_at,
      is_direct, ${LABELS}, link_id, ad_id, account_id
    FROM (
      SELECT identity_id, event_id, occurred_at AS at, is_direct, ${LABELS}, link_id, ad_id, account_id
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
    ON started.identity_id = begun.identity_id AND started.account_id = begun.account_id AND started.at <= begun.at

  UNION ALL
  SELECT
    'dialogue', started_at, identity_id, first_event_id, 0, messages_received,
    multiIf(
      ref != '', 'ref',
      touch_event_id = 0, 'unattributed',
      (identity_id, touch_event_id) IN touches_without_ref, 'no_ref',
      'direct'
    ),
    ${LABELS}, link_id, ad_id, account_id
  FROM (
    SELECT identity_id, started_at, first_event_id, messages_received, touch_event_id, ${LABELS}, account_id
    FROM ${DIALOGUES}
      AND ${inPeriod('started_at')}
      AND messages_received > 0
  ) AS dialogue
  LEFT JOIN ads_of_dialogues AS came USING (identity_id, first_event_id)

  UNION ALL
  SELECT
    multiIf(
      answered_at > toDateTime64(0, 3, 'UTC') AND is_first AND starter IN ('contact', 'broadcast_reply'), 'first_response',
      answered_at > toDateTime64(0, 3, 'UTC'), 'response',
      dismissed_at > toDateTime64(0, 3, 'UTC'), '',
      bot_answered_at > toDateTime64(0, 3, 'UTC') AND handed_off_at = toDateTime64(0, 3, 'UTC'), '',
      closed_dialogue = 1, 'wait_unanswered',
      toUnixTimestamp64Milli(clock_started_at) < unanswered_before, 'wait_unanswered',
      ''
    ),
    waiting_since, identity_id, wait.first_event_id,
    toUnixTimestamp64Milli(answered_at) - toUnixTimestamp64Milli(clock_started_at),
    0,
    multiIf(
      ref != '', 'ref',
      (identity_id, dialogue_first_event_id) IN dialogues_without_touch, 'unattributed',
      (identity_id, dialogue_first_event_id) IN dialogues_without_ref, 'no_ref',
      'direct'
    ),
    ${LABELS}, link_id, ad_id, account_id
  FROM (
    SELECT
      identity_id, waiting_since, first_event_id, answered_at, is_first, starter, dismissed_at, bot_answered_at,
      handed_off_at, closed_dialogue, clock_started_at, dialogue_first_event_id, ${LABELS}, account_id
    FROM waits_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}
      AND ${inPeriod('waiting_since')}
  ) AS wait
  LEFT JOIN ads_of_dialogues AS came
    ON wait.identity_id = came.identity_id AND wait.dialogue_first_event_id = came.first_event_id

  UNION ALL
  SELECT
    'subscribed', begun.at, identity_id, begun.event_id,
    if(
      begun.until > toDateTime64(0, 3, 'UTC'),
      toUnixTimestamp64Milli(begun.until) - toUnixTimestamp64Milli(begun.at),
      -1
    ),
    0,
    multiIf(came.ref != '', 'ref', came.is_direct = 1, 'direct', came.identity_id = 0, 'unattributed', 'no_ref'),
    ${LABELS}, link_id, ad_id, account_id
  FROM (
    SELECT identity_id, subscribed_at AS at, unsubscribed_at AS until, first_event_id AS event_id, account_id
    FROM subscriptions_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND ${inPeriod('subscribed_at')}
  ) AS begun
  ASOF LEFT JOIN (
    -- Of two touches in one instant one must be chosen, and always the same.
    SELECT
      identity_id, occurred_at AS at,
      ${['is_direct', 'source', 'medium', 'campaign', 'content', 'term', 'ref', 'link_id', 'ad_id'].map((column) => `argMax(${column}, event_id) AS ${column}`).join(',\n      ')}
    FROM ${TOUCHES}
      AND occurred_at < {to:DateTime64(3, 'UTC')}
      AND identity_id IN (
        SELECT identity_id
        FROM subscriptions_v1 FINAL
        WHERE workspace_id = {workspace_id:UInt32}
          AND ${inPeriod('subscribed_at')}
      )
    GROUP BY identity_id, occurred_at
  ) AS came ON begun.identity_id = came.identity_id AND begun.at >= came.at

  UNION ALL
  SELECT
    'click', at, identity_id, event_id, 0, 0, if(ref != '', 'ref', 'no_ref'), ${LABELS}, link_id, ad_id, account_id
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
    AND at >= {from:DateTime64(3, 'UTC')}

  UNION ALL
  SELECT
    'lost_code', at, identity_id, event_id, 0, 0, if(ref != '', 'ref', 'no_ref'), ${LABELS}, link_id, ad_id, account_id
  FROM (${LOST_CODES})`;
