import type { CreditDate } from '@parley/contracts';
import { withContact, withMerged } from './contacts.js';

/** Until when conversions count, excluded: with credit dated by its touch those that a touch of the period may still earn. */
export const untilOf = (date: CreditDate): string =>
  date === 'conversion'
    ? "{to:DateTime64(3, 'UTC')}"
    : `({to:DateTime64(3, 'UTC')} + toIntervalMillisecond(arrayMax(arrayConcat(
        [0], {goal_lookback_paid_ms:Array(Int64)}, {goal_lookback_acquisition_ms:Array(Int64)},
        {goal_lookback_other_ms:Array(Int64)}))))`;

/**
 * What the goals in question ask for. What none of them needs is not read, and not even planned: for a small workspace
 * planning takes longer than running.
 */
export interface GoalsShape {
  milestones: boolean;
  subscriptions: boolean;
  /** Events of other types, looked for among all events. */
  events: boolean;
  /** Whether an amount counts from which something may have been given back. */
  refunds: boolean;
  /** Whether a goal is limited to some names, channels, accounts, properties. */
  names: boolean;
  channels: boolean;
  accounts: boolean;
  props: boolean;
  /** Whether a goal counts once per some days. */
  spaced: boolean;
}

/** Which conversions are asked for. */
export interface ConversionsQuestion {
  date: CreditDate;
  goals: GoalsShape;
}

const unionOf = (
  parts: Record<'milestones' | 'subscriptions' | 'events', string>,
  { goals }: ConversionsQuestion,
) => {
  const needed = (['milestones', 'subscriptions', 'events'] as const).filter((source) => goals[source]);
  // Of no goals nothing is found, in the right shape.
  return (needed.length > 0 ? needed : (['milestones'] as const))
    .map((source) => parts[source])
    .join('\n  UNION ALL\n');
};

/** Who may have converted, and all that are one contact with them: a SELECT of `identity_id`, any number of times. */
export function converting(question: ConversionsQuestion): string {
  const until = untilOf(question.date);
  const parts = {
    milestones: `
  SELECT identity_id
  FROM milestones_v1
  WHERE workspace_id = {workspace_id:UInt32}
    AND type IN {goal_milestones:Array(String)}
    AND occurred_at >= {from:DateTime64(3, 'UTC')}
    AND occurred_at <  ${until}`,
    subscriptions: `
  SELECT identity_id
  FROM subscriptions_v1
  WHERE workspace_id = {workspace_id:UInt32}
    AND has({goal_types:Array(String)}, 'subscribed')
    AND subscribed_at >= {from:DateTime64(3, 'UTC')}
    AND subscribed_at <  ${until}`,
    events: `
  SELECT identity_id
  FROM events_v1
  WHERE workspace_id = {workspace_id:UInt32}
    AND type IN {goal_events:Array(String)}
    AND occurred_at >= {from:DateTime64(3, 'UTC')}
    AND occurred_at <  ${until}`,
  };
  return withMerged(unionOf(parts, question));
}

const EVENT_COLUMNS = `identity_id, occurred_at, event_id, version, account_id, channel, toString(type) AS event_type,
    toString(goal) AS goal_name, order_id, amount, toString(currency) AS amount_currency, props`;

/** Everything that a goal may count, of those who may have converted, over all time. */
export function happened(question: ConversionsQuestion): string {
  const identities = converting(question);
  const parts = {
    milestones: `
  SELECT ${EVENT_COLUMNS}
  FROM milestones_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND type IN {goal_milestones:Array(String)}
    AND identity_id IN (${identities})`,
    subscriptions: `
  SELECT
    identity_id, subscribed_at AS occurred_at, first_event_id AS event_id, toUInt64(0) AS version, account_id, channel,
    'subscribed' AS event_type, '' AS goal_name, '' AS order_id, toDecimal64(0, 4) AS amount, '' AS amount_currency,
    CAST(map(), 'Map(LowCardinality(String), String)') AS props
  FROM subscriptions_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND has({goal_types:Array(String)}, 'subscribed')
    AND identity_id IN (${identities})
    AND account_id IN (
      SELECT account_id
      FROM account_visibility_v1
      WHERE workspace_id = {workspace_id:UInt32}
        AND tells_subscriptions = 1
    )`,
    events: `
  SELECT ${EVENT_COLUMNS}
  FROM events_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND type IN {goal_events:Array(String)}
    AND identity_id IN (${identities})
    -- What counts in another account of the same chats does not count here.
    AND NOT arrayExists(
      span -> span.1 = account_id AND span.2 = type AND span.3 <= occurred_at AND occurred_at < span.4,
      (
        SELECT groupArray((account_id, type, from_at, until_at))
        FROM counted_elsewhere_v1
        WHERE workspace_id = {workspace_id:UInt32}
      )
    )`,
  };
  return unionOf(parts, question);
}

/** Which of the goals an event is one of: their places in the lists, from 1. */
export const goalsOfEvent = ({ goals }: ConversionsQuestion): string => {
  const conditions = [
    '{goal_types:Array(String)}[g] = event_type',
    goals.names &&
      `(empty({goal_names:Array(Array(String))}[g]) OR has({goal_names:Array(Array(String))}[g], goal_name))`,
    goals.channels &&
      `(empty({goal_channels:Array(Array(String))}[g])
        OR has({goal_channels:Array(Array(String))}[g], toString(channel)))`,
    goals.accounts &&
      `(empty({goal_accounts:Array(Array(UInt32))}[g]) OR has({goal_accounts:Array(Array(UInt32))}[g], account_id))`,
    goals.props &&
      `arrayAll(
        wanted -> arrayExists(
          (key, value) -> key = wanted AND value = props[wanted],
          {goal_prop_keys:Array(Array(String))}[g],
          {goal_prop_values:Array(Array(String))}[g]
        ),
        {goal_prop_keys:Array(Array(String))}[g]
      )`,
  ];
  return `arrayFilter(g -> ${conditions.filter(Boolean).join('\n      AND ')}, arrayEnumerate({goal_numbers:Array(UInt32)}))`;
};

/** What was given back of each order of a contact, in each currency. */
export const refundsOf = (identities: string): string => `
  SELECT contact_id, order_id, amount_currency, sum(amount) AS refunded
  FROM (${withContact(`
    SELECT identity_id, event_id, argMin(order_id, place) AS order_id, argMin(amount, place) AS amount,
      argMin(currency_text, place) AS amount_currency
    FROM (
      SELECT identity_id, event_id, order_id, amount, toString(currency) AS currency_text,
        (occurred_at, bitNot(version)) AS place
      FROM milestones_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32}
        AND type = 'purchase_refunded'
        AND identity_id IN (${identities})
    )
    GROUP BY identity_id, event_id`)})
  WHERE order_id != '' AND amount > 0
  GROUP BY contact_id, order_id, amount_currency`;
