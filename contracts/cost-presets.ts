import type { Localized } from './text.js';
import type { CostFieldName } from './cost-imports.js';

/**
 * The exports of advertising systems whose columns are known. Sources, checked 2026-11-30:
 * - Meta: columns «Day», «Amount spent (USD)», «Link clicks», «Ad ID» of Ads Manager, as described in its help and in
 *   what others read: a row of totals without names; «Reporting starts» and «Reporting ends» say the days of a row.
 * - VK Реклама: «Потрачено всего, ₽», «Показы», «Клики», «ID объявления» of the statistics of ads.vk.com.
 * - Yandex Direct: «Дата», «Кампания», «№ Объявления», «Расход (руб.)» of the report wizard, after four lines of what
 *   was asked, with semicolons and decimal commas; Date, CampaignName, AdId, Cost of the Reports service
 *   (yandex.com/dev/direct/doc/en/report-format).
 * - Google Ads: «Day», «Campaign», «Currency code», «Cost», «Impr.», «Clicks» after the name of the report and its
 *   period, with rows «Total: …»; Excel CSV is UTF-16 with tabs.
 * - Telegram Ads: «Day», «Views», «Amount, TON» of an ad's report by day, «date», «Spent budget, TON» of its graph, with
 *   tabs, decimal commas and days such as «16 January 2026», and a row «Total in January 2026».
 */
export const COST_PRESETS = ['meta_ads', 'vk_ads', 'yandex_direct', 'google_ads', 'telegram_ads'] as const;
export type CostPreset = (typeof COST_PRESETS)[number];

export interface CostPresetDefinition {
  label: Localized;
  /** What is suggested for labels that no column tells. */
  source: string;
  medium: string;
  /** Headers that tell a file of this system: all of one of these lists. */
  signatures: readonly (readonly string[])[];
  /** Which header, in the form of {@link plainHeader}, may hold a field; the first that is there does. */
  columns: Partial<Record<CostFieldName, readonly string[]>>;
}

/**
 * A header as it is compared: small letters, single spaces, without the currency that stands behind it, such as
 * « (USD)», «, TON» or «, ₽».
 */
export function plainHeader(header: string): string {
  return header
    .replace(/^\uFEFF/, '')
    .trim()
    .toLowerCase()
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/\s*(\(\s*([a-z]{3}|руб\.?|₽|\$|€)\s*\)|,\s*([a-z]{3}|руб\.?|₽|\$|€))$/u, '');
}

const SIGNS: Readonly<Record<string, string>> = {
  '₽': 'RUB',
  руб: 'RUB',
  'руб.': 'RUB',
  $: 'USD',
  '€': 'EUR',
  '₸': 'KZT',
};

/** The currency that stands behind a header; undefined where none does. */
export function currencyOfHeader(header: string): string | undefined {
  const found = /(?:\(\s*|,\s*)([a-z]{3}|руб\.?|₽|\$|€|₸)\s*\)?$/iu.exec(header.trim())?.[1]?.toLowerCase();
  return found === undefined ? undefined : (SIGNS[found] ?? found.toUpperCase());
}

