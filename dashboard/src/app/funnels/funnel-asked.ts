import {
  FUNNEL_BREAKDOWN_PLACES,
  FUNNEL_BREAKDOWNS,
  type FunnelBreakdown,
  type FunnelBreakdownPlace,
  type FunnelDefinition,
  funnelDefinition,
  MOST_FUNNEL_STEPS,
  READY_MADE_FUNNELS,
  USUAL_FUNNEL,
} from '@parley/contracts';
import type { OwnQuery } from '../shell/view-state';

/** What the screen of funnels is asked; the names are those of the api and of the URL. */
export interface FunnelAsked {
  /** As it stands in the URL; null: the saved one, or the usual one. */
  funnel: FunnelDefinition | null;
  /** The saved funnel that is shown, or that `funnel` began as; null: none. */
  funnel_id: string | null;
  breakdown: FunnelBreakdown;
  breakdown_at: FunnelBreakdownPlace;
  breakdown_property: string;
  /** Between which steps times are measured; null: the first, the last. */
  from_step: number | null;
  to_step: number | null;
  /** The URL holds a funnel that cannot be read. */
  isUnreadable: boolean;
}

const parse = (text: string): FunnelDefinition | null => {
  try {
    const parsed = funnelDefinition.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

type Read = (key: string) => readonly string[];

/** Reads from the URL what is asked. Total: what it does not understand is as usual. */
export function parseFunnel(read: Read): FunnelAsked {
  const word = <W extends string>(all: readonly W[], key: string, usual: W): W =>
    all.find((each) => each === read(key)[0]) ?? usual;
  const step = (key: string) => {
    const number = Number(read(key)[0]);
    return Number.isInteger(number) && number >= 1 && number <= MOST_FUNNEL_STEPS ? number : null;
  };
  const text = read('funnel')[0] ?? '';
  const funnel = text === '' ? null : parse(text);
  const id = read('funnel_id')[0] ?? '';
  const breakdown = word(FUNNEL_BREAKDOWNS, 'breakdown', 'none');
  const property = (read('breakdown_property')[0] ?? '').slice(0, 64);
  return {
    funnel,
    funnel_id: /^\d{1,20}$/.test(id) ? id : null,
    breakdown,
    breakdown_at: word(FUNNEL_BREAKDOWN_PLACES, 'breakdown_at', 'entry'),
    breakdown_property: property,
    from_step: step('from_step'),
    to_step: step('to_step'),
    isUnreadable: text !== '' && funnel === null,
  };
}

const USUAL: Readonly<Record<string, unknown>> = {
  unit: 'contact',
  order: 'ordered',
  window_seconds: USUAL_FUNNEL.window_seconds,
};
/** Left out of a part where they say nothing. */
const isSilent = (value: unknown): boolean =>
  value === null || value === '' || value === 0 || (Array.isArray(value) && value.length === 0);
const short = (part: object) =>
  Object.fromEntries(
    Object.entries(part)
      .filter(([, value]) => !isSilent(value))
      .map(([key, value]) => [key, key === 'props' ? (value as object[]).map(shortProp) : value]),
  );
const shortProp = (prop: object) =>
  Object.fromEntries(Object.entries(prop).filter(([key, value]) => !(key === 'is_not' && value === false)));

/** A funnel as it stands in an address: JSON without what is as usual. */
export const funnelText = ({ steps, exclusions, ...whole }: FunnelDefinition): string =>
  JSON.stringify({
    ...Object.fromEntries(Object.entries(whole).filter(([key, value]) => value !== USUAL[key])),
    steps: steps.map(short),
    ...(exclusions.length > 0 ? { exclusions: exclusions.map(short) } : {}),
  });

export const isSameFunnel = (a: FunnelDefinition, b: FunnelDefinition): boolean =>
  funnelText(a) === funnelText(b);

/** The ready-made funnel that this is, unchanged. */
export const readyMadeOf = (definition: FunnelDefinition) =>
  READY_MADE_FUNNELS.find((each) => isSameFunnel(each.definition, definition)) ?? null;

/** The part of the URL that shows this funnel; the usual one needs none. */
export const funnelQuery = (definition: FunnelDefinition, funnelId: string | null): OwnQuery => ({
  funnel: isSameFunnel(definition, USUAL_FUNNEL) && funnelId === null ? null : funnelText(definition),
  funnel_id: funnelId,
});

/** Which funnel a report is asked for: what is being changed before what is saved. */
export function funnelParams({ funnel, funnel_id }: FunnelAsked): Record<string, string> {
  if (funnel) return { funnel: funnelText(funnel) };
  return funnel_id === null ? {} : { funnel_id };
}

/** The same with what it is split by; a property without a name splits nothing. */
export function breakdownParams(asked: FunnelAsked): Record<string, string> {
  const { breakdown, breakdown_at, breakdown_property } = asked;
  if (breakdown === 'none' || (breakdown === 'property' && breakdown_property === '')) return {};
  return {
    breakdown,
    breakdown_at,
    ...(breakdown === 'property' ? { breakdown_property } : {}),
  };
}
