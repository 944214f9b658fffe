/** The order of a table: by the key of a column, or by the name of its rows. */
export interface Sort {
  by: string;
  isDescending: boolean;
}

/** The name of a row stands in the order as any column. */
export const BY_NAME = 'name';

/** The order named in the URL: `waits_answered`, or `-waits_answered` for largest first; the fallback when it names no column. */
export function sortFrom(name: string | null, keys: readonly string[], fallback: Sort): Sort {
  const by = [BY_NAME, ...keys].find((key) => key === name?.replace(/^-/, ''));
  return by ? { by, isDescending: name?.startsWith('-') ?? false } : fallback;
}

export const sortName = ({ by, isDescending }: Sort): string => (isDescending ? `-${by}` : by);

/** What a click on a heading does: turn the order round, or begin with the direction that is asked for most. */
export const nextSort = (sort: Sort, by: string, beginsDescending: boolean): Sort =>
  sort.by === by ? { by, isDescending: !sort.isDescending } : { by, isDescending: beginsDescending };

/**
 * Compares two values in an order; what does not exist comes last, whichever way the order runs. Words are compared as
 * the language does, numbers in words as numbers.
 */
export function compareValues(
  left: string | number | null,
  right: string | number | null,
  isDescending: boolean,
  locale: string,
): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  const order =
    typeof left === 'number' && typeof right === 'number'
      ? left - right
      : String(left).localeCompare(String(right), locale, { numeric: true });
  return isDescending ? -order : order;
}
