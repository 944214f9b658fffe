import type { FunnelBreakdown, FunnelBreakdownPlace, FunnelDefinition } from '@parley/contracts';
import type { QueryParams } from '../lib/client.js';
import { anyOrderWays } from './any-order.js';
import { funnelOf } from './bound-funnel.js';
import { arePackable, BEFORE_1970, packedWays } from './packed-ways.js';
import { isMixed, type ReadSpan } from './sources.js';
import { SPILLED } from './spilled.js';
import { eventsOfUnits } from './units.js';
import { touchesOfOwners, valuesOf } from './values.js';
import { orderedWays } from './ways.js';

/** From the first moment that may matter to the last: to the end of the last window, never past now. */
export const spanOf = ({ order }: FunnelDefinition): ReadSpan => ({
  from:
    order === 'any'
      ? "{from:DateTime64(3, 'UTC')} - toIntervalMillisecond({funnel_window_ms:Int64})"
      : "{from:DateTime64(3, 'UTC')}",
  until: `least({to:DateTime64(3, 'UTC')} + toIntervalMillisecond({funnel_window_ms:Int64}),
      {now:DateTime64(3, 'UTC')} + toIntervalMillisecond(1))`,
});

/**
 * An event as one number, which sorts by time, sequence and id a hundred times faster than a tuple of them: 48 bits of
 * milliseconds, 64 of sequence, 64 of id, 16 of mask. Where only some events have a number of the platform, their rank
 * comes first: it is the low four bits of the sequence, which turn round to be the high ones.
 */
const keyOf = (funnel: FunnelDefinition) => `bitOr(
      bitOr(
        bitShiftLeft(toUInt256(at_ms + ${BEFORE_1970}), 144),
        bitShiftLeft(toUInt256(${isMixed(funnel) ? 'bitRotateRight(sequence, 4)' : 'sequence'}), 80)
      ),
      bitOr(bitShiftLeft(toUInt256(event_id), 16), toUInt256(mask))
    )`;

/** The entries of a funnel, where only who entered is asked: events of the first step in the period. */
const entries = (funnel: FunnelDefinition) =>
  eventsOfUnits({
    // A dialogue has the touches of its profile.
    funnel: {
      ...funnel,
      unit: funnel.unit === 'contact' ? 'contact' : 'identity',
      steps: funnel.steps.slice(0, 1),
      exclusions: [],
    },
    span: { from: "{from:DateTime64(3, 'UTC')}", until: "{to:DateTime64(3, 'UTC')}" },
    own: null,
  });

/** What is asked of a funnel's paths. */
export interface PathsQuestion {
  funnel: FunnelDefinition;
  by: FunnelBreakdown;
  at: FunnelBreakdownPlace;
  /** Whether to tell of each unit who and where it is. */
  isNamed: boolean;
}

/** Reads what was asked of a report. */
export const askedPaths = (asked: QueryParams, isNamed = false): PathsQuestion => ({
  funnel: funnelOf(asked),
  by: (asked['breakdown'] as FunnelBreakdown | undefined) ?? 'none',
  at: (asked['breakdown_at'] as FunnelBreakdownPlace | undefined) ?? 'entry',
  isNamed,
});

/** Whether each step of a unit has a value of its own. */
export const isByStep = ({ by, at }: PathsQuestion): boolean => by !== 'none' && at === 'step';

/**
 * How far everybody got, as a SELECT: one row per unit that entered in [from, to), by its entry that goes furthest, of
 * equal ones the earliest.
 * - `unit_id`
 * - `level`       how many steps, from 1
 * - `entered_ms`  milliseconds UTC
 * - `is_mature`   1 = its window is over by now
 * - `durations`   of each step reached, milliseconds from the start; the first is 0, or in any order the first of the way
 * - `value`       what it stands under in the breakdown, '' for nothing; by step an array of them
 * and, where they are named, `step_ms` (when each was reached), `identity_id`, `event_id`, `account_id`, `channel` of the
 * entry and `unit_at`.
 */
