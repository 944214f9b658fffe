import {
  ACQUISITION_GROUPS,
  goalRule,
  type Report,
  type RowReport,
  schedule as scheduleSchema,
  WEEKDAYS,
} from '@parley/contracts';
import * as z from 'zod';
import type { QueryParams } from '../lib/client.js';
import { parametersOf } from '../lib/define-query.js';
import { besides, SAMPLE_FUNNELS } from './funnel-questions.js';
import { serviceLimits } from '../calendars/index.js';
import { boundValues } from '../reports/bound-params.js';

const YES_NO = ['yes', 'no', 'any'];

/** What may be asked, by parameter. Of words that mean other things in other reports each takes those of its contract. */
const SAMPLES: Readonly<Record<string, readonly unknown[]>> = {
  channels: [['telegram']],
  account_ids: [['1', '2']],
  agent_ids: [['18446744073709551615']],
  team_ids: [['3']],
  identity_ids: [['5']],
  held_by_agent_ids: [['6']],
  refs: [['a', '']],
  hours_of_day: [[0, 23]],
  weekdays: [[7]],
  time_zone: ['Asia/Kathmandu'],
  granularity: ['hour', 'week', 'year'],
  kind: ['every', 'next', 'after_hand_off', 'after_assignment'],
  clock: ['agent', 'customer'],
  hours: ['business'],
  clock_starts: ['first', 'last'],
  dated_by: ['answered', 'touch'],
  goal_ids: [['2']],
  lookback_days: [3],
  pause_seconds: [60],
  model: ['position', 'time_decay'],
  view: ['lengths'],
  anchor: ['purchase_completed', 'wrote', 'answered', 'blocked', 'button_pressed', 'message_received'],
  anchor_names: [['vk', '']],
  direction: ['to'],
  steps: ['every'],
  depth: [8],
  minimum_share: [0.1],
  window_seconds: [86_400],
  path_step: [2],
  from_value: ['wrote'],
  to_value: ['<other>'],
  is_dropout: ['yes', 'no'],
  since: ['last'],
  number: [
    'clicks',
    'new_contacts',
    'starts',
    'lost_codes',
    'dialogues',
    'waits_answered',
    'subscriptions_kept_d7',
  ],
  sources: [['vk', '']],
  mediums: [['cpc']],
  campaigns: [['spring']],
  contents: [['red']],
  terms: [['mug']],
  link_ids: [['7']],
  ads: [['ad-1']],
  by: [
    ...ACQUISITION_GROUPS,
    ...['agent', 'team', 'channel', 'account', 'source', 'hour'],
    ['weekday', 'source'],
  ],
  buckets: [[60, 3600]],
  repeat_after_seconds: [3600],
  states: [['open', 'answered'], ['abandoned']],
  min_seconds: [1.5],
  max_seconds: [90],
  is_measured: ['yes', 'no'],
  target_results: [['met']],
  answered_off_hours: ['yes', 'no'],
  arrivals: [['no_ref']],
  order: ['most', 'largest', 'newest', 'longest', 'shortest'],
  starters: [['contact']],
  has_incoming: ['yes', 'any'],
  is_repeat: ['yes'],
  is_resolved: ['no'],
  directions: [['incoming']],
  senders: [['agent', 'bot']],
  content_kinds: [['text']],
  statuses: [['read']],
  held_by_team_ids: [['3']],
  bot_outcomes: [['contained']],
  responsible_agent_ids: [['6']],
  responsible_team_ids: [['3']],
  close_target_results: [['met']],
  arrival_of: ['first', 'acquisition'],
  arrival_kinds: [['acquisition']],
  start_outcomes: [['silent']],
  of: ['ends'],
  is_held: YES_NO,
  is_closable: YES_NO,
  has_calendar: YES_NO,
  is_shared: YES_NO,
  has_written: YES_NO,
  has_received: YES_NO,
  is_new: YES_NO,
  is_unprompted: YES_NO,
  has_earlier_dialogue: YES_NO,
  is_immature: YES_NO,
  funnel: SAMPLE_FUNNELS,
  breakdown: ['source', 'channel', 'account', 'agent', 'property'],
  breakdown_at: ['first_touch', 'step'],
  breakdown_property: ['plan'],
  breakdown_values: [['vk', '']],
  from_step: [2],
  to_step: [2],
  step: [2],
  outcome: ['lost', 'open'],
  is_mature: YES_NO,
  entered_from: ['2026-03-01T10:00:00Z'],
  entered_to: ['2026-03-01T12:00:00Z'],
};

/** What each kind of goal makes of the text is the business of the oracle of credit. */
const GOALS = [
  { event_type: 'purchase_completed', repeats: { kind: 'by_order' } },
  { event_type: 'subscribed', value: { kind: 'fixed', amount: '10', currency: 'EUR' } },
].map((rule, index) => ({ goal_id: index + 1, rule: goalRule.parse(rule) }));

