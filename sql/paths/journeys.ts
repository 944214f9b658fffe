import { withContact } from '../acquisition/contacts.js';
import type { QueryParams } from '../lib/client.js';
import { readSteps } from './anchoring.js';
import { STEP, stepsOf } from './steps.js';

const isGiven = (asked: QueryParams, name: string) => Array.isArray(asked[name]) && asked[name].length > 0;

/** Whether a step is an anchor that is asked for. */
function isAnchor(asked: QueryParams): string {
  return [
    'kind = {anchor:String}',
    ...(isGiven(asked, 'anchor_names')
      ? [`has({anchor_names:Array(String)}, if(name IN ('<ref>', '<no_ref>', '<direct>'), '', name))`]
      : []),
    `at >= {from:DateTime64(3, 'UTC')} AND at < {to:DateTime64(3, 'UTC')}`,
    ...(isGiven(asked, 'channels') ? ['channel IN {channels:Array(String)}'] : []),
    ...(isGiven(asked, 'account_ids') ? ['account_id IN {account_ids:Array(UInt32)}'] : []),
    ...(isGiven(asked, 'hours_of_day')
      ? ['toHour(toTimeZone(at, {time_zone:String})) IN {hours_of_day:Array(UInt8)}']
      : []),
    ...(isGiven(asked, 'weekdays')
      ? ['toDayOfWeek(toTimeZone(at, {time_zone:String})) IN {weekdays:Array(UInt8)}']
      : []),
  ].join('\n          AND ');
}

/**
 * The journeys of all contacts who have the anchor in the period, as a SELECT: one row per contact.
 * - `contact_id`
 * - `anchor`  the first anchor: `at_ms` (UTC), `identity_id`, `event_id`, `channel`, `account_id`
 * - `walked`  the anchor and at most {depth} steps after it (or, asked so, before it: then the nearest comes first), each as
 *             `kind` or `kind:name`; within the window of the anchor, both ends included. What is the same as the step before is
 *             left out, and so is a pair that only repeats the pair before: A, B, A, B is A, B.
 *
 * Merged identities are one contact. What one event makes in two tables at one moment keeps an order: arrival,
 * subscription, message, all else.
 * TRICKY: each step is a SELECT of its own. A name that is used twice is worked out twice. Lists of steps of very many
 * contacts go over the server's disk: of 600 000 contacts and 3 million steps that halves the memory.
 */
export function journeys(question: QueryParams): string {
  const asked = readSteps(question);
  const { isBackward } = asked;
  return `
  SELECT
    contact_id,
    anchor,
    arraySlice(arrayFold(
      (way, step) -> multiIf(
        -- So far nothing can change what is shown any more.
        length(way) > {depth:UInt8} + 1 OR way[-1] = step, way,
        length(way) > 2 AND way[-2] = step AND way[-3] = way[-1], arrayPopBack(way),
        arrayPushBack(way, step)
      ),
      within_window,
      CAST([], 'Array(String)')
    ), 1, {depth:UInt8} + 1) AS walked
  FROM (
    SELECT
      contact_id,
      anchor,
      arrayMap(
        step -> tupleElement(step, 'value'),
        arrayFilter(
          step -> ${
            isBackward
              ? "tupleElement(step, 'at_ms') >= anchor_ms - {window_seconds:UInt32} * 1000"
              : "tupleElement(step, 'at_ms') <= anchor_ms + {window_seconds:UInt32} * 1000"
          },
          ${isBackward ? 'arrayReverse(arraySlice(steps, 1, place))' : 'arraySlice(steps, place)'}
        )
      ) AS within_window
    FROM (
      SELECT contact_id, steps, place, steps[place] AS anchor, tupleElement(steps[place], 'at_ms') AS anchor_ms
      FROM (
        SELECT contact_id, steps, arrayFirstIndex(step -> tupleElement(step, 'is_anchor') = 1, steps) AS place
        FROM (
          SELECT
            contact_id,
            arraySort(groupArray(CAST(
              (at_ms, rank, sequence, event_id, value, is_anchor, identity_id, channel, account_id),
              'Tuple(at_ms Int64, rank UInt8, sequence UInt64, event_id UInt64, value String, is_anchor UInt8,
                identity_id UInt64, channel LowCardinality(String), account_id UInt32)'
            ))) AS steps
          FROM (
            SELECT
              contact_id, rank, sequence, event_id, identity_id, channel, account_id,
              toUnixTimestamp64Milli(at) AS at_ms,
              if(name = '', kind, concat(kind, ':', name)) AS value,
              ${isAnchor(question)} AS is_anchor
            FROM (${withContact(`SELECT ${STEP} FROM (${stepsOf(asked)})`)})
          )
          GROUP BY contact_id
          HAVING max(is_anchor) = 1
          SETTINGS max_bytes_before_external_group_by = 150000000
        )
      )
    )
  )`;
}
