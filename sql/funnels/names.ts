import { type FunnelBreakdown, wilson } from '@parley/contracts';

const NOBODY = "CAST(NULL, 'Nullable(String)')";

/** What stands in the columns of ids; reads `is_total` and `group_value`. */
export const namesOf = (by: FunnelBreakdown) => ({
  account: by === 'account' ? "if(is_total, NULL, nullIf(group_value, ''))" : NOBODY,
  agent: by === 'agent' ? "if(is_total, NULL, nullIf(group_value, ''))" : NOBODY,
});

/** A rate with the interval in which it really lies; null where there is nothing to divide. */
export function rateOf<Key extends string>(key: Key, part: number | null, whole: number | null) {
  const interval = wilson(part, whole);
  return {
    [key]: part === null || !whole ? null : part / whole,
    [`${key}_low`]: interval?.low ?? null,
    [`${key}_high`]: interval?.high ?? null,
  } as Record<Key | `${Key}_low` | `${Key}_high`, number | null>;
}
