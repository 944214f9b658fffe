import * as z from 'zod';
import { acquisitionFilters, byGroupParam } from './acquisition-params.js';
import { creditParams, modelParam } from './attribution-params.js';
import { countColumn, defineReport, dimensionColumns, gapColumn } from './report.js';

/**
 * One row per source (or whatever `by` says), most arrivals first, and a total row computed anew. Counts of the rows add
 * up to the total; rates, their intervals and times do not.
 *
 * Conversions are credited by the model and look-back asked for, over all history; what no touch earned stands as `expired` or
 * `unattributed`. Spend is of the whole local days that the period touches; of a cost without the value it is `no_ref`.
 *
 * `value` is what the row is of. Where there is none, `arrival` names the row: `ref`, a ref of which no rule makes such a
 * value; `no_ref`, an ad or a link without it; `direct`; `expired`, of conversions alone; `unattributed`. The last three are always there unless other
 * values are asked for. What happened belongs to the touch in force, as in `by-source`; by channel and by account it
 * belongs where it happened. A row is opened by asking for its value with another `by`.
 */
export const channels = defineReport({
  name: 'channels',
  label: { en: 'Channels', ru: 'Каналы' },
  description: {
    en: 'What each source, campaign, link or ad brought, from money to kept subscribers: spend, clicks, starts, first messages, answers, subscriptions, conversions and what one of each cost.',
    ru: 'Что дал каждый источник, кампания, ссылка или объявление — от денег до удержанных подписчиков: расходы, клики, старты, первые сообщения, ответы, подписки, конверсии и сколько стоило каждое.',
  },
  filters: ['channels', 'account_ids', 'refs', 'segment_id'] as const,
  own: { ...byGroupParam, ...creditParams, ...modelParam, ...acquisitionFilters },
  row: z.object({
    period: dimensionColumns.period,
    is_total: dimensionColumns.is_total,
    arrival: dimensionColumns.arrival.nullable().describe('Names a row without a value; else null.'),
    value: dimensionColumns.value.describe('The source, campaign …; of a link and an account its number.'),
    account_id: dimensionColumns.account_id.nullable().describe('By account; else null.'),
    account_name: dimensionColumns.account_name,
    clicks: countColumn,
    touches: countColumn,
    touches_re_engagement: countColumn,
    new_contacts: countColumn,
    starts: countColumn,
    starts_immature: countColumn,
    starts_written: countColumn,
    message_rate: gapColumn,
    message_rate_low: gapColumn,
    message_rate_high: gapColumn,
    lost_codes: countColumn,
    dialogues: countColumn,
    first_responses: countColumn,
    first_response_median_seconds: gapColumn,
    waits_answered: countColumn,
    waits_unanswered: countColumn,
    answered_share: gapColumn,
    answered_share_low: gapColumn,
    answered_share_high: gapColumn,
    contacts_subscribed: countColumn,
    subscriptions_mature_d7: countColumn,
    subscriptions_immature_d7: countColumn,
    subscriptions_kept_d7: countColumn,
    kept_rate_d7: gapColumn,
    kept_rate_d7_low: gapColumn,
    kept_rate_d7_high: gapColumn,
    subscriptions_mature_d30: countColumn,
    subscriptions_immature_d30: countColumn,
    subscriptions_kept_d30: countColumn,
    kept_rate_d30: gapColumn,
    kept_rate_d30_low: gapColumn,
    kept_rate_d30_high: gapColumn,
    spend: gapColumn,
    ad_spend: gapColumn,
    message_fees: gapColumn,
    ad_clicks: countColumn,
    costs_unconverted: countColumn,
    credited_conversions: gapColumn,
    credited_value: gapColumn,
    cost_per_click: gapColumn,
    cost_per_start: gapColumn,
    cost_per_dialogue: gapColumn,
    cost_per_kept_d7: gapColumn,
    cost_per_kept_d30: gapColumn,
    cost_per_conversion: gapColumn,
    roas: gapColumn,
    outgoing_covered_share: gapColumn,
    subscriptions_covered_share: gapColumn,
  }),
});