export function paths(question: PathsQuestion): string {
  const { funnel, by, at, isNamed } = question;
  const { own, touches, value } = valuesOf(funnel, { by, at });
  const isOfEntry = by === 'none' || (at !== 'step' && by !== 'agent');
  const { stages, levels, way } =
    funnel.order === 'any'
      ? anyOrderWays(funnel)
      : isOfEntry && arePackable(funnel)
        ? packedWays(funnel)
        : orderedWays(funnel);
  // Where only the entry is asked what it is called, nothing else has to say it.
  const asksEntry = own !== null && isOfEntry;

  const key = keyOf(funnel);
  const carried = [
    ...(own !== null && !isOfEntry ? [['owns', 'own'] as const] : []),
    ...(isNamed
      ? ([
          ['identities', 'identity_id'],
          ['event_ids', 'event_id'],
          ['accounts', 'account_id'],
          ['channel_texts', 'channel_text'],
        ] as const)
      : []),
  ];

  const grouped = `
  SELECT
    unit_id,
    any(owner_id) AS owner_id,
    any(unit_at) AS unit_at,
    groupArray(${key}) AS unsorted${carried.map(([list, one]) => `,\n    groupArray(${one}) AS unsorted_${list}`).join('')}${
      asksEntry
        ? `,
    groupArrayIf(${key}, bitAnd(mask, 1) != 0) AS entry_keys,
    groupArrayIf(own, bitAnd(mask, 1) != 0) AS entry_owns`
        : ''
    }
  FROM (${eventsOfUnits({ funnel, span: spanOf(funnel), own })})
  GROUP BY unit_id
  HAVING countIf(
    bitAnd(mask, 1) != 0
    AND at_ms >= toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')})
    AND at_ms <  toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')})
  ) > 0
  ${SPILLED}`;
  const sorted = `
  SELECT
    unit_id, owner_id, unit_at,
    arraySort(unsorted) AS keys${carried.map(([list]) => `,\n    arraySort((one, key) -> key, unsorted_${list}, unsorted) AS ${list}`).join('')}${asksEntry ? ', entry_keys, entry_owns' : ''}
  FROM (${grouped})`;
  const split = `
  SELECT
    *,
    arrayMap(key -> toInt64(bitShiftRight(key, 144)) - ${BEFORE_1970}, keys) AS ats,
    arrayMap(key -> toUInt16(bitAnd(key, 65535)), keys) AS masks,
    arrayEnumerate(keys) AS places
  FROM (${sorted})`;

  const kept = [
    'unit_id',
    'owner_id',
    'unit_at',
    ...carried.map(([list]) => list),
    ...(asksEntry ? ['keys', 'entry_keys', 'entry_owns'] : []),
  ].join(', ');
  const leveled = `
  SELECT *, ${levels} AS levels
  FROM (${stages.reduce((from, stage) => stage(from), split)})`;
  const chosen = `
  SELECT *, toUInt8(arrayMax(levels)) AS level, indexOf(levels, arrayMax(levels)) AS entry_place
  FROM (${leveled})`;
  const walked = `
  SELECT ${kept}, level, ${way} AS way
  FROM (${chosen})
  WHERE level > 0`;
  const touched =
    touches === null
      ? walked
      : `
  SELECT walked.*, touched.touches AS touches
  FROM (${walked}) AS walked
  LEFT JOIN (${touchesOfOwners(funnel, touches, entries(funnel))}) AS touched ON walked.owner_id = touched.owner_id`;
  const durations =
    funnel.order === 'any'
      ? 'arrayMap(step -> arrayMax(arraySlice(step_ms, 1, step)) - arrayMin(arraySlice(step_ms, 1, step)), arrayEnumerate(step_ms))'
      : 'arrayMap(one -> one - step_ms[1], step_ms)';
  return `
  SELECT
    unit_id, level, entered_ms,
    entered_ms + {funnel_window_ms:Int64} <= toUnixTimestamp64Milli({now:DateTime64(3, 'UTC')}) AS is_mature,
    ${durations} AS durations,
    value${
      isNamed
        ? `,
    step_ms, unit_at, identities[entry_place] AS identity_id, event_ids[entry_place] AS event_id,
    accounts[entry_place] AS account_id, channel_texts[entry_place] AS channel`
        : ''
    }
  FROM (
    SELECT *, arrayMap(event -> event.1, way) AS step_ms, step_ms[1] AS entered_ms, way[1].2 AS entry_place, ${asksEntry ? 'entry_owns[indexOf(entry_keys, keys[way[1].2])]' : value} AS value
    FROM (${touched})
  )`;
}

/** Which step is asked for, from 1: the last where none is or where the funnel has not so many. */
export function stepOf({ funnel }: PathsQuestion, asked: unknown, otherwise = funnel.steps.length): number {
  return Math.min(typeof asked === 'number' ? asked : otherwise, funnel.steps.length);
}
