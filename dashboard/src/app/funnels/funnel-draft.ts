import {
  filtersOf,
  FUNNEL_FILTERS,
  type FunnelDefinition,
  funnelDefinition,
  type FunnelEvent,
  type FunnelExclusion,
  type FunnelFilter,
  type FunnelStep,
  MADE_OF,
  MOST_FUNNEL_STEPS,
} from '@parley/contracts';

/** What a step and an exclusion share: which events count. */
export type EventPart = Pick<FunnelStep, 'event' | FunnelFilter>;

const NO_FILTERS = {
  channels: [],
  account_ids: [],
  agent_ids: [],
  refs: [],
  sources: [],
  mediums: [],
  campaigns: [],
  contents: [],
  terms: [],
  goal_names: [],
  senders: [],
  content_kinds: [],
  props: [],
} satisfies Pick<FunnelStep, FunnelFilter>;

export const newStep = (event: FunnelEvent): FunnelStep => ({
  ...NO_FILTERS,
  event,
  label: '',
  window_seconds: null,
  min_gap_seconds: 0,
});
export const newExclusion = (event: FunnelEvent): FunnelExclusion => ({
  ...NO_FILTERS,
  event,
  from_step: null,
  to_step: null,
});

/** The same funnel with what cannot hold taken away: filters of another event, windows of the first step, lost places. */
export function tidy(draft: FunnelDefinition): FunnelDefinition {
  const isAny = draft.order === 'any';
  const withFilters = <Part extends EventPart>(part: Part): Part => {
    const allowed = filtersOf(part.event);
    const gone = FUNNEL_FILTERS.filter((filter) => !allowed.includes(filter));
    return { ...part, ...Object.fromEntries(gone.map((filter) => [filter, []])) };
  };
  const placed = (place: number | null, least: number, most: number) =>
    place === null || isAny || place < least || place > most ? null : place;
  const last = draft.steps.length;
  return {
    ...draft,
    steps: draft.steps.map((step, index) => ({
      ...withFilters(step),
      ...(index === 0 || isAny ? { window_seconds: null, min_gap_seconds: 0 } : {}),
    })),
    exclusions: draft.exclusions.map((exclusion) => ({
      ...withFilters(exclusion),
      from_step: placed(exclusion.from_step, 1, last - 1),
      to_step: placed(exclusion.to_step, 2, last),
    })),
  };
}

/** A step in another place; the same where it cannot go there. */
export function moved(draft: FunnelDefinition, from: number, to: number): FunnelDefinition {
  const step = draft.steps[from];
  if (!step || from === to || to < 0 || to >= draft.steps.length) return draft;
  const steps = draft.steps.filter((_, index) => index !== from);
  steps.splice(to, 0, step);
  return tidy({ ...draft, steps });
}

export const canAdd = (draft: FunnelDefinition): boolean => draft.steps.length < MOST_FUNNEL_STEPS;

/** What stands in the way of asking; `index` is that of the step or the exclusion, null: of the whole. */
export interface FunnelProblem {
  of: 'funnel' | 'step' | 'exclusion';
  index: number;
  /** The rest of the name of its text, `funnels.problem.…`. */
  what: 'few_steps' | 'window' | 'made_of' | 'gap_step' | 'gap_funnel' | 'places' | 'unreadable';
  /** The event that is made of another one in the funnel. */
  other?: FunnelEvent;
}

/** Every problem of a draft, by its place; none exactly where the api takes it. */
export function problemsOf(draft: FunnelDefinition): FunnelProblem[] {
  const problems: FunnelProblem[] = [];
  const isLength = (seconds: number | null) =>
    seconds === null || funnelDefinition.safeParse({ steps: TWO_STEPS, window_seconds: seconds }).success;
  if (draft.steps.length < 2) problems.push({ of: 'funnel', index: 0, what: 'few_steps' });
  if (!isLength(draft.window_seconds)) problems.push({ of: 'funnel', index: 0, what: 'window' });
  const events = new Set([...draft.steps, ...draft.exclusions].map(({ event }) => event));
  const ofEvent = (of: 'step' | 'exclusion') => (part: EventPart, index: number) => {
    for (const other of MADE_OF[part.event] ?? [])
      if (events.has(other)) problems.push({ of, index, what: 'made_of', other });
  };
  draft.steps.forEach(ofEvent('step'));
  draft.exclusions.forEach(ofEvent('exclusion'));
  draft.steps.forEach(({ window_seconds: window, min_gap_seconds: gap }, index) => {
    const at = { of: 'step', index } as const;
    if (!isLength(window)) problems.push({ ...at, what: 'window' });
    if (window !== null && gap > window) problems.push({ ...at, what: 'gap_step' });
    if (!(gap <= draft.window_seconds)) problems.push({ ...at, what: 'gap_funnel' });
  });
  draft.exclusions.forEach(({ from_step, to_step }, index) => {
    const [from, to] = [from_step ?? 1, to_step ?? draft.steps.length];
    if (draft.steps.length >= 2 && from >= to) problems.push({ of: 'exclusion', index, what: 'places' });
  });
  if (problems.length === 0 && !funnelDefinition.safeParse(draft).success)
    problems.push({ of: 'funnel', index: 0, what: 'unreadable' });
  return problems;
}

const TWO_STEPS = [{ event: 'started' }, { event: 'wrote' }];
