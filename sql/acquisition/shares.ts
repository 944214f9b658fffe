import type { Prices, Shares } from './with-intervals.js';

const kept = (days: 1 | 7 | 30) => ({
  [`kept_rate_d${days}`]: { part: `subscriptions_kept_d${days}`, of: [`subscriptions_mature_d${days}`] },
});

/** The rates of acquisition and what they are shares of. */
export const ACQUISITION_SHARES = {
  message_rate: { part: 'starts_written', of: ['starts'] },
  answered_share: { part: 'waits_answered', of: ['waits_answered', 'waits_unanswered'] },
  ...kept(7),
  ...kept(30),
} as const satisfies Shares;

/** The rates of subscriptions and what they are shares of. */
export const SUBSCRIBER_SHARES = {
  churn_rate: { part: 'subscriptions_lost_of_base', of: ['subscriptions_at_start'] },
  subscribed_rate_of_clicks: { part: 'starts_subscribed', of: ['clicks'] },
  subscribed_rate_of_starts: { part: 'starts_subscribed', of: ['starts'] },
  subscribed_rate_of_messages: { part: 'starts_written_subscribed', of: ['starts_written'] },
  ...kept(1),
  ...kept(7),
  ...kept(30),
} as const satisfies Shares;

/** What a subscription cost, and one that was kept. */
export const SUBSCRIBER_PRICES = {
  cost_per_subscription: { spend: 'spend', for: ['contacts_subscribed'] },
  cost_per_kept_d7: { spend: 'spend', for: ['subscriptions_kept_d7'] },
  cost_per_kept_d30: { spend: 'spend', for: ['subscriptions_kept_d30'] },
} as const satisfies Prices;

/** What one of each thing cost. */
export const ACQUISITION_PRICES = {
  cost_per_click: { spend: 'ad_spend', for: ['ad_clicks'] },
  cost_per_start: { spend: 'spend', for: ['starts', 'starts_immature'] },
  cost_per_dialogue: { spend: 'spend', for: ['dialogues'] },
  cost_per_kept_d7: { spend: 'spend', for: ['subscriptions_kept_d7'] },
  cost_per_kept_d30: { spend: 'spend', for: ['subscriptions_kept_d30'] },
  cost_per_conversion: { spend: 'spend', for: ['credited_conversions'] },
} as const satisfies Prices;
