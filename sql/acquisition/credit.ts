import type { AttributionModel } from '@parley/contracts';
import { withContact } from './contacts.js';
import { inHours } from './in-hours.js';
import { conversions } from './conversions.js';
import { type ConversionsQuestion, converting } from './goal-events.js';
import { inCurrency } from '../costs/convert.js';

/**
 * The weight of each touch of one conversion, in their order, as an array that adds up to 1. Reads `touches` (those that
 * may earn, not empty; `at_ms`, `is_direct`) and `goal`.
 */
export const WEIGHTS: Record<AttributionModel, string> = {
  first: 'arrayMap(place -> toFloat64(place = 1), arrayEnumerate(touches))',
  last: 'arrayMap(place -> toFloat64(place = length(touches)), arrayEnumerate(touches))',
  last_non_direct: `arrayMap(
      place -> toFloat64(place = arrayLastIndex(touch -> tupleElement(touch, 'is_direct') = 0, touches)
        OR (place = length(touches) AND arrayAll(touch -> tupleElement(touch, 'is_direct') = 1, touches))),
      arrayEnumerate(touches))`,
  linear: 'arrayMap(touch -> 1 / length(touches), touches)',
  position: `arrayMap(
      place -> multiIf(
        length(touches) = 1, 1.,
        length(touches) = 2, 0.5,
        place = 1 OR place = length(touches), 0.4,
        0.2 / (length(touches) - 2)
      ),
      arrayEnumerate(touches))`,
  // Measured from the last touch, which changes no share: far back, powers of the time to the conversion would all be 0.
  time_decay: `arrayMap(
      touch -> exp2((tupleElement(touch, 'at_ms') - tupleElement(touches[-1], 'at_ms')) / {goal_half_life_ms:Array(Float64)}[goal])
        / arraySum(
          other -> exp2((tupleElement(other, 'at_ms') - tupleElement(touches[-1], 'at_ms')) / {goal_half_life_ms:Array(Float64)}[goal]),
          touches
        ),
      touches)`,
};

/**
 * The touches of all who may have converted, as a SELECT: one row per contact, with `touches` in order: `at_ms`,
 * `event_id`, `is_paid`, `is_new` (it made the identity a contact), `is_direct`, `came` (1 by a ref, 2 without one, 3
 * directly), `is_asked` and `value`. Of two in one instant that of the larger number is the later one.
 */
const touchesOfContacts = (question: PathsQuestion): string => `
  SELECT
    contact_id,
    touches,
    -- Of merged identities the first arrival made the contact, the others are arrivals of somebody known.
    arrayFirstIndex(touch -> tupleElement(touch, 'is_new') = 1, touches) AS acquisition_place
  FROM (
    SELECT
      contact_id,
      arraySort(groupArray(CAST(
        (toUnixTimestamp64Milli(occurred_at), event_id, is_paid, is_new, is_direct, came, is_asked, value),
        'Tuple(at_ms Int64, event_id UInt64, is_paid UInt8, is_new UInt8, is_direct UInt8, came UInt8, is_asked UInt8,
          value String)'
      ))) AS touches
    FROM (${withContact(`
      SELECT
        identity_id, occurred_at, event_id, ad_id != '' AS is_paid, kind = 'acquisition' AS is_new, is_direct,
        multiIf(ref != '', 1, is_direct = 1, 3, 2) AS came,
        ${question.asked ?? '1'} AS is_asked,
        ${question.value} AS value
      FROM touches_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32}
        AND definition_id = {definition_id:UInt32}
        AND identity_id IN (${converting(question)})`)})
    GROUP BY contact_id
  )`;

/** Which conversions are asked for, and what their touches are called. */
export interface PathsQuestion extends ConversionsQuestion {
  /** An expression over the columns of touches_v1, a String: what the touch is called, such as `toString(source)`. */
  value: string;
  /** Such an expression, 0 or 1: whether the touch is asked for; every one when missing. */
  asked?: string;
}

/**
 * Every conversion with the touches that may earn its credit, as a SELECT: the columns of {@link conversions}, and
 * - `worth`      what `amount` is in {currency}, Decimal(18, 4); NULL where no rate is known
 * - `touches`    those at or before the conversion and within the goal's look-back for their kind, both ends included, in
 *                order; found over all history, not in the period
 * - `has_earlier_touch`  1 = there was a touch at or before the conversion, within the look-back or not
 */
