/** A piece is not in the SQL, or the SQL names one that is not given: a mistake of ours. */
export class UnfilledSql extends Error {
  constructor(names: readonly string[]) {
    super(`these pieces of SQL do not meet: ${names.join(', ')}`);
    this.name = 'UnfilledSql';
  }
}

/** Puts pieces of SQL in the places that a text names: `{{name}}`. Throws {@link UnfilledSql} unless all meet. */
export function fillSql(sql: string, pieces: Readonly<Record<string, string>>): string {
  const met = new Set<string>();
  const filled = sql.replace(/\{\{(\w+)\}\}/g, (place, name: string) => {
    met.add(name);
    return pieces[name] ?? place;
  });
  const wrong = [...new Set([...met, ...Object.keys(pieces)])].filter(
    (name) => !met.has(name) || pieces[name] === undefined,
  );
  if (wrong.length > 0) throw new UnfilledSql(wrong);
  return filled;
}
