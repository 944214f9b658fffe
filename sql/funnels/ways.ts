import type { FunnelDefinition } from '@parley/contracts';

/**
 * How far each entry goes, where steps have an order. Below each text is a list of SELECTs, each of the one before: a name
 * that is used twice is worked out twice.
 *
 * `items` of a unit are in order: `at` (milliseconds), `mask`, `place` (from 1). A way is the list of (at, place) of an
 * event and those that follow it on the next steps; an empty one is none. Ways are found from the last step backwards:
 * the way from an event is that event and the way from the first event after it that can be the next step. That is the
 * earliest of all ways: had a later event an earlier end, so would this one, which can turn into its way where they cross.
 */
export interface Stages {
  /** The innermost SELECT comes first; each is given the one before. */
  stages: ((from: string) => string)[];
  /** For each event, how many steps an entry with it does; 0 where it is no entry. */
  levels: string;
  /** The way of an entry at `entry_place` which does `level` steps. */
  way: string;
}

const bitOf = (step: number) => 2 ** (step - 1);
const isStep = (step: number) => `bitAnd(mask, ${bitOf(step)}) != 0`;
const NO_WAY = "CAST([], 'Array(Tuple(Int64, UInt32))')";

/** Of each event the bits of the exclusions that hold between this step and the next. */
function excludedAfter({ steps, exclusions }: FunnelDefinition, step: number): number {
  return exclusions.reduce(
    (bits, { from_step, to_step }, index) =>
      (from_step ?? 1) <= step && step < (to_step ?? steps.length)
        ? bits + 2 ** (steps.length + index)
        : bits,
    0,
  );
}

