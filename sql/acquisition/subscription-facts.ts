import type { TouchLabelName } from './arrival-facts.js';
import { TOUCHES } from './touch-of.js';

const NEVER = "toDateTime64(0, 3, 'UTC')";
/** Which subscriptions: those that began in [from, to), or all that were there at some time of it. */
const WHICH = {
  begun: {
    fact: 'subscribed',
    where: `subscribed_at >= {from:DateTime64(3, 'UTC')}
        AND subscribed_at <  {to:DateTime64(3, 'UTC')}`,
  },
  there: {
    fact: 'subscriber',
    where: `subscribed_at < {to:DateTime64(3, 'UTC')}
        AND (unsubscribed_at = ${NEVER} OR unsubscribed_at >= {from:DateTime64(3, 'UTC')})`,
  },
};

/** Subscriptions as arrival facts: each with the last touch at or before its beginning. */
export function subscriptionFacts(
  which: keyof typeof WHICH,
  asked: readonly TouchLabelName[],
  cameBy: boolean,
): string {
  const { fact, where } = WHICH[which];
  const ofTouch = ['is_direct', ...new Set<string>([...asked, ...(cameBy ? ['ref'] : [])])];
  const how = cameBy
    ? "multiIf(came.ref != '', 'ref', came.is_direct = 1, 'direct', came.identity_id = 0, 'unattributed', 'no_ref')"
    : "''";
  return `
    SELECT
      '${fact}' AS fact, begun.at AS at, begun.identity_id AS identity_id, begun.event_id AS event_id,
      if(begun.until > ${NEVER}, toUnixTimestamp64Milli(begun.until) - toUnixTimestamp64Milli(begun.at), -1) AS milliseconds,
      begun.last_message AS weight,
      ${how} AS came_by,
      ${asked.map((label) => `${label}, `).join('')}account_id
    FROM (
      SELECT
        identity_id, subscribed_at AS at, unsubscribed_at AS until, first_event_id AS event_id, account_id,
        last_message_event_id AS last_message
      FROM subscriptions_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32}
        AND ${where}
    ) AS begun
    ASOF LEFT JOIN (
      -- Of two touches in one instant one must be chosen, and always the same.
      SELECT
        identity_id, occurred_at AS at,
        ${ofTouch.map((column) => `argMax(${column}, event_id) AS ${column}`).join(', ')}
      FROM ${TOUCHES}
        AND occurred_at < {to:DateTime64(3, 'UTC')}
        AND identity_id IN (
          SELECT identity_id
          FROM subscriptions_v1 FINAL
          WHERE workspace_id = {workspace_id:UInt32}
            AND ${where}
        )
      GROUP BY identity_id, occurred_at
    ) AS came ON begun.identity_id = came.identity_id AND begun.at >= came.at`;
}
