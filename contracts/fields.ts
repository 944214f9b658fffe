import { acquisitionFields } from './fields/acquisition.js';
import { arrivalFields } from './fields/arrivals.js';
import { contactFields } from './fields/contacts.js';
import { conversionFields } from './fields/conversions.js';
import { dialogueFields } from './fields/dialogues.js';
import type { Field } from './fields/field.js';
import { funnelFields } from './fields/funnels.js';
import { messageFields } from './fields/messages.js';
import { pathFields } from './fields/paths.js';
import { waitFields } from './fields/waits.js';
import { workloadFields } from './fields/workload.js';

/** What row reports say of a single wait, dialogue, message or contact, beside metrics and dimensions (one file per family). */
export const FIELDS = {
  ...acquisitionFields,
  ...waitFields,
  ...dialogueFields,
  ...messageFields,
  ...contactFields,
  ...arrivalFields,
  ...conversionFields,
  ...funnelFields,
  ...pathFields,
  ...workloadFields,
} as const satisfies Record<string, Field>;
export type FieldKey = keyof typeof FIELDS;

type FieldColumns = { [Key in FieldKey]: (typeof FIELDS)[Key]['column'] };
/** How each field stands in a row, by its name. */
export const fieldColumns = Object.fromEntries(
  Object.entries(FIELDS).map(([key, { column }]) => [key, column]),
) as FieldColumns;

export type { Field };
export * from './fields/arrivals.js';
export * from './fields/contacts.js';
export * from './fields/conversions.js';
export * from './fields/dialogues.js';
export * from './fields/funnels.js';
export * from './fields/messages.js';
export * from './fields/waits.js';
export * from './fields/workload.js';
