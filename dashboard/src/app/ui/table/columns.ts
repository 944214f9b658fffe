/** The columns named in the URL, in the order of the table; the usual ones when it names none of ours. */
export function columnsFrom<Key extends string>(
  name: string | null,
  all: readonly Key[],
  usual: readonly Key[],
): readonly Key[] {
  const named = new Set((name ?? '').split(','));
  const chosen = all.filter((key) => named.has(key));
  return chosen.length > 0 ? chosen : usual;
}

/** What stands in the URL for these columns; null for the usual ones. */
export const columnsName = (chosen: readonly string[], usual: readonly string[]): string | null =>
  chosen.length === usual.length && usual.every((key) => chosen.includes(key)) ? null : chosen.join(',');

/** The columns after a click on one of them. The last one stays: a table without numbers says nothing. */
export function toggled<Key extends string>(
  chosen: readonly Key[],
  key: Key,
  all: readonly Key[],
): readonly Key[] {
  if (!chosen.includes(key)) return all.filter((each) => each === key || chosen.includes(each));
  return chosen.length > 1 ? chosen.filter((each) => each !== key) : chosen;
}