export function paths(question: PathsQuestion): string {
  const converted = inCurrency(conversions(question), {
    amount: 'amount',
    as: 'worth',
    type: 'Decimal(18, 4)',
  });
  return `
  SELECT
    converted.*,
    arrayFilter(
      (touch, place) -> tupleElement(touch, 'at_ms') <= converted.at_ms
        AND tupleElement(touch, 'at_ms') >= converted.at_ms - multiIf(
          tupleElement(touch, 'is_paid') = 1, {goal_lookback_paid_ms:Array(Int64)}[converted.goal],
          place = arrived.acquisition_place, {goal_lookback_acquisition_ms:Array(Int64)}[converted.goal],
          {goal_lookback_other_ms:Array(Int64)}[converted.goal]
        ),
      arrived.touches,
      arrayEnumerate(arrived.touches)
    ) AS touches,
    arrayExists(touch -> tupleElement(touch, 'at_ms') <= converted.at_ms, arrived.touches) AS has_earlier_touch
  FROM (${converted}) AS converted
  LEFT JOIN (${touchesOfContacts(question)}) AS arrived ON converted.contact_id = arrived.contact_id`;
}

/** What credit is asked with. */
export interface CreditQuestion extends PathsQuestion {
  /** One column of weights per model, called `weight_<model>`; each adds up to 1 over the rows of a conversion. */
  models: readonly AttributionModel[];
}

/**
 * The credit for every conversion, as a SELECT: one row per conversion and touch that may earn, or one row with weight 1
 * for a conversion that has none. The columns of {@link paths} but `touches`, and
 * - `weight_<model>`  0 to 1
 * - `arrival`         of the touch: `ref`, `no_ref` or `direct`; where there is none `expired` (touches lie only outside the
 *                     look-back) or `unattributed` (no touch at all)
 * - `value`, `is_asked`  of the touch; '' and 0 where there is none
 * - `touch_at_ms`, `touch_event_id`  0 where there is none
 * - `place`, `touches_count`  the touch is the `place`-th of so many; 0 where there is none
 * - `is_assisting`    1 = the last touch of the conversion is called otherwise
 *
 * Dated by touch, only credit whose touch lies in [from, to) is there, and what no touch earned by its conversion: the
 * weights of one conversion may then add up to less than 1 within the period, and do over all periods.
 *
 * Binds what {@link conversions} does and {definition_id:UInt32}.
 */
export function credit({ models, ...question }: CreditQuestion): string {
  const each = (text: (model: AttributionModel) => string) =>
    models.map((model) => `,\n    ${text(model)}`).join('');
  return `
  SELECT
    * EXCEPT (touches, earning, worth${models.map((model) => `, weights_${model}`).join('')}),
    worth AS conversion_value,
    place${each((model) => `weight_${model}`)},
    tupleElement(touch, 'at_ms')    AS touch_at_ms,
    tupleElement(touch, 'event_id') AS touch_event_id,
    multiIf(
      touches_count > 0, ['ref', 'no_ref', 'direct'][tupleElement(touch, 'came')],
      has_earlier_touch, 'expired',
      'unattributed'
    ) AS arrival,
    tupleElement(touch, 'value')    AS value,
    tupleElement(touch, 'is_asked') AS is_asked,
    touches_count > 0 AND (
      tupleElement(touch, 'value') != tupleElement(touches[-1], 'value')
      OR (tupleElement(touch, 'value') = '' AND tupleElement(touch, 'came') != tupleElement(touches[-1], 'came'))
    ) AS is_assisting
  FROM (
    SELECT
      *,
      toUInt32(length(touches)) AS touches_count,
      -- Of nothing one row is left, which holds what no touch earned.
      if(empty(touches), arrayResize(touches, 1), touches) AS earning${each((model) => `if(empty(touches), [1.], ${WEIGHTS[model]}) AS weights_${model}`)}
    FROM (${paths(question)})
  )
  ARRAY JOIN
    earning AS touch,
    if(touches_count = 0, [0], arrayEnumerate(earning)) AS place${each((model) => `weights_${model} AS weight_${model}`)}${
      question.date === 'conversion' ? '' : IN_PERIOD
    }`;
}

const IN_PERIOD = `
  WHERE if(touches_count < 1, at_ms, tupleElement(touch, 'at_ms')) >= toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')})
    AND if(touches_count < 1, at_ms, tupleElement(touch, 'at_ms')) <  toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')})${inHours(
      "if(touches_count < 1, at_ms, tupleElement(touch, 'at_ms'))",
    )}`;
