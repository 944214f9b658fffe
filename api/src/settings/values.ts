import { isDeepStrictEqual } from 'node:util';
import {
  definitionParams,
  type Localized,
  SETTINGS_REFUSALS,
  type SettingsInput,
  type SettingsValues,
  settingsValues,
  type SettingsVersion,
  workspaceSettings,
} from '@parley/contracts';
import { type Definition } from '../definitions/definition.entity.js';
import { pathOf } from '../http/schema.pipe.js';
import { ProblemError } from '../http/problem-error.js';
import { type Workspace } from '../workspaces/workspace.entity.js';

/** The settings as they stand: what is being built is what was wanted last. */
export const valuesOf = (workspace: Workspace, definition: Pick<Definition, 'params'>): SettingsValues => ({
  name: workspace.name,
  time_zone: workspace.time_zone,
  currency: workspace.currency,
  week_start: workspace.week_start,
  hour_format: workspace.hour_format,
  keeps_full_bodies: workspace.keeps_full_bodies,
  definition: definition.params,
});

/** The settings after a change. Throws `invalid_request` that says of each part what it may be. */
export function changed(values: SettingsValues, input: SettingsInput): SettingsValues {
  const { definition = {}, ...own } = input;
  const wanted = settingsValues.safeParse({
    ...values,
    ...given(own),
    definition: { ...values.definition, ...given(definition) },
  });
  if (wanted.success) return wanted.data;
  const errors = wanted.error.issues.map((issue) => ({ path: pathOf(issue), message: issue.message }));
  const sentences = (language: keyof Localized) => [
    ...new Set(errors.map(({ path }) => SETTINGS_REFUSALS[path]?.[language] ?? path)),
  ];
  const detail = { en: sentences('en').join(' '), ru: sentences('ru').join(' ') };
  throw new ProblemError('invalid_request', detail, { errors });
}

/** What differs between two versions, part by part. */
export function changesBetween(from: SettingsValues, to: SettingsValues): SettingsVersion['changes'] {
  const [before, after] = [flat(from), flat(to)];
  return PATHS.flatMap((path) => {
    const [old, value] = [before[path], after[path]];
    // What a version of long ago did not know yet is no change.
    return old === undefined || value === undefined || isDeepStrictEqual(old, value)
      ? []
      : [{ path, from: old, to: value }];
  });
}

/** In the order of the contract: stored JSON has forgotten any. */
const PATHS = [
  ...Object.keys(workspaceSettings.shape),
  ...Object.keys(definitionParams.shape).map((key) => `definition.${key}`),
];

type Value = SettingsVersion['changes'][number]['from'];

function flat({ definition, ...own }: SettingsValues): Record<string, Value> {
  const parts = Object.entries(definition).map(([key, value]) => [`definition.${key}`, value] as const);
  return { ...own, ...Object.fromEntries(parts) };
}

/** The entries that are there. */
const given = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined));
