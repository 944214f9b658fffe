import { ARRIVAL_LABELS } from './dimensions.js';
import type { EventType } from './events/index.js';
import { GOAL_EVENT_LABELS, GOAL_EVENT_TYPES } from './goals.js';
import type { Localized } from './text.js';

/** From an event to what came after it, or to an event from what came before. */
export const PATH_DIRECTIONS = ['from', 'to'] as const;
export type PathDirection = (typeof PATH_DIRECTIONS)[number];

/** Which events are steps: the main ones, with of each dialogue the first message and the first answer; or every one. */
export const PATH_STEPS = ['main', 'every'] as const;

/** A step stands for an arrival, the first message of a dialogue, the first answer of a person in it, or an event. */
export const PATH_KINDS = [
  'touch',
  'wrote',
  'answered',
  ...GOAL_EVENT_TYPES.filter((type) => type !== 'identities_merged' && type !== 'identities_split'),
] as const as readonly PathKind[] as [PathKind, ...PathKind[]];
export type PathKind =
  'touch' | 'wrote' | 'answered' | Exclude<EventType, 'identities_merged' | 'identities_split'>;

/** Kinds whose steps have names: sources of arrivals, names of goals. */
export const NAMED_KINDS: readonly PathKind[] = ['touch', 'goal_reached'];

/** What is too rare to be shown by itself. */
export const OTHER_STEPS = '<other>';

export const MOST_DEPTH = 8;
/** In seconds. */
export const USUAL_PATH_WINDOW = 30 * 86_400;
export const USUAL_MINIMUM_SHARE = 0.02;

const OWN_LABELS: Record<'touch' | 'wrote' | 'answered', Localized> = {
  touch: { en: 'Came', ru: 'Пришёл' },
  wrote: { en: 'Wrote', ru: 'Написал' },
  answered: { en: 'Was answered', ru: 'Получил ответ' },
};
const OTHER_LABEL: Localized = { en: 'Other', ru: 'Остальное' };

/** What each kind of step is called. */
export const pathKindLabel = (kind: PathKind): Localized =>
  kind in OWN_LABELS ? OWN_LABELS[kind as keyof typeof OWN_LABELS] : GOAL_EVENT_LABELS[kind as EventType];

/** The kind of a step and its name; `''` where it has none. Null: gathered from what is rare. */
export function readStep(value: string): { kind: PathKind; name: string } | null {
  if (value === OTHER_STEPS) return null;
  const end = value.indexOf(':');
  return end < 0
    ? { kind: value as PathKind, name: '' }
    : { kind: value.slice(0, end) as PathKind, name: value.slice(end + 1) };
}

/**
 * What a step is called in a sentence: «vk», «Wrote», «A goal was reached: lead». `named` gives the name of a value that is
 * only a number, such as that of a link.
 */
export function pathStepLabel(
  value: string,
  language: keyof Localized,
  named: (name: string) => string = (name) => name,
): string {
  const step = readStep(value);
  if (step === null) return OTHER_LABEL[language];
  const { kind, name } = step;
  if (kind === 'touch') {
    const arrival = /^<(ref|no_ref|direct)>$/.exec(name)?.[1] as keyof typeof ARRIVAL_LABELS | undefined;
    return arrival === undefined ? named(name) : ARRIVAL_LABELS[arrival][language];
  }
  const label = pathKindLabel(kind)[language];
  return name === '' ? label : `${label.replace(/ \((by name|по имени)\)$/, '')}: ${name}`;
}