export function orderedWays(funnel: FunnelDefinition): Stages {
  const { steps, order } = funnel;
  const isStrict = order === 'strict';
  const last = steps.length;
  // In these the way on does not depend on how far one wants to get.
  const isGreedy =
    isStrict ||
    (funnel.exclusions.length === 0 && steps.every(({ window_seconds }) => window_seconds === null));
  const targets = isGreedy ? [last] : Array.from({ length: last - 1 }, (_, index) => last - index);
  const nameOf = (step: number, target: number) => (isGreedy ? `way_${step}` : `way_${step}_${target}`);

  const stages: Stages['stages'] = [];
  const excluded = [...new Set(steps.map((_, index) => excludedAfter(funnel, index + 1)))].filter(
    (bits) => bits > 0,
  );
  if (excluded.length > 0)
    stages.push(
      (from) => `
  SELECT
    *,
    ${excluded.map((bits) => `${shifted(`arrayReverseFill(place -> place != 0, arrayMap((mask, place) -> if(bitAnd(mask, ${bits}) != 0, place, 0), masks, places))`, '0')} AS barred_${bits}`).join(',\n    ')}
  FROM (${from})`,
    );

  stages.push(
    (from) => `
  SELECT
    *,
    arrayMap((mask, at, place) -> if(${isStep(last)}, [(at, place)], []), masks, ats, places) AS ${nameOf(last, last)}
  FROM (${from})`,
  );
  for (let step = last - 1; step >= 1; step--) {
    const here = targets.filter((target) => target > step);
    const nexts = here.map((target) => [target, nameOf(step + 1, target)] as const);
    // What comes next, for each event.
    stages.push(
      (from) => `
  SELECT
    *,
    ${nexts.map(([, next]) => `${nextOf(funnel, step, next)} AS next_${next}`).join(',\n    ')}${
      !isGreedy && targets.includes(step)
        ? `,
    arrayMap((mask, at, place) -> if(${isStep(step)}, [(at, place)], []), masks, ats, places) AS ${nameOf(step, step)}`
        : ''
    }
  FROM (${from})`,
    );
    const bits = excludedAfter(funnel, step);
    const conditions = [
      'notEmpty(next)',
      ...(steps[step]!.window_seconds === null
        ? []
        : [`next[1].1 - at <= {funnel_step_window_ms:Array(Int64)}[${step + 1}]`]),
      ...(isStrict && steps[step]!.min_gap_seconds > 0
        ? [`next[1].1 - at >= {funnel_gap_ms:Array(Int64)}[${step + 1}]`]
        : []),
      ...(bits > 0 ? ['(barred = 0 OR barred >= next[1].2)'] : []),
    ].join(' AND ');
    const barred = bits > 0 ? `, barred_${bits}` : '';
    // Who cannot go on is still here, unless the way is one to a step beyond.
    const otherwise = isGreedy ? '[(at, place)]' : '[]';
    stages.push(
      (from) => `
  SELECT
    * EXCEPT (${nexts.map(([, next]) => `next_${next}`).join(', ')}),
    ${nexts
      .map(
        ([target, next]) => `arrayMap(
      (mask, at, place, next${bits > 0 ? ', barred' : ''}) -> multiIf(
        bitAnd(mask, ${bitOf(step)}) = 0, [],
        ${conditions}, arrayPushFront(next, (at, place)),
        ${otherwise}
      ),
      masks, ats, places, next_${next}${barred}
    ) AS ${nameOf(step, target)}`,
      )
      .join(',\n    ')}
  FROM (${from})`,
    );
  }

  const isEntry = `${isStep(1)} AND at >= toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')}) AND at < toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')})`;
  const windows = '{funnel_window_ms:Int64}';
  return isGreedy
    ? {
        stages,
        levels: `arrayMap(
      (mask, at, way) -> if(${isEntry}, arrayCount(event -> event.1 - at <= ${windows}, way), 0),
      masks, ats, way_1
    )`,
        way: 'arraySlice(way_1[entry_place], 1, level)',
      }
    : {
        stages,
        levels: `arrayMap(
      (mask, at, ${targets.map((target) => `way_${target}`).join(', ')}) -> if(${isEntry}, 1${targets
        .map((target) => ` + (notEmpty(way_${target}) AND way_${target}[-1].1 - at <= ${windows})`)
        .join('')}, 0),
      masks, ats, ${targets.map((target) => nameOf(1, target)).join(', ')}
    )`,
        way: `multiIf(${targets
          .map((target) => `level = ${target}, ${nameOf(1, target)}[entry_place]`)
          .join(', ')}, [(ats[entry_place], places[entry_place])])`,
      };
}

/** Of each event what stands at the one after it. */
const shifted = (array: string, nothing: string) => `arrayPushBack(arrayPopFront(${array}), ${nothing})`;

/** For each event the way from the first event after it that is, or may be, the next step. */
function nextOf(funnel: FunnelDefinition, step: number, ways: string): string {
  const all = 2 ** funnel.steps.length - 1;
  if (funnel.order === 'strict')
    return shifted(`arrayReverseFill((way, mask) -> bitAnd(mask, ${all}) != 0, ${ways}, masks)`, NO_WAY);
  const gap = funnel.steps[step]!.min_gap_seconds;
  if (gap === 0) return shifted(`arrayReverseFill(way -> notEmpty(way), ${ways})`, NO_WAY);
  // TRICKY: a lambda that looked the event up in an array would copy that array for each event. So what is looked for
  // is put among the events, at the moment from which they may follow, and takes what stands after it.
  const moments = `arraySort(arrayConcat(
      arrayMap((at, place, way) -> (at, 1, place, way), ats, places, ${ways}),
      arrayMap((at, place) -> (at + {funnel_gap_ms:Array(Int64)}[${step + 1}], 0, place, ${NO_WAY}), ats, places)
    ))`;
  return `arrayMap(moment -> moment.4, arrayFilter(
      moment -> moment.2 = 0,
      arrayMap((moment, way) -> (moment.1, moment.2, moment.3, way), ${moments},
        arrayReverseFill(way -> notEmpty(way), tupleElement(${moments}, 4)))
    ))`;
}
