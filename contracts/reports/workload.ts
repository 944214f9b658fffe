import * as z from 'zod';
import { fieldColumns } from '../fields.js';
import { WAIT_MAX_SECONDS } from '../settings.js';
import { countColumn, defineReport, dimensionColumns, filterParams, gapColumn } from './report.js';
import { waitFilters } from './response-time.js';
import { defineRowReport } from './row-report.js';

/** How long nothing may happen between an agent and a dialogue until that is no longer work, when nobody says: 15 min. */
export const DEFAULT_PAUSE_SECONDS = 900;

const workParams = {
  pause_seconds: z.coerce
    .number()
    .pipe(z.int().min(60).max(WAIT_MAX_SECONDS))
    .default(DEFAULT_PAUSE_SECONDS)
    .describe(
      'The longest silence that is still work: between an answer and the next message to answer, and before an answer. With 2592000 an agent is at work on a dialogue from taking it up to their last answer in it.',
    ),
};

/**
 * One row per agent who worked on a dialogue in the period, most answers first, and a total row computed anew: times are
 * added up over agents, shares and means divided last, dialogues and the highest concurrency counted over all agents
 * together. `agent_id` is null for people whom the platform does not name, who count as one, and in the total row.
 * With hours or weekdays only the time and the answers in them count.
 */
export const workload = defineReport({
  name: 'workload',
  label: { en: 'Workload', ru: 'Нагрузка сотрудников' },
  description: {
    en: 'On how many dialogues each agent works at once, how long they are busy, and how much of their day and of their open hours that is.',
    ru: 'Над сколькими диалогами сразу работает каждый сотрудник, сколько времени занят и какую часть дня и рабочего времени это составляет.',
  },
  filters: waitFilters,
  own: workParams,
  row: z.object({
    period: dimensionColumns.period,
    is_total: dimensionColumns.is_total,
    agent_id: dimensionColumns.agent_id,
    agent_name: dimensionColumns.agent_name,
    team_id: dimensionColumns.team_id,
    team_name: dimensionColumns.team_name,
    dialogues_answered: countColumn,
    waits_answered: countColumn.describe('By when the answer was given, as all of this report.'),
    work_spans: countColumn,
    busy_seconds: gapColumn,
    dialogue_seconds: gapColumn,
    concurrency_mean: gapColumn,
    concurrency_max: countColumn,
    concurrency_max_at: dimensionColumns.concurrency_max_at,
    answers_per_busy_hour: gapColumn,
    days_worked: countColumn,
    at_work_seconds: gapColumn,
    busy_share: gapColumn,
    open_seconds: gapColumn.describe('Null where no calendar is known.'),
    open_busy_share: gapColumn.describe('Null where no calendar is known.'),
    outgoing_covered_share: gapColumn.describe('Of everything asked for, the same in every row.'),
  }),
});

/**
 * Always 24 rows, by the clock of the zone: what the agents asked for worked on in each hour of the day. A span that
 * lasts over several hours stands in each of them.
 */
export const workloadByHour = defineReport({
  name: 'workload-by-hour',
  label: { en: 'Workload by hour of the day', ru: 'Нагрузка по часам дня' },
  description: {
    en: 'On how many dialogues agents work at once at each hour of the day, and how many of them are busy.',
    ru: 'Над сколькими диалогами сразу работают сотрудники в каждый час дня и сколько из них заняты.',
  },
  filters: ['channels', 'account_ids', 'agent_ids', 'team_ids', 'refs', 'weekdays', 'segment_id'] as const,
  own: workParams,
  row: z.object({
    period: dimensionColumns.period,
    hour_of_day: dimensionColumns.hour_of_day.unwrap(),
    work_spans: countColumn,
    waits_answered: countColumn.describe('By when the answer was given.'),
    busy_seconds: gapColumn.describe('The times of the agents added up.'),
    dialogue_seconds: gapColumn,
    concurrency_mean: gapColumn,
    concurrency_max: countColumn.describe('Of one agent at one moment of this hour.'),
    agents_busy_mean: gapColumn,
    outgoing_covered_share: gapColumn.describe('Of everything asked for, the same in every row.'),
  }),
});

export const WORK_SPAN_ORDERS = ['oldest', 'newest', 'longest'] as const;

/**
 * One row per span of work: a stretch in which one agent worked on one dialogue. As long as `workload` counts it: cut to
 * the period, and of hours and weekdays asked for only the time in them.
 */
export const workSpanRows = defineRowReport({
  name: 'work-spans',
  label: { en: 'Spans of work, row by row', ru: 'Отрезки работы построчно' },
  description: {
    en: 'Every stretch in which an agent worked on a dialogue: from when to when, with how many answers.',
    ru: 'Каждый промежуток, когда сотрудник работал над диалогом: с какого времени по какое и сколько ответов.',
  },
  filters: waitFilters,
  own: {
    ...workParams,
    identity_ids: filterParams.agent_ids.describe('Only work on dialogues of these contacts.'),
    order: z.enum(WORK_SPAN_ORDERS).default('oldest').describe('By beginning, or by length.'),
  },
  row: z.object({
    span_id: fieldColumns.span_id,
    dialogue_id: fieldColumns.dialogue_id.unwrap(),
    identity_id: fieldColumns.identity_id,
    contact_name: fieldColumns.contact_name,
    agent_id: dimensionColumns.agent_id,
    agent_name: dimensionColumns.agent_name,
    team_id: dimensionColumns.team_id,
    team_name: dimensionColumns.team_name,
    worked_from: fieldColumns.worked_from,
    worked_to: fieldColumns.worked_to,
    work_seconds: fieldColumns.work_seconds,
    waits_answered: countColumn,
    began_by: fieldColumns.began_by,
    channel: dimensionColumns.channel,
    account_id: dimensionColumns.account_id,
    account_name: dimensionColumns.account_name,
    ref: dimensionColumns.ref,
  }),
  spans: 'asked',
});
