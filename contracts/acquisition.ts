import type { Localized } from './text.js';

/** What arrivals are grouped by. `ref`: the parameter as it arrived, before any rule. */
export const ACQUISITION_GROUPS = [
  'source',
  'medium',
  'campaign',
  'content',
  'term',
  'ref',
  'link',
  'ad',
  'channel',
  'account',
] as const;
export type AcquisitionGroup = (typeof ACQUISITION_GROUPS)[number];

export const ACQUISITION_GROUP_LABELS: Record<AcquisitionGroup, Localized> = {
  source: { en: 'Source', ru: 'Источник' },
  medium: { en: 'Medium', ru: 'Тип трафика' },
  campaign: { en: 'Campaign', ru: 'Кампания' },
  content: { en: 'Content', ru: 'Содержание' },
  term: { en: 'Term', ru: 'Ключевое слово' },
  ref: { en: 'Ref as it arrived', ru: 'Метка как пришла' },
  link: { en: 'Link', ru: 'Ссылка' },
  ad: { en: 'Ad', ru: 'Объявление' },
  channel: { en: 'Channel', ru: 'Канал' },
  account: { en: 'Account', ru: 'Аккаунт' },
};
