import {
  type Language,
  type Localized,
  METRICS,
  PREVIEW_METRICS,
  SETTINGS_REFUSALS,
  type SettingsAnswer,
  type SettingsInput,
  type SettingsPreview,
  type SettingsValues,
  settingsValues,
} from '@parley/contracts';
import { formatChange, formatValue, isUnseen } from '../../theme/format';

/** What the form begins with: the definition that is wanted, also while it is still being built. */
export const valuesOf = ({ settings, definition, building }: SettingsAnswer): SettingsValues => ({
  ...settings,
  definition: (building ?? definition).params,
});

/** Only what differs; null when nothing does. */
export function changedPart(from: SettingsValues, to: SettingsValues): SettingsInput | null {
  const { definition: before, ...ownBefore } = from;
  const { definition: after, ...ownAfter } = to;
  const own = different(ownBefore, ownAfter);
  const definition = different(before, after);
  if (Object.keys(own).length + Object.keys(definition).length === 0) return null;
  return { ...own, ...(Object.keys(definition).length > 0 ? { definition } : {}) };
}

const different = <T extends object>(from: T, to: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(to).filter(
      ([key, value]) => JSON.stringify(from[key as keyof T]) !== JSON.stringify(value),
    ),
  ) as Partial<T>;

/** Whether a change can move a number of a report: the zone and the definition do. */
export const movesNumbers = (change: SettingsInput): boolean =>
  change.time_zone !== undefined || change.definition !== undefined;

/** What is wrong, by the path of the value. */
export function errorsOf(values: SettingsValues): Record<string, Localized> {
  const parsed = settingsValues.safeParse(values);
  if (parsed.success) return {};
  return Object.fromEntries(
    parsed.error.issues.flatMap((issue) => {
      const path = issue.path.join('.');
      const text = SETTINGS_REFUSALS[path];
      return text ? [[path, text] as const] : [];
    }),
  );
}

/** What is written on each line; empty ones are none. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

export interface PreviewLine {
  key: (typeof PREVIEW_METRICS)[number];
  label: string;
  now: string;
  then: string;
  /** Empty where nothing moves. */
  change: string;
}

/** The lines of the comparison, as they are read. */
export function previewLines({ present, wanted }: SettingsPreview, language: Language): PreviewLine[] {
  return PREVIEW_METRICS.map((key) => {
    const { unit, label } = METRICS[key];
    const [now, then] = [present.numbers[key], wanted.numbers[key]];
    const change = now === null || then === null ? null : then - now;
    return {
      key,
      label: label[language],
      now: formatValue(now, unit, language),
      then: formatValue(then, unit, language),
      change: change === null || isUnseen(change, unit) ? '' : formatChange(change, unit, language),
    };
  });
}

export const UNIT_SECONDS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;
export type Unit = keyof typeof UNIT_SECONDS;
export const UNITS = Object.keys(UNIT_SECONDS) as Unit[];

/** The unit that a length of time is a whole number of: the largest, but a day or two are «24 hours», «48 hours». */
export function unitOf(seconds: number): Unit {
  const fits = (unit: Unit) => seconds % UNIT_SECONDS[unit] === 0;
  if (seconds > 2 * UNIT_SECONDS.days && fits('days')) return 'days';
  if (seconds >= UNIT_SECONDS.hours && fits('hours')) return 'hours';
  return seconds > UNIT_SECONDS.minutes && fits('minutes') ? 'minutes' : 'seconds';
}
