import type { FunnelDefinition } from '@parley/contracts';
import type { Stages } from './ways.js';

const NONE = '(toInt64(0), toUInt32(0))';
const bitOf = (step: number) => 2 ** (step - 1);

/**
 * How far each stretch goes, where steps have no order. A stretch begins with any event and is as long as the window; its
 * entry is the first event of the first step in it that lies in the period. Each further step takes, in the order of the
 * list, the earliest event of the stretch that no step before it has taken.
 */
export function anyOrderWays(funnel: FunnelDefinition): Stages {
  const { steps } = funnel;
  const stages: Stages['stages'] = [];
  const add = (columns: readonly string[]) =>
    stages.push((from) => `\n  SELECT\n    *,\n    ${columns.join(',\n    ')}\n  FROM (${from})`);
  /** Of each step so many candidates: one more than steps before it that could take the same event. */
  const candidates = steps.map(({ event }, index) =>
    index === 0 ? 1 : 1 + steps.slice(0, index).filter((other) => overlaps(other.event, event)).length,
  );
  const most = Math.max(...candidates);

  const barred = funnel.exclusions.reduce((bits, _, index) => bits + 2 ** (steps.length + index), 0);
  if (barred > 0)
    add([
      `arrayPushBack(arrayPopFront(arrayReverseFill(place -> place != 0,
      arrayMap((mask, place) -> if(bitAnd(mask, ${barred}) != 0, place, 0), masks, places))), 0) AS barred`,
    ]);
  const isStep = (step: number) =>
    step === 1
      ? `bitAnd(mask, 1) != 0 AND at >= toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')}) AND at < toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')})`
      : `bitAnd(mask, ${bitOf(step)}) != 0`;
  // The first candidate is the event of the step at this one or next after it, the second the one after that …
  for (let nth = 1; nth <= most; nth++) {
    const here = steps.flatMap((_, index) => (candidates[index]! >= nth ? [index + 1] : []));
    add(
      here.map((step) =>
        nth === 1
          ? `arrayReverseFill(found -> found.2 != 0, arrayMap((mask, at, place) -> if(${isStep(step)}, (at, place), ${NONE}), masks, ats, places)) AS found_${step}_1`
          : `arrayMap(found -> found.2, arrayReverseFill(found -> found.1 != 0, arrayMap(
      (mask, at, next) -> if(${isStep(step)}, (1, next), (0, ${NONE})),
      masks, ats, arrayPushBack(arrayPopFront(found_${step}_${nth - 1}), ${NONE})
    ))) AS found_${step}_${nth}`,
      ),
    );
  }
  steps.forEach((_, index) => {
    const step = index + 1;
    const all = Array.from({ length: candidates[index]! }, (_each, nth) => `found_${step}_${nth + 1}`);
    const taken = steps
      .slice(0, index)
      .flatMap(({ event }, before) => (overlaps(event, steps[index]!.event) ? [`taken_${before + 1}`] : []));
    const names = [...all, ...taken];
    const isTaken = (one: string) => taken.map((other) => `${one}.2 = ${other}.2`).join(' OR ');
    add([
      taken.length === 0
        ? `found_${step}_1 AS taken_${step}`
        : `arrayMap(
      (${names.join(', ')}) -> multiIf(${all
        .map((one) => `NOT (${isTaken(one)}), ${one}`)
        .join(', ')}, ${NONE}),
      ${names.join(', ')}
    ) AS taken_${step}`,
    ]);
  });

  const takens = steps.map((_, index) => `taken_${index + 1}`);
  const isIn = (one: string) =>
    `${one}.2 != 0 AND ${one}.1 - at <= {funnel_window_ms:Int64}${barred > 0 ? ` AND (barred = 0 OR barred >= ${one}.2)` : ''}`;
  const level = takens.reduceRight(
    (rest, one) => `if(${isIn(one)}, 1${rest === '' ? '' : ` + ${rest}`}, 0)`,
    '',
  );
  add([
    `arrayMap((at, ${takens.join(', ')}${barred > 0 ? ', barred' : ''}) -> ${level}, ats, ${takens.join(', ')}${barred > 0 ? ', barred' : ''}) AS stretch_levels`,
  ]);
  // Of stretches that go as far that with the earliest entry; of those the earliest.
  add([
    `arrayMap((level, taken) -> if(level = 0, 0, level * 4294967296 + 4294967295 - taken.2), stretch_levels, taken_1) AS scores`,
  ]);
  add(['indexOf(scores, arrayMax(scores)) AS stretch']);
  return {
    stages,
    // One number stands for all: that of the stretch which was chosen.
    levels: '[stretch_levels[stretch]]',
    way: `arraySlice([${takens.map((one) => `${one}[stretch]`).join(', ')}], 1, level)`,
  };
}

/** Whether one event may be both: then it is only one of them. */
function overlaps(one: string, other: string): boolean {
  const typeOf = (event: string) => (event === 'bought' ? 'purchase_completed' : event);
  const arrivals = ['arrived', 'started'];
  return typeOf(one) === typeOf(other) || (arrivals.includes(one) && arrivals.includes(other));
}