const DAY: [string, string][] = [['09:00', '18:00']];
/** A calendar, so that what only calendars make of a text is in it. */
const HOURS = scheduleSchema.parse({
  calendars: {
    1: {
      time_zone: 'Europe/Moscow',
      versions: [
        { effective_from: null, week: Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, DAY])) },
      ],
      days: [],
    },
  },
  workspace: '1',
  accounts: {},
  agents: {},
});

const FROM = new Date('2026-03-01T00:00:00Z');
const TO = new Date('2026-03-02T00:00:00Z');

/** What the SQL of a report is made for and bound with: everything as it stands when nothing is said but `own`. */
export function questionOf(report: Report | RowReport, own: Readonly<Record<string, unknown>>): QueryParams {
  const period = 'from' in (report.params as unknown as { shape: object }).shape;
  const asked = report.params.parse({
    ...(period ? { from: '2026-03-01', to: '2026-03-02' } : {}),
    ...own,
  }) as Record<string, unknown>;
  const bound = {
    workspace_id: 1,
    definition_id: 1,
    repeat_after_seconds: 1,
    unanswered_after_seconds: 1,
    now: TO,
    time_zone: 'Europe/Moscow',
    previous: null,
    from: FROM,
    to: TO,
    limits: serviceLimits({
      schedule: { calendars: {}, workspace: null, accounts: {}, agents: {} },
      accounts: [{ account_id: 1, channel: 'telegram' }],
      team_ids: [1],
      targets: [{ team_id: null, channel: null, kind: 'first', seconds: 60, hours: 'calendar' }],
      unanswered: { seconds: 60, hours: 'calendar' },
      now: TO,
    }),
    schedule: HOURS,
    // TRICKY: what the caller binds itself stands above what the report asks, so both are put there.
    ...Object.fromEntries(Object.entries(asked).filter(([key]) => key in SAMPLES)),
    goals: GOALS,
    currency: 'RUB',
    own: asked,
  };
  return boundValues(bound, 'current', bound);
}

/** Every parameter of a report but those named, with what may be asked by it. Throws for one without a sample. */
export function samplesOf(report: Report | RowReport, without: readonly string[]): [string, unknown][] {
  const keys = Object.keys((report.params as unknown as { shape: object }).shape);
  const usual = questionOf(report, {});
  return keys
    .filter((key) => !without.includes(key) && !['from', 'to'].includes(key))
    .flatMap((key) => {
      const samples = [...(SAMPLES[key] ?? []), ...wordsOf(report, key)].filter((value) => {
        try {
          return (
            JSON.stringify(questionOf(report, { [key]: value })[key], bigints) !==
            JSON.stringify(usual[key], bigints)
          );
        } catch {
          return false;
        }
      });
      if (samples.length === 0) throw new Error(`no sample of ${key} for ${report.name}`);
      return samples.map((value): [string, unknown] => [key, value]);
    });
}

/** By these a text is made; all others are bound, or left out where nothing is asked. */
const SHAPES = [
  'number',
  'model',
  'view',
  'anchor',
  'anchor_names',
  'direction',
  'steps',
  'since',
  'goal_ids',
  'kind',
  'clock',
  'hours',
  'clock_starts',
  'dated_by',
  'by',
  'order',
  'funnel',
  'breakdown',
  'breakdown_at',
  'outcome',
];

/** Where a parameter takes words of a closed list, each of them, or a list of the first. */
function wordsOf(report: Report | RowReport, key: string): unknown[] {
  const { properties } = z.toJSONSchema(report.params, { io: 'output', unrepresentable: 'any' });
  const schema = (properties ?? {})[key] as { enum?: unknown[]; items?: { enum?: unknown[] } } | undefined;
  if (schema?.enum) return schema.enum;
  return schema?.items?.enum ? [[schema.items.enum[0]]] : [];
}

/** Questions of a report that between them make every text: nothing, everything, and each shape with nothing else. */
export function questionsOf(report: Report | RowReport, without: readonly string[]): QueryParams[] {
  const samples = samplesOf(report, without);
  return [
    {},
    Object.fromEntries(samples),
    ...samples
      .filter(([key]) => SHAPES.includes(key))
      .map(([key, value]) => ({ ...besides(key), [key]: value })),
  ].map((own) => questionOf(report, own));
}

/** Of questions that the query sends as the same text with the same values, one: what holds for it holds for the others. */
export const askedApart = (
  query: { sqlFor(bound: QueryParams): string },
  asked: QueryParams[],
): QueryParams[] => [...new Map(asked.map((bound) => [askedText(query, bound), bound])).values()];

/** The SQL of a question and what it binds, to compare. */
export function askedText(query: { sqlFor(bound: QueryParams): string }, bound: QueryParams): string {
  const text = query.sqlFor(bound);
  return JSON.stringify([text, parametersOf(text).map((name) => bound[name])], bigints);
}

const bigints = (_key: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);
