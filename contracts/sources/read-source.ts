import type { Channel } from '../channels.js';
import { decodeRef } from './decode-ref.js';
import { LONGEST_LABEL, NO_SOURCE, SOURCE_FIELDS, type SourceField, type SourceLabels } from './labels.js';
import { matchPairs } from './pairs.js';
import { matchPattern, readTemplate } from './pattern.js';
import type { RuleCondition, SourceRule } from './source-rule.js';

/** What is known of a touch when it is labelled. */
export interface ReadableTouch {
  /** As it arrived; '' = there was none, and no rule reads it. */
  ref: string;
  channel: string;
  account_id: number | string;
  /** Whether the platform named the ad that was clicked. */
  is_ad: boolean;
  /** What was sent with the event; '' where nothing was. */
  given: SourceLabels;
}

/** The labels of a touch, and the number of the rule that read its ref: 1 is the first, 0 = none did. */
export interface SourceReading extends SourceLabels {
  rule: number;
}

type Found = Partial<Record<SourceField, string>>;

/**
 * What the platforms' own ads are, where nothing else says it: Meta names the ad in referrals of Messenger, Instagram and
 * WhatsApp, whichever of its apps showed it; VK in those of VK.
 */
const AD_LABELS: Partial<Record<string, Found>> = {
  messenger: { source: 'meta', medium: 'cpc' },
  instagram: { source: 'meta', medium: 'cpc' },
  whatsapp: { source: 'meta', medium: 'cpc' },
  vk: { source: 'vk', medium: 'cpc' },
} satisfies Partial<Record<Channel, Found>>;

const NOTHING: Found = {};

/** Reads refs by rules; made once for many refs. */
export class SourceReader {
  private readonly matchers: readonly ((touch: ReadableTouch) => Found | null)[];

  constructor(rules: readonly SourceRule[]) {
    this.matchers = rules.map(matcherOf);
  }

  /** Field by field: what was sent with the event, else the first rule that fits, else what the platform says of its ad. */
  read(touch: ReadableTouch): SourceReading {
    const { given } = touch;
    let rule = 0;
    let found = NOTHING;
    if (touch.ref !== '')
      for (const [index, matcher] of this.matchers.entries()) {
        const read = matcher(touch);
        if (read === null) continue;
        rule = index + 1;
        found = read;
        break;
      }
    const ad = (touch.is_ad && AD_LABELS[touch.channel]) || NOTHING;
    const labels = { ...NO_SOURCE, rule };
    for (const field of SOURCE_FIELDS) labels[field] = cut(given[field] || found[field] || ad[field] || '');
    return labels;
  }
}

const cut = (label: string) =>
  label.length > LONGEST_LABEL ? label.slice(0, LONGEST_LABEL).replace(/[\uD800-\uDBFF]$/, '') : label;

/** The labels of one touch; {@link SourceReader} for many. */
export const readSource = (rules: readonly SourceRule[], touch: ReadableTouch): SourceReading =>
  new SourceReader(rules).read(touch);

function matcherOf({ when, encoding, channels, account_ids, set }: SourceRule) {
  const fits = conditionOf(when);
  const accounts = new Set(account_ids);
  const own: Found = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
  return ({ ref, channel, account_id }: ReadableTouch): Found | null => {
    if (channels.length > 0 && !channels.some((each) => each === channel)) return null;
    if (accounts.size > 0 && !accounts.has(String(account_id))) return null;
    let found = encoding === 'base64url' ? null : fits(ref);
    if (found === null && encoding !== 'plain') {
      const decoded = decodeRef(ref);
      found = decoded === null ? null : fits(decoded);
    }
    return found && { ...found, ...own };
  };
}

const IS_WORD = /^[\p{L}\p{N}.]+$/u;
const HAS_LETTER = /\p{L}/u;

function conditionOf(when: RuleCondition): (text: string) => Found | null {
  switch (when.kind) {
    case 'template': {
      const pattern = readTemplate(when.template);
      return typeof pattern === 'string' ? () => null : (text) => matchPattern(pattern, text);
    }
    case 'pairs':
      return (text) => matchPairs(when, text);
    case 'word':
      return (text) => (IS_WORD.test(text) && HAS_LETTER.test(text) ? { [when.field]: text } : null);
    case 'equals': {
      const refs = new Set(when.refs);
      return (text) => (refs.has(text) ? NOTHING : null);
    }
    case 'begins_with':
      return (text) => (when.refs.some((each) => text.startsWith(each)) ? NOTHING : null);
  }
}
