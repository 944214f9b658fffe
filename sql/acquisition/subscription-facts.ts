import type { TouchLabelName } from './arrival-facts.js';

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
  return `
    SELECT
      toLowCardinality('${fact}') AS fact, subscribed_at AS at, identity_id, first_event_id AS event_id,
      if(
        unsubscribed_at > ${NEVER}, toUnixTimestamp64Milli(unsubscribed_at) - toUnixTimestamp64Milli(subscribed_at), -1
      ) AS milliseconds,
      last_message_event_id AS weight,
      ${cameBy ? 'arrival' : "toLowCardinality('')"} AS came_by, ${asked.map((label) => `${label}, `).join('')}account_id
    FROM subscription_arrivals_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}
      AND ${where}`;
}
