import { TOUCH_VALUES } from '../acquisition/asked-credit.js';
import {
  type AskedSteps,
  anchoring,
  MILESTONES,
  NOT_AMONG_EVERY,
  type Source,
  sourceOf,
  sources,
} from './anchoring.js';

const list = (types: readonly string[]) => types.map((type) => `'${type}'`).join(', ');
const SPAN_START = `({from:DateTime64(3, 'UTC')} - toIntervalSecond({window_seconds:UInt32}))`;
const SPAN_END = `({to:DateTime64(3, 'UTC')} + toIntervalSecond({window_seconds:UInt32}))`;

/** The columns of a step. */
export const STEP = 'identity_id, at, rank, sequence, event_id, kind, name, channel, account_id';

/** Every step of those who may have the anchor, that its window may reach: as a SELECT of {@link STEP}. */
export function stepsOf(asked: AskedSteps): string {
  const people = anchoring(asked);
  const within = (
    column: string,
  ) => `${column} >= ${asked.isBackward ? SPAN_START : "{from:DateTime64(3, 'UTC')}"}
    AND ${column} <  ${asked.isBackward ? "{to:DateTime64(3, 'UTC')}" : SPAN_END}
    AND ${column} <= {now:DateTime64(3, 'UTC')}`;
  const until = asked.isBackward ? "{to:DateTime64(3, 'UTC')}" : SPAN_END;
  const byEvent = sourceOf(asked.anchor) === 'events';
  const types = asked.every
    ? `type NOT IN (${list(NOT_AMONG_EVERY)})${byEvent ? ` OR type = {anchor:String}` : ''}`
    : 'type = {anchor:String}';
  const eventsOf = (rows: string) => `
    SELECT
      identity_id, occurred_at, sequence, event_id, version, toString(type) AS event_type, toString(channel) AS of_channel,
      account_id
    FROM events_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND (${types})
      AND identity_id IN (${people})
      ${rows}
      -- What counts in another account of the same chats does not count here.
      AND NOT arrayExists(
        span -> span.1 = account_id AND span.2 = type AND span.3 <= occurred_at AND occurred_at < span.4,
        (
          SELECT groupArray((account_id, type, from_at, until_at))
          FROM counted_elsewhere_v1
          WHERE workspace_id = {workspace_id:UInt32}
        )
      )`;
  const repeating = `
      SELECT identity_id
      FROM repeating_identities_v1
      WHERE workspace_id = {workspace_id:UInt32}
      `;
  const parts: Record<Source, string> = {
    touches: `
  SELECT
    identity_id, occurred_at AS at, toUInt8(1) AS rank, toUInt64(0) AS sequence, event_id, 'touch' AS kind,
    if(touch_name != '', touch_name, multiIf(ref != '', '<ref>', is_direct = 1, '<direct>', '<no_ref>')) AS name,
    toString(channel) AS channel, account_id
  FROM (
    SELECT identity_id, occurred_at, event_id, type, ref, is_direct, channel, account_id, ${TOUCH_VALUES[asked.by]} AS touch_name
    FROM touches_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}
      AND ${within('occurred_at')}
      AND identity_id IN (${people})${
        // The anchor stands for the arrival that it is.
        byEvent && asked.anchor !== 'message_received' ? '\n      AND type != {anchor:String}' : ''
      }
  )`,
    wrote: `
  SELECT
    identity_id, first_incoming_at AS at, toUInt8(3) AS rank, toUInt64(0) AS sequence, first_event_id AS event_id,
    'wrote' AS kind, '' AS name, toString(channel) AS channel, account_id
  FROM dialogues_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND definition_id = {definition_id:UInt32}
    AND messages_received > 0
    AND started_at < ${until}
    AND ${within('first_incoming_at')}
    AND identity_id IN (${people})`,
    answered: `
  SELECT
    identity_id, at, toUInt8(4) AS rank, toUInt64(0) AS sequence, dialogue_first_event_id AS event_id,
    'answered' AS kind, '' AS name, place.1 AS channel, place.2 AS account_id
  FROM (
    -- Of a dialogue the first answer is found among all its waits, however far back they lie.
    SELECT
      identity_id, dialogue_started_at, dialogue_first_event_id,
      min(answered_at) AS at,
      argMin((toString(channel), account_id), (answered_at, waiting_since)) AS place
    FROM waits_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}
      AND waiting_since < ${until}
      AND answered_at > toDateTime64(0, 3, 'UTC')
      AND identity_id IN (${people})
    GROUP BY identity_id, dialogue_started_at, dialogue_first_event_id
    HAVING ${within('at')}
  )`,
    milestones: `
  SELECT
    identity_id, occurred_at AS at, toUInt8(4) AS rank, sequence, event_id, event_type AS kind,
    if(event_type = 'goal_reached', goal_name, '') AS name, of_channel AS channel, account_id
  FROM (
    -- A caller may send one id with two times: the earlier one stands.
    SELECT
      identity_id, occurred_at, sequence, event_id, version, toString(type) AS event_type, toString(goal) AS goal_name,
      toString(channel) AS of_channel, account_id
    FROM milestones_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND type IN (${list(MILESTONES)})
      AND identity_id IN (${people})
    ORDER BY occurred_at, version DESC, sequence
    LIMIT 1 BY identity_id, event_id
  )
  WHERE ${within('occurred_at')}`,
    subscriptions: `
  SELECT
    identity_id, end.1 AS at, end.2 AS rank, toUInt64(0) AS sequence, event_id, end.3 AS kind, '' AS name,
    of_channel AS channel, account_id
  FROM (
    SELECT
      identity_id, first_event_id AS event_id, toString(channel) AS of_channel, account_id,
      arrayJoin([(subscribed_at, toUInt8(2), 'subscribed'), (unsubscribed_at, toUInt8(4), toString(reason))]) AS end
    FROM subscriptions_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND subscribed_at < ${until}
      AND identity_id IN (${people})
      AND account_id IN (
        SELECT account_id
        FROM account_visibility_v1
        WHERE workspace_id = {workspace_id:UInt32}
          AND tells_subscriptions = 1
      )
  )
  WHERE end.3 != '' AND ${within('end.1')}`,
    events: `
  SELECT
    identity_id, occurred_at AS at, toUInt8(4) AS rank, sequence, event_id, event_type AS kind, '' AS name,
    of_channel AS channel, account_id
  FROM (${eventsOf(`AND ${within('occurred_at')}
      AND identity_id NOT IN (${repeating})`)}
    UNION ALL
    SELECT * FROM (${eventsOf(`AND identity_id IN (${repeating})`)}
    ORDER BY occurred_at, version DESC, sequence
    LIMIT 1 BY identity_id, event_id
    )
  )
  WHERE ${within('occurred_at')}`,
  };
  return sources(asked)
    .map((source) => parts[source])
    .join('\n  UNION ALL');
}
