import type { PlainEvent } from './plain-event.js';

/** A click, and the start that probably lost its code. */
export interface LostCode {
  click: PlainEvent;
  start: PlainEvent;
}

const TEN_MINUTES = 600_000;

/**
 * Goes through clicks and starts of each account with a pile of clicks that nobody has taken: a start takes the topmost,
 * and it counts where that lay no more than 10 minutes before. First starts with a code, on a pile of their own code.
 * `bare`: the starts of which nothing says where from; `coded`: all others.
 */
export function lostCodesOf(
  clicks: readonly PlainEvent[],
  bare: readonly PlainEvent[],
  coded: readonly PlainEvent[],
): LostCode[] {
  const known = clicks.filter((click) => codeOf(click) !== 'none');
  const arrived = new Set(
    pairs(known, coded, (event) => `${event.account_id} ${codeOf(event)}`).map(({ click }) => click),
  );
  const left = known.filter((click) => !arrived.has(click));
  return pairs(left, bare, (event) => String(event.account_id));
}

function codeOf({ ref, link_id }: PlainEvent): string {
  if (ref !== '') return `ref ${ref}`;
  return link_id === 0 ? 'none' : `link ${link_id}`;
}

function pairs(
  clicks: readonly PlainEvent[],
  starts: readonly PlainEvent[],
  pileOf: (event: PlainEvent) => string,
): LostCode[] {
  const steps = [
    ...clicks.map((event) => ({ event, isStart: false })),
    ...starts.map((event) => ({ event, isStart: true })),
  ].sort((a, b) => {
    if (a.event.occurred_at !== b.event.occurred_at) return a.event.occurred_at - b.event.occurred_at;
    if (a.isStart !== b.isStart) return a.isStart ? 1 : -1;
    return a.event.event_id < b.event.event_id ? -1 : 1;
  });
  const piles = new Map<string, PlainEvent[]>();
  return steps.flatMap(({ event, isStart }) => {
    const pile = piles.get(pileOf(event)) ?? [];
    piles.set(pileOf(event), pile);
    if (!isStart) {
      pile.push(event);
      return [];
    }
    const click = pile.pop();
    return click && event.occurred_at - click.occurred_at <= TEN_MINUTES ? [{ click, start: event }] : [];
  });
}
