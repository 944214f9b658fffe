import { textHash } from '@parley/sql';
import { FieldRules, type Fields, type Rule } from './fields.js';
import type { IdSeal } from './id-seal.js';
import {
  ESCAPED,
  JSON_INSIDE,
  MARK,
  REMOVED_NUMBER,
  removedMark,
  SEALED_NUMBER,
  SEALED_STRING,
  textMark,
} from './marks.js';

/** The keys that redaction works with: those of the workspace whose body it is. */
export interface BodyKeys {
  hashKey: Uint8Array;
  ids: IdSeal;
}

/** The longest that any event keeps of what a link carries; longer ones are cut by the mappers anyway. */
const LONGEST_PLAIN = 4096;
/** The longest text that an event may have. */
const LONGEST_TEXT = 65_535;
const WORD = /^[\w./ -]{1,64}$/;
const KEY = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;
const DEEPEST = 32;

/**
 * A body without what it says of people, in the shape that it had: `open` of it maps to the same events. Pure. What its
 * platform does not name is removed, so an unknown field can leak nothing.
 */
export class Redactor {
  private readonly rules: FieldRules;

  constructor(fields: Fields) {
    this.rules = new FieldRules(fields);
  }

  redact(payload: unknown, keys: BodyKeys): unknown {
    return new Walk(keys).value({}, '', '', payload, this.rules, 0);
  }
}

type Beside = Readonly<Record<string, unknown>>;

class Walk {
  constructor(private readonly keys: BodyKeys) {}

  value(
    beside: Beside,
    parent: string,
    name: string,
    value: unknown,
    rules: FieldRules,
    depth: number,
  ): unknown {
    if (value === null || typeof value === 'boolean' || value === '') return value;
    if (typeof value === 'string') return this.text(value, rules.ruleOf(parent, name), beside, rules);
    if (typeof value === 'number') return this.number(value, rules.ruleOf(parent, name));
    if (typeof value !== 'object' || depth > DEEPEST) return null;
    if (Array.isArray(value)) {
      return value.map((each: unknown) => this.value(beside, parent, name, each, rules, depth + 1));
    }
    const kept: Record<string, unknown> = {};
    for (const [field, inner] of Object.entries(value as Beside)) {
      if (KEY.test(field) && field !== '__proto__') {
        kept[field] = this.value(value as Beside, name, field, inner, rules, depth + 1);
      }
    }
    return kept;
  }

  private number(value: number, rule: Rule): unknown {
    if (rule === 'plain' || rule === 'word') return value;
    return rule === 'id' ? SEALED_NUMBER + this.keys.ids.close(String(value)) : REMOVED_NUMBER;
  }

  private text(value: string, rule: Rule, beside: Beside, rules: FieldRules): string {
    if (typeof rule === 'object') return this.json(value, rule.json, rules);
    const treatment = typeof rule === 'function' ? rule(value, beside) : rule;
    if (typeof treatment === 'object') return escaped(treatment.instead);
    if (treatment === 'plain') return escaped(value.slice(0, LONGEST_PLAIN));
    if (treatment === 'word' && WORD.test(value)) return value;
    if (treatment === 'id') return SEALED_STRING + this.keys.ids.close(value);
    if (treatment !== 'text') return removedMark(value.length);
    const text = value.slice(0, LONGEST_TEXT);
    return textMark({ length: text.length, hash: textHash(this.keys.hashKey, text) });
  }

  private json(value: string, fields: Fields, rules: FieldRules): string {
    const inside = parsed(value);
    return inside === undefined
      ? removedMark(value.length)
      : JSON_INSIDE + JSON.stringify(this.value({}, '', '', inside, rules.innerOf(fields), 0));
  }
}

const escaped = (value: string) => (value.startsWith(MARK) ? ESCAPED + value : value);

function parsed(text: string): unknown {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
