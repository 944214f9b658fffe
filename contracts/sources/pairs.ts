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
 * The fields of a text that begins with one of the names; null when it does not, or when no field has a value. A value
 * goes on until the next name: `source-vk_ads_medium-cpc` is `vk_ads` and `cpc`. Of a name that comes twice the first
 * value counts.
 */
export function matchPairs(pairs: Pairs, text: string): Partial<Record<SourceField, string>> | null {
  const { between_pairs: between, between_name_and_value: sign, names } = pairs;
  if (between === '' || sign === '') return null;
  const nameAt = (at: number) =>
    names.find(
      ({ name }) =>
        text.startsWith(sign, at + name.length) &&
        text.slice(at, at + name.length).toLowerCase() === name.toLowerCase(),
    );
  const fields: Partial<Record<SourceField, string>> = {};
  type Name = Pairs['names'][number] | undefined;
  let named: Name = nameAt(0);
  let at = 0;
  while (named !== undefined) {
    const from = at + named.name.length + sign.length;
    let end = text.indexOf(between, from);
    let next: Name;
    while (end !== -1 && (next = nameAt(end + between.length)) === undefined)
      end = text.indexOf(between, end + 1);
    const value = text.slice(from, end === -1 ? undefined : end);
    if (named.field !== null && value !== '') fields[named.field] ??= value;
    named = next;
    at = end + between.length;
  }
  return Object.keys(fields).length > 0 ? fields : null;
}
