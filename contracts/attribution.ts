import type { Localized } from './text.js';

/**
 * How the credit for one conversion is shared among the touches before it. Weights of one conversion add up to 1.
 * `first`, `last`: the one touch; `last_non_direct`: the last touch of which something says where from, else the last;
 * `linear`: equal shares; `position`: 40 % to the first, 40 % to the last, 20 % shared by those between (one touch takes
 * all, two take half each); `time_decay`: a touch earns half of what a touch one half-life later earns.
 */
export const ATTRIBUTION_MODELS = [
  'first',
  'last',
  'last_non_direct',
  'linear',
  'position',
  'time_decay',
] as const;
export type AttributionModel = (typeof ATTRIBUTION_MODELS)[number];
export const USUAL_MODEL: AttributionModel = 'last_non_direct';

export const ATTRIBUTION_MODEL_LABELS: Record<AttributionModel, Localized> = {
  first: { en: 'First touch', ru: 'Первое касание' },
  last: { en: 'Last touch', ru: 'Последнее касание' },
  last_non_direct: { en: 'Last non-direct touch', ru: 'Последнее непрямое касание' },
  linear: { en: 'Linear', ru: 'Линейная' },
  position: { en: 'Position based (40–20–40)', ru: 'По позиции (40–20–40)' },
  time_decay: { en: 'Time decay', ru: 'С учётом давности' },
};

/** The half-life of `time_decay`, in days. */
export const USUAL_HALF_LIFE_DAYS = 7;

/**
 * By what a touch's look-back is chosen. `paid`: an ad of the platform that opens a chat (the touch has an `ad_id`);
 * `acquisition`: any other touch that made the contact; `other`: any other touch of a contact that was known.
 */
export const LOOKBACK_KINDS = ['paid', 'acquisition', 'other'] as const;
export type LookbackKind = (typeof LOOKBACK_KINDS)[number];

export const LOOKBACK_KIND_LABELS: Record<LookbackKind, Localized> = {
  paid: { en: 'Ads that open a chat', ru: 'Реклама с переходом в чат' },
  acquisition: { en: 'Touches that brought a new contact', ru: 'Касания, которые привели нового клиента' },
  other: { en: 'Later touches', ru: 'Последующие касания' },
};

/** What a conversion is dated by: when it happened, or when the touch did that earns the credit (as spend is). */
export const CREDIT_DATES = ['conversion', 'touch'] as const;
export type CreditDate = (typeof CREDIT_DATES)[number];

export const CREDIT_DATE_LABELS: Record<CreditDate, Localized> = {
  conversion: { en: 'By date of conversion', ru: 'По дате конверсии' },
  touch: { en: 'By date of touch', ru: 'По дате касания' },
};
