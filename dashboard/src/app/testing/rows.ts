import type { ReportMeta } from '@parley/contracts';
import type { ByAgentRow } from '../reports/by-agent/agents';
import type { ByChannelRow, BySourceRow } from '../reports/origins/split';
import type { OverTimeRow } from '../reports/overview-over-time/series';
import type { OverviewRow } from '../reports/overview/tiles';

/** What the api says beside the rows, for February 2017 in Moscow. */
export const aMeta = (part: Partial<ReportMeta> = {}): ReportMeta => ({
  report: 'overview',
  definition: {
    definition_id: '1',
    is_official: true,
    silence_gap_seconds: 86_400,
    repeat_after_seconds: 86_400,
    unanswered_after_seconds: 86_400,
    unanswered_hours: 'calendar',
    clock_starts: 'first',
    settle_seconds: 60,
    courtesy_phrases: [],
  },
  period: { from: '2017-01-31T21:00:00.000Z', to: '2017-02-28T21:00:00.000Z' },
  previous_period: null,
  time_zone: 'Europe/Moscow',
  week_start: 'monday',
  freshness: {
    computed_at: '2026-11-22T12:00:00.000Z',
    data_until: '2026-11-22T11:03:00.000Z',
    is_deriving: false,
    late_events: 0,
    late_since: '2026-11-21T12:00:00.000Z',
  },
  unavailable: {},
  asked: {},
  service: null,
  currency: null,
  merges: null,
  row_count: 1,
  ...part,
});

/** The numbers of the reference set. */
export const anOverviewRow = (part: Partial<OverviewRow> = {}): OverviewRow => ({
  period: 'current',
  messages_received: 1861,
  messages_sent: 1404,
  messages_sent_by_agents: 1404,
  messages_sent_by_bots: 0,
  messages_sent_auto: 0,
  messages_sent_in_broadcasts: 0,
  messages_sent_by_unknown: 0,
  messages_delivered: null,
  messages_read: null,
  read_share: null,
  contacts: 270,
  new_contacts: 270,
  dialogues: 315,
  dialogue_duration_mean_seconds: 12_600,
  dialogue_duration_median_seconds: 12_910,
  repeat_contacts: 45,
  repeat_contact_rate: 45 / 270,
  first_responses: 300,
  first_response_median_seconds: 900,
  first_response_p90_seconds: 3600,
  waits_answered: 300,
  waits_unanswered: 15,
  answered_share: 300 / 315,
  contacts_subscribed: 0,
  contacts_unsubscribed: 0,
  outgoing_covered_share: 1,
  subscriptions_covered_share: 1,
  ...part,
});

export const anOverTimeRow = (part: Partial<OverTimeRow> = {}): OverTimeRow => ({
  ...anOverviewRow(),
  bucket_start: '2017-01-31T21:00:00.000Z',
  bucket_end: '2017-02-01T21:00:00.000Z',
  is_partial: false,
  ...part,
});

export const anAgentRow = (part: Partial<ByAgentRow> = {}): ByAgentRow => ({
  period: 'current',
  is_total: false,
  agent_id: '1',
  agent_name: 'Anna',
  waits_answered: 100,
  response_median_seconds: 600,
  response_p90_seconds: 6000,
  outgoing_covered_share: 1,
  ...part,
});

export const aChannelRow = (part: Partial<ByChannelRow> = {}): ByChannelRow => ({
  period: 'current',
  is_total: false,
  channel: 'telegram',
  messages_received: 100,
  contacts: 50,
  new_contacts: 20,
  touches: 30,
  dialogues: 60,
  first_responses: 40,
  first_response_median_seconds: 300,
  first_response_p90_seconds: 3000,
  waits_answered: 80,
  answered_share: 0.9,
  repeat_contact_rate: 0.2,
  contacts_subscribed: 10,
  outgoing_covered_share: 1,
  subscriptions_covered_share: 1,
  ...part,
});

export const aSourceRow = (part: Partial<BySourceRow> = {}): BySourceRow => ({
  period: 'current',
  is_total: false,
  arrival: 'ref',
  ref: 'spring',
  touches: 30,
  touches_re_engagement: 10,
  new_contacts: 20,
  starts: 25,
  starts_immature: 0,
  message_rate: 0.5,
  dialogues: 60,
  first_responses: 40,
  first_response_median_seconds: 300,
  waits_answered: 80,
  answered_share: 0.9,
  contacts_subscribed: 10,
  outgoing_covered_share: 1,
  subscriptions_covered_share: 1,
  ...part,
});
