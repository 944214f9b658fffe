import type { SourceField } from './labels.js';

/** How a ref spells names and values one after the other, such as `source-x_medium-y`. */
export interface Pairs {
  /** What stands between two pairs, such as `_`. */
  between_pairs: string;
  /** What stands between a name and its value, such as `-`. */
  between_name_and_value: string;
  /** Which names there are and what they mean; null = the value is passed over. Case does not matter. */
  names: readonly { name: string; field: SourceField | null }[];
}

/**
 * The fields of a text that begins with one of the names; null when it does not, or when no field has a value. What
 * does not begin with a name belongs to the value before it: `source-vk_ads_medium-cpc` is `vk_ads` and `cpc`. Of a
 * name that comes twice the first counts.
 */
export function matchPairs(pairs: Pairs, text: string): Partial<Record<SourceField, string>> | null {
  const { between_pairs: between, between_name_and_value: sign, names } = pairs;
  const found: { field: SourceField | null; values: string[] }[] = [];
  for (const part of text.split(between)) {
    const named = names.find(
      ({ name }) =>
        part.startsWith(sign, name.length) && part.slice(0, name.length).toLowerCase() === name.toLowerCase(),
    );
    if (named !== undefined) {
      found.push({ field: named.field, values: [part.slice(named.name.length + sign.length)] });
      continue;
    }
    const before = found.at(-1);
    if (before === undefined) return null;
    before.values.push(part);
  }
  const fields: Partial<Record<SourceField, string>> = {};
  for (const { field, values } of found) {
    const value = values.join(between);
    if (field !== null && value !== '') fields[field] ??= value;
  }
  return Object.keys(fields).length > 0 ? fields : null;
}
