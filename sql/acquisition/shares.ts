import type { Shares } from './with-intervals.js';

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
