import type { Import, ImportProblem, ImportState } from '@parley/contracts';
import { en, type TextKey } from '../../i18n/en';

/** States that change by themselves: such an import is looked at again each second. */
const MOVING: ReadonlySet<ImportState> = new Set([
  'uploading',
  'checking',
  'queued',
  'running',
  'undoing',
] as const);
export const isMoving = ({ state }: Pick<Import, 'state'>): boolean => MOVING.has(state);

/** Nothing of it has been taken yet: what is told of the file can be changed. */
export const isChangeable = ({ state, account_id }: Pick<Import, 'state' | 'account_id'>): boolean =>
  account_id === null && (state === 'checked' || state === 'needs_answer' || state === 'failed');

export const canUndo = ({ state, account_id }: Pick<Import, 'state' | 'account_id'>): boolean =>
  account_id !== null && ['queued', 'running', 'paused', 'done', 'failed'].includes(state);

/** What was skipped, in words; kinds that have none are «other notices». */
export function skipText(kind: string): TextKey {
  const key = `skip.${kind}`;
  return key in en ? (key as TextKey) : 'skip.other';
}

/** The name of a field of an event; null for one that has none. */
export function fieldText(path: string): TextKey | null {
  const key = `csv.f.${path.replace('.', '_')}`;
  return key in en ? (key as TextKey) : null;
}

export const problemText = ({ code }: Pick<ImportProblem, 'code'>) => `problem.${code}` as const;

/** The colour of a state's dot. */
export function toneOf(state: ImportState): 'good' | 'bad' | 'busy' | 'still' {
  if (state === 'done') return 'good';
  if (state === 'failed') return 'bad';
  return MOVING.has(state) || state === 'needs_answer' ? 'busy' : 'still';
}

const DAY_MS = 86_400_000;

/** The days, in the zone of the workspace, that hold everything from the first to the last event; the end excluded. */
export function daysOf(firstAt: string, lastAt: string, zone: string): { from: string; to: string } {
  const day = (at: number) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date(at));
  return { from: day(Date.parse(firstAt)), to: nextDay(day(Date.parse(lastAt))) };
}

const nextDay = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
