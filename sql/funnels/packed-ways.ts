import type { FunnelDefinition } from '@parley/contracts';
import type { Stages } from './ways.js';

/** A time takes so many bits when counted from {@link BEFORE_1970}; five of them are one number. */
const BITS = 44;
const SLOT = String(2 ** BITS - 1);
export const MOST_PACKED = 5;
/** Milliseconds: no event is older, so that none is below 1. */
export const BEFORE_1970 = '4398046511104';

const bitOf = (step: number) => 2 ** (step - 1);

/** Whether the ways of a funnel fit into numbers: few steps, and nothing but their order and the window of the whole. */
export const arePackable = ({ order, steps, exclusions }: FunnelDefinition): boolean =>
  order !== 'any' &&
  steps.length <= MOST_PACKED &&
  exclusions.length === 0 &&
  steps.every(({ window_seconds, min_gap_seconds }) => window_seconds === null && min_gap_seconds === 0);

/**
 * The same as `orderedWays` for funnels that are {@link arePackable}, several times faster: a way is one number that holds the
 * times of its events, the first in the lowest bits, and only the place of its entry is known.
 */
export function packedWays(funnel: FunnelDefinition): Stages {
  const last = funnel.steps.length;
  const all = 2 ** last - 1;
  const stages: Stages['stages'] = [];
  const add = (columns: string) => stages.push((from) => `\n  SELECT *, ${columns}\n  FROM (${from})`);
  const filled = (step: number) =>
    funnel.order === 'strict'
      ? `arrayReverseFill((way, mask) -> bitAnd(mask, ${all}) != 0, way_${step}, masks)`
      : `arrayReverseFill(way -> way != 0, way_${step})`;

  add('arrayMap(at -> toUInt256(at + ' + BEFORE_1970 + '), ats) AS moments');
  add(
    `arrayMap((mask, moment) -> if(bitAnd(mask, ${bitOf(last)}) != 0, moment, toUInt256(0)), masks, moments) AS way_${last}`,
  );
  for (let step = last - 1; step >= 1; step--) {
    add(`arrayPushBack(arrayPopFront(${filled(step + 1)}), toUInt256(0)) AS next_${step}`);
    add(`arrayMap(
      (mask, moment, next) -> if(bitAnd(mask, ${bitOf(step)}) != 0, bitOr(bitShiftLeft(next, ${BITS}), moment), toUInt256(0)),
      masks, moments, next_${step}
    ) AS way_${step}`);
  }
  const isEntry = `bitAnd(mask, 1) != 0
        AND at >= toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')}) AND at < toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')})`;
  const timeOf = (step: number) => `bitAnd(bitShiftRight(way, ${BITS * (step - 1)}), toUInt256(${SLOT}))`;
  const reaches = Array.from(
    { length: last - 1 },
    (_, index) =>
      ` + (${timeOf(index + 2)} != 0 AND ${timeOf(index + 2)} <= ${timeOf(1)} + toUInt256({funnel_window_ms:Int64}))`,
  ).join('');
  add(`arrayFilter((way, mask, at) -> ${isEntry}, way_1, masks, ats) AS entries,
    arrayFilter((place, mask, at) -> ${isEntry}, places, masks, ats) AS entry_places`);
  return {
    stages,
    levels: `arrayMap(way -> toUInt8(1${reaches}), entries)`,
    // The place of an event after the entry is not known: whoever asks for it takes the other way.
    way: `arrayMap(
      step -> (
        toInt64(bitAnd(bitShiftRight(entries[entry_place], toUInt16(step * ${BITS})), toUInt256(${SLOT}))) - ${BEFORE_1970},
        if(step = 0, entry_places[entry_place], 0)
      ),
      range(level)
    )`,
  };
}
