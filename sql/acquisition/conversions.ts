import { withContact } from './contacts.js';
import { inHours } from './in-hours.js';
import {
  type ConversionsQuestion,
  converting,
  goalsOfEvent,
  happened,
  refundsOf,
  untilOf,
} from './goal-events.js';

/** Of the events at least so far apart, each as far from the one that counted before. */
const COUNT_SPACED = `      {goal_repeats:Array(String)}[goal] = 'once_per_days',
        tupleElement(arrayFold(
          (counted, event, place) -> if(
            place = 1 OR tupleElement(event, 'at_ms') - counted.2 >= {goal_repeat_ms:Array(Int64)}[goal],
            (arrayPushBack(counted.1, place), tupleElement(event, 'at_ms')),
            counted
          ),
          events,
          arrayEnumerate(events),
          (CAST([], 'Array(UInt32)'), toInt64(0))
        ), 1),
`;

/**
 * One row per contact and goal: its `events` in order, each once, for each of them the place of the `firsts` event with the
 * same order, and the `places` of those that count by the goal's rule.
 * TRICKY: each step is a SELECT of its own. A name that is used twice is worked out twice, and what it is made of four
 * times: written in one, planning took a second.
 */
const counting = (question: ConversionsQuestion): string => `
  SELECT
    contact_id,
    goal,
    events,
    firsts,
    multiIf(
      {goal_repeats:Array(String)}[goal] = 'once', [1],
      {goal_repeats:Array(String)}[goal] = 'by_order',
        arrayFilter((place, first) -> place = first, arrayEnumerate(events), firsts),
${question.goals.spaced ? COUNT_SPACED : ''}      arrayEnumerate(events)
    ) AS places
  FROM (
    SELECT
      contact_id,
      goal,
      events,
      arrayMap((order, place) -> if(order = '', place, indexOf(orders, order)), orders, arrayEnumerate(orders)) AS firsts
    FROM (
      SELECT contact_id, goal, events, arrayMap(event -> tupleElement(event, 'order_id'), events) AS orders
      FROM (
        SELECT
          contact_id,
          goal,
          -- A caller may send one id twice with two times: the earlier one stands.
          if(
            length(arrayDistinct(ids)) = length(ids),
            rows,
            arrayFilter((row, id, place) -> indexOf(ids, id) = place, rows, ids, arrayEnumerate(ids))
          ) AS events
        FROM (
          SELECT contact_id, goal, rows, arrayMap(row -> tupleElement(row, 'event_id'), rows) AS ids
          FROM (
            SELECT
              contact_id,
              goal,
              arraySort(groupArray(CAST(
                (at_ms, event_id, bitNot(version), identity_id, account_id, toString(channel), order_id, amount,
                  amount_currency),
                'Tuple(at_ms Int64, event_id UInt64, newness UInt64, identity_id UInt64, account_id UInt32, channel String,
                  order_id String, amount Decimal(18, 4), currency String)'
              ))) AS rows
            FROM (
              SELECT
                contact_id, identity_id, account_id, channel, event_id, version, order_id, amount, amount_currency,
                toUnixTimestamp64Milli(occurred_at) AS at_ms,
                arrayJoin(${goalsOfEvent(question)}) AS goal
              FROM (${withContact(happened(question))})
            )
            GROUP BY contact_id, goal
          )
        )
      )
    )
  )`;

/**
 * Every conversion of the goals in question, as a SELECT: one row per event and goal.
 * - `contact_id`, `identity_id`, `account_id`, `channel`, `event_id`, `order_id`
 * - `goal`      the goal's place in the bound lists, from 1
 * - `at_ms`     milliseconds UTC
 * - `day`       Date, local to {time_zone}
 * - `amount`    Decimal(18, 4) in `currency`: what the goal counts, less what was refunded of its order; 0 for none
 * - `currency`  ISO 4217; {currency} where there is no amount
 *
 * Which of several events count is decided over all time, whatever the period. Dated by conversion they are those of
 * [from, to); by touch also later ones, as far as the longest look-back reaches. A refund is taken from the first event of its
 * contact's order, when both are in one currency, whenever it came. Merged identities are one contact.
 *
 * Binds what `boundGoals` gives, and {workspace_id:UInt32}, {from}, {to:DateTime64(3, 'UTC')}, {time_zone:String},
 * {currency:String}.
 */
export function conversions(question: ConversionsQuestion): string {
  const until = untilOf(question.date);
  const { refunds } = question.goals;
  return `
  SELECT
    converted.contact_id AS contact_id,
    goal,
    tupleElement(kept, 'at_ms')       AS at_ms,
    tupleElement(kept, 'event_id')    AS event_id,
    tupleElement(kept, 'identity_id') AS identity_id,
    tupleElement(kept, 'account_id')  AS account_id,
    tupleElement(kept, 'channel')     AS channel,
    kept_order                        AS order_id,
    toDate(fromUnixTimestamp64Milli(at_ms), {time_zone:String}) AS day,
    multiIf(
      {goal_values:Array(String)}[goal] = 'amount', tupleElement(kept, 'amount')${refunds ? ' - refunds.refunded' : ''},
      {goal_values:Array(String)}[goal] = 'fixed', toDecimal64({goal_amounts:Array(String)}[goal], 4),
      toDecimal64(0, 4)
    ) AS amount,
    multiIf(
      {goal_values:Array(String)}[goal] = 'amount' AND kept_currency != '', kept_currency,
      {goal_values:Array(String)}[goal] = 'fixed', {goal_currencies:Array(String)}[goal],
      {currency:String}
    ) AS currency
  FROM (
    SELECT
      contact_id,
      goal,
      kept,
      tupleElement(kept, 'order_id') AS kept_order,
      tupleElement(kept, 'currency') AS kept_currency,
      -- Only the first event of an order bears its refunds.
      if(place = first_place, tupleElement(kept, 'order_id'), '') AS refundable_order
    FROM (${counting(question)})
    ARRAY JOIN
      places AS place,
      arrayMap(one -> events[one], places) AS kept,
      arrayMap(one -> firsts[one], places) AS first_place
    WHERE tupleElement(kept, 'at_ms') >= toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')})
      AND tupleElement(kept, 'at_ms') <  toUnixTimestamp64Milli(${until})
${question.date === 'conversion' ? inHours("tupleElement(kept, 'at_ms')") : ''}
      AND (empty({channels:Array(String)}) OR tupleElement(kept, 'channel') IN {channels:Array(String)})
      AND (empty({account_ids:Array(UInt32)}) OR tupleElement(kept, 'account_id') IN {account_ids:Array(UInt32)})
  ) AS converted${
    refunds
      ? `
  LEFT JOIN (${refundsOf(converting(question))}) AS refunds
    ON converted.contact_id = refunds.contact_id
    AND converted.refundable_order = refunds.order_id
    AND converted.kept_currency = refunds.amount_currency`
      : ''
  }`;
}
