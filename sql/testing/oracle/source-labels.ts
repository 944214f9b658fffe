import type { SourceRule } from '@parley/contracts';
import type { PlainEvent } from './plain-event.js';

const FIELDS = ['source', 'medium', 'campaign', 'content', 'term'] as const;
type Labels = Record<(typeof FIELDS)[number], string>;

export const NOT_LABELLED: Labels = { source: '', medium: '', campaign: '', content: '', term: '' };

export interface SourceLabelled {
  labels: Labels;
  /** Counted from 1; 0 = no rule read the ref. */
  rule: number;
  /** A bit for each label that was sent. */
  given: number;
}

const META = { source: 'meta', medium: 'cpc' };
const OWN_ADS: Record<string, Partial<Labels>> = {
  messenger: META,
  instagram: META,
  whatsapp: META,
  vk: { source: 'vk', medium: 'cpc' },
};

/** What a touch is labelled with. Written with regular expressions, which short refs of tests can afford. */
export function sourceLabels(event: PlainEvent, rules: readonly SourceRule[]): SourceLabelled {
  const sent: Labels = {
    source: event.given_source,
    medium: event.given_medium,
    campaign: event.given_campaign,
    content: event.given_content,
    term: event.given_term,
  };
  const fitting = event.ref === '' ? [] : rules.filter((rule) => readBy(rule, event) !== null);
  const [first] = fitting;
  const read = first ? readBy(first, event)! : {};
  const ad = event.ad_id === '' ? {} : (OWN_ADS[event.channel] ?? {});
  const labels = { ...NOT_LABELLED };
  for (const layer of [ad, read, sent])
    for (const field of FIELDS) if (layer[field]) labels[field] = layer[field];
  return {
    labels,
    rule: first ? rules.indexOf(first) + 1 : 0,
    given: FIELDS.filter((field) => sent[field]).reduce((sum, field) => sum + 2 ** FIELDS.indexOf(field), 0),
  };
}

function readBy(rule: SourceRule, { ref, channel, account_id }: PlainEvent): Partial<Labels> | null {
  if (rule.channels.length > 0 && !rule.channels.includes(channel)) return null;
  if (rule.account_ids.length > 0 && !rule.account_ids.includes(`${account_id}`)) return null;
  const texts = { plain: [ref], base64url: spelt(ref), either: [ref, ...spelt(ref)] }[rule.encoding];
  const [read] = texts.map((text) => parts(rule.when, text)).filter((each) => each !== null);
  return read ? { ...read, ...rule.set } : null;
}

/** The text that a ref spells in base64url: where spelling it again gives the ref. */
function spelt(ref: string): string[] {
  const text = Buffer.from(ref, 'base64url').toString();
  const isSame = Buffer.from(text).toString('base64url') === ref.replace(/=+$/, '');
  return isSame && !/[\x00-\x1F\x7F-\x9F]/.test(text) ? [text] : [];
}

const quoted = (text: string) =>
  text.replace(/[^A-Za-z0-9]/gu, (sign) => `\\u{${sign.codePointAt(0)!.toString(16)}}`);

function parts(when: SourceRule['when'], text: string): Partial<Labels> | null {
  switch (when.kind) {
    case 'equals':
      return when.refs.includes(text) ? {} : null;
    case 'begins_with':
      return when.refs.some((ref) => text.slice(0, ref.length) === ref) ? {} : null;
    case 'word':
      return /^[\p{L}\p{N}.]*\p{L}[\p{L}\p{N}.]*$/u.test(text) ? { [when.field]: text } : null;
    case 'template': {
      const pieces = when.template.split(/(\{[a-z]+\})/);
      const expression = pieces.map((piece) => {
        const field = /^\{([a-z]+)\}$/.exec(piece)?.[1];
        return field === undefined ? quoted(piece) : field === 'skip' ? '.+?' : `(?<${field}>.+?)`;
      });
      const found = new RegExp(`^${expression.join('')}$`, 'su').exec(text);
      return found && { ...found.groups };
    }
    case 'pairs': {
      const sign = quoted(when.between_name_and_value);
      const between = quoted(when.between_pairs);
      const name = when.names.map((each) => quoted(each.name)).join('|');
      const pair = `(${name})${sign}(.*?)(?=${between}(?:${name})${sign}|$)`;
      if (!new RegExp(`^(?:${name})${sign}`, 'isu').test(text)) return null;
      const labels: Partial<Labels> = {};
      for (const [, key, value] of text.matchAll(new RegExp(`(?<=^|${between})${pair}`, 'gisu'))) {
        const { field } = when.names.find((each) => each.name.toLowerCase() === key!.toLowerCase())!;
        if (field !== null && value && !labels[field]) labels[field] = value;
      }
      return Object.keys(labels).length > 0 ? labels : null;
    }
  }
}
