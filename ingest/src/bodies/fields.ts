/**
 * What becomes of a value when a body is kept.
 * - `plain`: stays. Times, amounts, counters, and what links and buttons carry: words of the business, not of people.
 * - `word`: stays when it is one of the platform's own short words, else it is removed.
 * - `id`: sealed, and opened again for a replay.
 * - `text`: what people write: only its length and keyed hash stay.
 * - `removed`: only that it was there stays, and how long it was.
 */
export type Treatment = 'plain' | 'word' | 'id' | 'text' | 'removed';

/** A treatment; or one that depends on a string and what stands beside it; or a string that holds JSON. */
export type Rule =
  | Treatment
  | ((value: string, beside: Readonly<Record<string, unknown>>) => Treatment | { instead: string })
  | { json: Fields };

/**
 * The fields of a platform by name, or as `parent.name` where the name alone does not tell. What is not named here is
 * removed, unless its name says that it is an id. So a field that a platform adds one day leaks nothing.
 */
export type Fields = Readonly<Record<string, Rule>>;

/** Names and shows a person, whatever else the name says: a `file_id` is a picture. */
const OF_A_PERSON =
  /name|phone|email|photo|picture|thumb|avatar|vcard|bio|address|birth|latitude|longitude|file_id|file_unique_id|url/i;
const ID = /(^|_)ids?$/;

/** Finds the rule of a field. */
export class FieldRules {
  private readonly byName = new Map<string, Rule>();
  private readonly byParent = new Map<string, Map<string, Rule>>();
  private readonly inner = new Map<Fields, FieldRules>();

  constructor(fields: Fields) {
    for (const [path, rule] of Object.entries(fields)) {
      const [parent, name] = path.includes('.') ? (path.split('.') as [string, string]) : [undefined, path];
      if (parent === undefined) this.byName.set(name, rule);
      else this.byParent.set(parent, (this.byParent.get(parent) ?? new Map<string, Rule>()).set(name, rule));
      if (typeof rule === 'object') this.inner.set(rule.json, new FieldRules(rule.json));
    }
  }

  ruleOf(parent: string, name: string): Rule {
    return this.byParent.get(parent)?.get(name) ?? this.byName.get(name) ?? this.guess(name);
  }

  innerOf(fields: Fields): FieldRules {
    return this.inner.get(fields) ?? new FieldRules(fields);
  }

  private guess(name: string): Treatment {
    const rule = !OF_A_PERSON.test(name) && ID.test(name) ? 'id' : 'removed';
    // The vocabulary of platforms is small; an attacker's is not.
    if (this.byName.size < 1000) this.byName.set(name, rule);
    return rule;
  }
}
