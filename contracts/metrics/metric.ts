import type { Localized } from '../text.js';

/**
 * One number that the product shows, defined once: the words on the screen, in the exports and in the documentation
 * come from here, and the SQL computes exactly this.
 */
export interface Metric {
  label: Localized;
  /**
   * `count`: a whole number; `number`: any number of things, such as a mean of them, and `credit`: things of which parts
   * may belong elsewhere, both shown with two decimals; `money`: in the currency of the workspace; `rate`: 0–1, shown as %; `seconds`: a length of time, «1 h 20 min».
   */
  unit: 'count' | 'number' | 'credit' | 'money' | 'rate' | 'seconds';
  /** What stands where nothing happened: counts are 0, rates and times have no value there. */
  missing: 'zero' | 'gap';
  /** The direction that is good news; `none` where a change is neither good nor bad. */
  good: 'up' | 'down' | 'none';
  /** What an account must be able to tell; where none can, the number is null with the reason. */
  needs: 'nothing' | Told;
  /** Rises when the meaning changes. */
  version: number;
  /** A sentence in the reader's words. */
  definition: Localized;
  /** The formula, in the words of other metrics. */
  formula: Localized;
  /** What is left out, and why. */
  exclusions: Localized;
  /** The metric that says from how many things this one is computed; its column stands in the same row. */
  sample?: string;
}

/** What only some accounts can tell. */
export type Told = 'outgoing' | 'subscriptions' | 'delivered' | 'read' | 'closing';

/** Said of metrics that take everything in. */
export const NOTHING_LEFT_OUT: Localized = { en: 'Nothing is left out.', ru: 'Ничего не исключается.' };
export const NO_BROADCASTS: Localized = {
  en: 'Broadcasts neither open nor lengthen a dialogue.',
  ru: 'Рассылки не открывают и не продлевают диалог.',
};
/** Said of messages of ours. */
export const ONLY_VISIBLE_OUTGOING: Localized = {
  en: 'Messages on accounts that are set not to show our messages. Where two accounts show the same chats, only those of the account that counts are taken.',
  ru: 'Сообщения в аккаунтах, для которых указано, что исходящих они не показывают. Если два аккаунта показывают одни и те же чаты, берутся только сообщения того, который учитывается.',
};
