import * as z from 'zod';
import { fieldColumns } from '../fields.js';
import {
  MOST_DEPTH,
  PATH_DIRECTIONS,
  PATH_KINDS,
  PATH_STEPS,
  USUAL_MINIMUM_SHARE,
  USUAL_PATH_WINDOW,
} from '../paths.js';
import { byGroupParam, valuesParam } from './acquisition-params.js';
import { countColumn, defineReport, dimensionColumns, filterParams, gapColumn } from './report.js';
import { defineRowReport, yesNoParam } from './row-report.js';

const filters = ['channels', 'account_ids', 'hours_of_day', 'weekdays', 'segment_id'] as const;

const journeyParams = {
  by: byGroupParam.by.describe('What arrivals are called by.'),
  anchor: z
    .enum(PATH_KINDS)
    .default('touch')
    .describe('The step that journeys begin with or lead to: of each contact the first one in the period.'),
  anchor_names: valuesParam.describe(
    'Of arrivals only those so called by `by`, of goals only those so called; an empty one is what has no name.',
  ),
  direction: z
    .enum(PATH_DIRECTIONS)
    .default('from')
    .describe('What came after the anchor, or what came before it.'),
  steps: z
    .enum(PATH_STEPS)
    .default('main')
    .describe(
      'main: arrivals, of each dialogue the contact’s first message and the first answer of a person, goals, orders, purchases, refunds, subscriptions, and events of the anchor’s type; every: every event besides, and every message instead of the first.',
    ),
  depth: z.coerce
    .number()
    .pipe(z.int().min(1).max(MOST_DEPTH))
    .default(4)
    .describe('How many steps from the anchor are looked at.'),
  minimum_share: z.coerce
    .number()
    .pipe(z.number().min(0.005).max(0.5))
    .default(USUAL_MINIMUM_SHARE)
    .describe('What fewer of the contacts do at a step is gathered as «<other>».'),
  window_seconds: z.coerce
    .number()
    .pipe(
      z
        .int()
        .min(60)
        .max(366 * 86_400),
    )
    .default(USUAL_PATH_WINDOW)
    .describe('How far from the anchor a step may lie, both ends included; also past the end of the period.'),
};

/**
 * One row per step and pair of neighbours, in time order, and a total row. What is the same step after step stands once, and a
 * pair that repeats (A → B → A → B) too. At every step what enters a value is what leaves it and what stops there, but
 * for the last step asked for, after which nothing is looked at.
 */
export const paths = defineReport({
  name: 'paths',
  label: { en: 'Paths', ru: 'Пути' },
  description: {
    en: 'What contacts did after an event or an arrival, or what had led them to it, step by step.',
    ru: 'Что клиенты делали после события или прихода — или что к нему привело, шаг за шагом.',
  },
  filters,
  own: journeyParams,
  row: z.object({
    period: dimensionColumns.period,
    is_total: dimensionColumns.is_total,
    path_step: dimensionColumns.path_step,
    from_value: dimensionColumns.from_value.describe(
      'The earlier of two steps; null in the total, and where the journey begins.',
    ),
    to_value: dimensionColumns.to_value.describe(
      'The later of two steps; null in the total, and where the journey ends.',
    ),
    is_dropout: dimensionColumns.is_dropout,
    path_contacts: countColumn,
    path_share: gapColumn,
    path_contacts_open: countColumn,
  }),
});

const stepParam = z
  .string()
  .max(2200)
  .default('')
  .describe('Only contacts with this one; all when left out.');

export const PATH_CONTACT_ORDERS = ['oldest', 'newest'] as const;

/** One row per contact of the same report: all, or those of one ribbon or one value. */
export const pathContactRows = defineRowReport({
  name: 'path-contacts',
  label: { en: 'Contacts on a path, row by row', ru: 'Клиенты на пути построчно' },
  description: {
    en: 'Who went this way: the people behind a ribbon or a step of the report on paths.',
    ru: 'Кто так прошёл: люди за лентой или шагом отчёта о путях.',
  },
  filters,
  own: {
    ...journeyParams,
    path_step: z.coerce
      .number()
      .pipe(z.int().min(1).max(MOST_DEPTH))
      .default(1)
      .describe('Which step from the anchor is meant; contacts who got as far, or stopped just before it.'),
    from_value: stepParam,
    to_value: stepParam,
    is_dropout: yesNoParam.default('any').describe('Only contacts who stopped there, or only others.'),
    identity_ids: filterParams.agent_ids.describe('Only these contacts.'),
    order: z.enum(PATH_CONTACT_ORDERS).default('oldest').describe('By when they came to the anchor.'),
  },
  row: z.object({
    identity_id: fieldColumns.identity_id,
    contact_name: fieldColumns.contact_name,
    anchor_at: fieldColumns.anchor_at,
    path: dimensionColumns.path.describe(
      'The steps of the journey in time order, at most `depth` beside the anchor.',
    ),
    is_window_open: fieldColumns.is_window_open,
    dialogue_id: fieldColumns.dialogue_id.describe(
      'The last one begun by the anchor, else the next one after it.',
    ),
    channel: dimensionColumns.channel,
    account_id: dimensionColumns.account_id,
    account_name: dimensionColumns.account_name,
  }),
  spans: 'asked',
});
