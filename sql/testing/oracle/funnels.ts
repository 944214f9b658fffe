import type { FunnelBreakdown, FunnelBreakdownPlace, FunnelDefinition } from '@parley/contracts';
import { type Fact, factsOf, meets, type OracleUnit, unitsOf } from './funnel-facts.js';
import type { OracleInput } from './understand.js';

export interface FunnelQuestion {
  funnel: FunnelDefinition;
  from: number;
  to: number;
  now: number;
  breakdown: FunnelBreakdown;
  breakdown_at: FunnelBreakdownPlace;
  breakdown_property: string;
}

/** How far one unit got. */
export interface OracleWay {
  unit: OracleUnit;
  /** The event of each step that it reached, in the order of the steps. */
  events: Fact[];
  isMature: boolean;
  /** Of each step reached: milliseconds from the start. */
  durations: number[];
  /** What it stands under at each step reached; without a breakdown by step the same at all. */
  values: string[];
}

/** Every unit that entered in the period, by its entry that goes furthest, of equal ones the earliest. */
export function waysOf(input: OracleInput, question: FunnelQuestion): OracleWay[] {
  const { funnel, now } = question;
  const window = funnel.window_seconds * 1000;
  const facts = factsOf(input).filter(({ at }) => at <= now);
  return unitsOf(input, facts, funnel).flatMap((unit) => {
    const wanted = [...funnel.steps, ...funnel.exclusions];
    const relevant = unit.facts.filter((fact) => wanted.some((part) => meets(fact, part)));
    const events = funnel.order === 'any' ? bestStretch(relevant, question) : bestEntry(relevant, question);
    if (events.length === 0) return [];
    const times = events.map(({ at }) => at);
    return [
      {
        unit,
        events,
        isMature: times[0]! + window <= now,
        durations: times.map((at, index) =>
          funnel.order === 'any'
            ? Math.max(...times.slice(0, index + 1)) - Math.min(...times.slice(0, index + 1))
            : at - times[0]!,
        ),
        values: events.map((_, index) => valueAt(unit, events, index, question)),
      },
    ];
  });
}

const isEntry = (fact: Fact, { funnel, from, to }: FunnelQuestion) =>
  meets(fact, funnel.steps[0]!) && fact.at >= from && fact.at < to;

/** By an order: of all entries the one that goes furthest, and how it goes as early as it can. */
function bestEntry(facts: readonly Fact[], question: FunnelQuestion): Fact[] {
  let best: Fact[] = [];
  facts.forEach((fact, place) => {
    if (!isEntry(fact, question)) return;
    const way = furthest(facts, question.funnel, [place]).map((each) => facts[each]!);
    if (way.length > best.length) best = way;
  });
  return best;
}

/** The longest way that begins so; of equal ones that which has each step as early as may be. */
function furthest(facts: readonly Fact[], funnel: FunnelDefinition, begun: readonly number[]): number[] {
  const known = new Map<string, number[]>();
  const entry = facts[begun[0]!]!;
  const onFrom = (step: number, place: number): number[] => {
    const key = `${step} ${place}`;
    const found = known.get(key);
    if (found) return found;
    let longest: number[] = [];
    if (step < funnel.steps.length)
      for (let next = place + 1; next < facts.length; next++) {
        if (!mayFollow(facts, funnel, step, place, next, entry)) continue;
        const way = [next, ...onFrom(step + 1, next)];
        if (way.length > longest.length) longest = way;
      }
    known.set(key, longest);
    return longest;
  };
  return [...begun, ...onFrom(begun.length, begun.at(-1)!)];
}

/** Whether the event at `next` may be the step with this index, when that at `place` was the step before. */
function mayFollow(
  facts: readonly Fact[],
  { steps, exclusions, order, window_seconds }: FunnelDefinition,
  step: number,
  place: number,
  next: number,
  entry: Fact,
): boolean {
  const { window_seconds: own, min_gap_seconds } = steps[step]!;
  const fact = facts[next]!;
  const took = fact.at - facts[place]!.at;
  const between = facts.slice(place + 1, next);
  return (
    meets(fact, steps[step]!) &&
    fact.at - entry.at <= window_seconds * 1000 &&
    (own === null || took <= own * 1000) &&
    took >= min_gap_seconds * 1000 &&
    (order !== 'strict' || !between.some((one) => steps.some((other) => meets(one, other)))) &&
    exclusions
      .filter(({ from_step, to_step }) => (from_step ?? 1) <= step && step < (to_step ?? steps.length))
      .every((exclusion) => !between.some((one) => meets(one, exclusion)))
  );
}

/** In any order: of all stretches the one that goes furthest, then that with the earliest entry, then the earliest. */
function bestStretch(facts: readonly Fact[], question: FunnelQuestion): Fact[] {
  const { steps, exclusions, window_seconds } = question.funnel;
  let best: Fact[] = [];
  facts.forEach((begin, place) => {
    const within = facts.slice(place).filter(({ at }) => at - begin.at <= window_seconds * 1000);
    const bar = within.findIndex(
      (fact, index) => index > 0 && exclusions.some((exclusion) => meets(fact, exclusion)),
    );
    const stretch = bar < 0 ? within : within.slice(0, bar + 1);
    const way: Fact[] = [];
    for (const [index, step] of steps.entries()) {
      const fact = stretch.find(
        (one) => (index === 0 ? isEntry(one, question) : meets(one, step)) && !way.includes(one),
      );
      if (!fact) break;
      way.push(fact);
    }
    const isEarlier = way.length > 0 && best.length > 0 && facts.indexOf(way[0]!) < facts.indexOf(best[0]!);
    if (way.length > best.length || (way.length === best.length && isEarlier)) best = way;
  });
  return best;
}

const OF_TOUCHES = ['source', 'medium', 'campaign', 'content'];

/** What a unit stands under at one of its steps. */
function valueAt(unit: OracleUnit, way: readonly Fact[], index: number, question: FunnelQuestion): string {
  const { breakdown: by, breakdown_at: at, breakdown_property } = question;
  const shown = (number: bigint) => (number === 0n ? '' : String(number));
  if (by === 'none') return '';
  if (by === 'agent')
    return at === 'step'
      ? shown(way[index]!.agent_id)
      : shown(way.find(({ agent_id }) => agent_id !== 0n)?.agent_id ?? 0n);
  if (by === 'property') return way[at === 'step' ? index : 0]!.event?.props[breakdown_property] ?? '';
  const column = by === 'account' ? 'account_id' : by;
  const inForce = (moment: number) =>
    String(unit.touches.findLast((row) => Number(row['occurred_at']) <= moment)?.[column] ?? '');
  if (at === 'first_touch') return String(unit.touches[0]?.[column] ?? '');
  if (at === 'last_touch') return inForce(Math.max(...way.map((fact) => fact.at)));
  const fact = way[at === 'step' ? index : 0]!;
  if (by === 'channel') return fact.channel;
  if (by === 'account') return String(fact.account_id);
  return OF_TOUCHES.includes(by) && fact.isTouch ? fact.labels[by]! : inForce(fact.at);
}
