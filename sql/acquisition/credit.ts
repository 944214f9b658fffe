import type { AttributionModel } from '@parley/contracts';
import { withContact } from './contacts.js';
import { conversions } from './conversions.js';
import { type ConversionsQuestion, converting } from './goal-events.js';
import { inCurrency } from '../costs/convert.js';

/**
 * The weight of each touch of one conversion, in their order, as an array that adds up to 1. Reads `touches` (those that
 * may earn, not empty; `at_ms`, `is_direct`) and binds {half_life_ms:Float64}.
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
      touch -> exp2((tupleElement(touch, 'at_ms') - tupleElement(touches[-1], 'at_ms')) / {half_life_ms:Float64})
        / arraySum(
          other -> exp2((tupleElement(other, 'at_ms') - tupleElement(touches[-1], 'at_ms')) / {half_life_ms:Float64}),
          touches
        ),
      touches)`,
};

/** What a touch is called in the rows of credit: an SQL expression over the columns of touches_v1, and its type. */
export interface TouchLabel {
  as: string;
  sql: string;
  type: string;
}

/**
 * The touches of all who may have converted, as a SELECT: one row per contact, with `touches` in order: `at_ms`,
 * `event_id`, `is_paid`, `is_new` (it made the identity a contact), `is_direct` and the labels. Of two in one instant that of
 * the larger number is the later one. Binds also {definition_id:UInt32}.
 */
function touchesOfContacts(question: PathsQuestion): string {
  const names = question.labels.map(({ as }) => `, ${as}`).join('');
  const types = question.labels.map(({ as, type }) => `, ${as} ${type}`).join('');
  const columns = question.labels.map(({ as, sql }) => `, ${sql} AS ${as}`).join('');
  return `
  SELECT
    contact_id,
    arraySort(groupArray(CAST(
      (toUnixTimestamp64Milli(occurred_at), event_id, is_paid, is_new, is_direct${names}),
      'Tuple(at_ms Int64, event_id UInt64, is_paid UInt8, is_new UInt8, is_direct UInt8${types})'
    ))) AS touches,
    -- Of merged identities the first arrival made the contact, the others are arrivals of somebody known.
    arrayFirstIndex(touch -> tupleElement(touch, 'is_new') = 1, touches) AS acquisition_place
  FROM (${withContact(`
    SELECT identity_id, occurred_at, event_id, ad_id != '' AS is_paid, kind = 'acquisition' AS is_new, is_direct${columns}
    FROM touches_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}
      AND identity_id IN (${converting(question)})`)})
  GROUP BY contact_id`;
}

/** Which conversions are asked for, and what their touches are called. */
export interface PathsQuestion extends ConversionsQuestion {
  labels: readonly TouchLabel[];
}

/**
 * Every conversion with the touches that may earn its credit, as a SELECT: the columns of {@link conversions}, and
 * - `value`      what `amount` is in {currency}, Decimal(18, 4); NULL where no rate is known
 * - `touches`    those at or before the conversion and within the goal's look-back for their kind, both ends included, in
 *                order; found over all history, not in the period
 * - `has_earlier_touch`  1 = there was a touch at or before the conversion, within the look-back or not
 */
export function paths(question: PathsQuestion): string {
  const converted = inCurrency(conversions(question), {
    amount: 'amount',
    as: 'value',
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
 * for a conversion that has none. The columns of {@link paths} but `touches`, the labels, and
 * - `weight_<model>`  0 to 1
 * - `arrival`         `touched` (the labels say where from), `direct`, `expired` (touches lie only outside the look-back) or
 *                     `unattributed` (no touch at all); labels are empty in the last two
 * - `touch_at_ms`, `touch_event_id`  0 where there is none
 * - `place`, `touches_count`  the touch is the `place`-th of so many; 0 where there is none
 *
 * Dated by touch, only credit whose touch lies in [from, to) is there, and what no touch earned by its conversion: the
 * weights of one conversion may then add up to less than 1 within the period, and do over all periods.
 *
 * Binds what {@link conversions} does, {definition_id:UInt32} and, for `time_decay`, {half_life_ms:Float64}.
 */
export function credit({ models, ...question }: CreditQuestion): string {
  const { date, labels } = question;
  const weights = models.map((model) => `if(empty(touches), [1.], ${WEIGHTS[model]}) AS weights_${model}`);
  return `
  SELECT
    * EXCEPT (touches, earning${models.map((model) => `, weights_${model}`).join('')}),
    place${models.map((model) => `,\n    weight_${model}`).join('')},
    tupleElement(touch, 'at_ms')    AS touch_at_ms,
    tupleElement(touch, 'event_id') AS touch_event_id,
    multiIf(
      touches_count > 0 AND tupleElement(touch, 'is_direct') = 1, 'direct',
      touches_count > 0, 'touched',
      has_earlier_touch, 'expired',
      'unattributed'
    ) AS arrival${labels.map(({ as }) => `,\n    tupleElement(touch, '${as}') AS ${as}`).join('')}
  FROM (
    SELECT
      *,
      toUInt32(length(touches)) AS touches_count,
      -- Of nothing one row is left, which holds what no touch earned.
      if(empty(touches), arrayResize(touches, 1), touches) AS earning,
      ${weights.join(',\n      ')}
    FROM (${paths(question)})
  )
  ARRAY JOIN
    earning AS touch,
    if(touches_count = 0, [0], arrayEnumerate(earning)) AS place${models.map((model) => `,\n    weights_${model} AS weight_${model}`).join('')}${
      date === 'conversion'
        ? ''
        : `
  WHERE if(touches_count = 0, at_ms, tupleElement(touch, 'at_ms')) >= toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')})
    AND if(touches_count = 0, at_ms, tupleElement(touch, 'at_ms')) <  toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')})`
    }`;
}