export const COST_PRESET_DEFINITIONS: Readonly<Record<CostPreset, CostPresetDefinition>> = {
  meta_ads: {
    label: { en: 'Meta Ads', ru: 'Meta Ads' },
    source: 'meta',
    medium: 'cpc',
    signatures: [
      ['amount spent', 'campaign name'],
      ['amount spent', 'reporting starts'],
      ['amount spent', 'ad name'],
      ['сумма затрат', 'название кампании'],
      ['сумма затрат', 'дата начала отчетности'],
      ['потраченная сумма', 'название кампании'],
    ],
    columns: {
      day: ['day', 'день', 'reporting starts', 'дата начала отчетности'],
      last_day: ['reporting ends', 'дата окончания отчетности'],
      amount: ['amount spent', 'сумма затрат', 'потраченная сумма'],
      currency: ['currency', 'account currency', 'валюта'],
      clicks: ['link clicks', 'клики по ссылке', 'clicks (all)', 'клики (все)', 'clicks'],
      impressions: ['impressions', 'показы'],
      campaign: ['campaign name', 'название кампании'],
      content: ['ad name', 'название объявления'],
      term: ['ad set name', 'название группы объявлений'],
      ad_id: ['ad id', 'id объявления', 'идентификатор объявления'],
      url: ['link', 'website url', 'url tags', 'url parameters'],
    },
  },
  vk_ads: {
    label: { en: 'VK Ads', ru: 'VK Реклама' },
    source: 'vk',
    medium: 'cpc',
    signatures: [
      ['потрачено всего', 'показы'],
      ['потрачено', 'показы', 'клики'],
      ['списано', 'показы'],
      ['расход', 'id объявления', 'ecpc'],
    ],
    columns: {
      day: ['дата', 'день', 'date'],
      amount: ['потрачено всего', 'потрачено', 'списано', 'расход'],
      currency: ['валюта'],
      clicks: ['клики', 'clicks'],
      impressions: ['показы', 'shows'],
      campaign: ['название кампании', 'кампания'],
      content: ['название объявления', 'объявление'],
      term: ['название группы', 'название группы объявлений', 'группа объявлений', 'группа'],
      ad_id: ['id объявления'],
      url: ['ссылка', 'utm-метка', 'utm-метки', 'url'],
    },
  },
  yandex_direct: {
    label: { en: 'Yandex Direct', ru: 'Яндекс Директ' },
    source: 'yandex',
    medium: 'cpc',
    signatures: [
      ['расход', 'кампания', 'показы'],
      ['расход', '№ кампании'],
      ['расход', 'название кампании', 'показы'],
      ['расход', 'дата', 'показы', 'клики'],
      ['campaignname', 'cost'],
      ['campaignid', 'cost'],
    ],
    columns: {
      day: ['дата', 'день', 'date'],
      amount: ['расход', 'расход с ндс', 'cost'],
      currency: ['валюта', 'currency'],
      clicks: ['клики', 'clicks'],
      impressions: ['показы', 'impressions'],
      campaign: ['кампания', 'название кампании', 'campaignname', '№ кампании', 'campaignid'],
      content: ['заголовок', 'объявление'],
      term: ['условие показа', 'группа', 'название группы', 'criterion', 'adgroupname'],
      ad_id: ['№ объявления', 'id объявления', 'adid'],
      url: ['ссылка', 'адрес ссылки', 'href'],
    },
  },
  google_ads: {
    label: { en: 'Google Ads', ru: 'Google Ads' },
    source: 'google',
    medium: 'cpc',
    signatures: [
      ['cost', 'currency code'],
      ['cost', 'impr.', 'clicks'],
      ['cost', 'campaign', 'day'],
      ['стоимость', 'код валюты'],
      ['расходы', 'код валюты'],
    ],
    columns: {
      day: ['day', 'день', 'date'],
      amount: ['cost', 'стоимость', 'расходы'],
      currency: ['currency code', 'currency', 'код валюты'],
      clicks: ['clicks', 'клики'],
      impressions: ['impr.', 'impressions', 'показы'],
      campaign: ['campaign', 'кампания'],
      content: ['ad name', 'ad', 'название объявления'],
      term: ['search keyword', 'keyword', 'ad group', 'группа объявлений'],
      ad_id: ['ad id', 'идентификатор объявления'],
      url: ['final url', 'landing page', 'конечный url'],
    },
  },
  telegram_ads: {
    label: { en: 'Telegram Ads', ru: 'Telegram Ads' },
    source: 'telegram_ads',
    medium: 'cpm',
    signatures: [['spent budget'], ['amount', 'views']],
    columns: {
      day: ['day', 'date', 'день', 'дата'],
      amount: ['amount', 'spent budget'],
      clicks: ['clicks'],
      impressions: ['views'],
      campaign: ['ad title', 'title'],
      ad_id: ['ad id'],
      url: ['url', 'ad url'],
    },
  },
};

/** Headers of any other table, tables of one's own among them. */
export const OTHER_COLUMNS: Partial<Record<CostFieldName, readonly string[]>> = {
  day: ['day', 'date', 'день', 'дата', 'first_day', 'from', 'с'],
  last_day: ['last_day', 'to', 'по'],
  amount: [
    'amount',
    'spend',
    'spent',
    'cost',
    'costs',
    'сумма',
    'расход',
    'расходы',
    'затраты',
    'стоимость',
    'потрачено',
  ],
  currency: ['currency', 'валюта'],
  clicks: ['clicks', 'клики', 'переходы'],
  impressions: ['impressions', 'views', 'показы', 'просмотры'],
  source: ['source', 'utm_source', 'источник'],
  medium: ['medium', 'utm_medium', 'канал трафика'],
  campaign: ['campaign', 'utm_campaign', 'campaign name', 'кампания', 'название кампании'],
  content: ['content', 'utm_content', 'ad name', 'объявление'],
  term: ['term', 'utm_term', 'keyword', 'ключевое слово'],
  ad_id: ['ad_id', 'ad id', 'id объявления'],
  url: ['url', 'link', 'ссылка'],
  ref: ['ref', 'метка'],
};
