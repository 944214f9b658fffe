import * as z from 'zod';
import { channel } from './channels.js';
import { CONTENT_KINDS, sender } from './events/index.js';
import {
  filtersOf,
  FUNNEL_EVENT_LABELS,
  FUNNEL_EVENTS,
  FUNNEL_FILTERS,
  type FunnelEvent,
  MADE_OF,
} from './funnel-events.js';
import type { Localized } from './text.js';

/** Who goes through a funnel. */
export const FUNNEL_UNITS = ['contact', 'dialogue', 'identity'] as const;
export type FunnelUnit = (typeof FUNNEL_UNITS)[number];
export const FUNNEL_UNIT_LABELS: Record<FunnelUnit, Localized> = {
  contact: { en: 'Contacts', ru: 'Клиенты' },
  dialogue: { en: 'Dialogues', ru: 'Диалоги' },
  identity: { en: 'Profiles in an account', ru: 'Профили в аккаунтах' },
};

/**
 * `ordered`: each step after the one before, whatever happens in between; `strict`: so, and no other event of any of the
 * funnel's steps in between; `any`: the first step lets in, the others stand in any order around it, all within the window
 * from the earliest of them.
 */
export const FUNNEL_ORDERS = ['ordered', 'strict', 'any'] as const;
export type FunnelOrder = (typeof FUNNEL_ORDERS)[number];
export const FUNNEL_ORDER_LABELS: Record<FunnelOrder, Localized> = {
  ordered: { en: 'In this order', ru: 'По порядку' },
  strict: {
    en: 'In this order, no other step in between',
    ru: 'Строго по порядку, без других шагов между ними',
  },
  any: { en: 'In any order', ru: 'В любом порядке' },
};

export const MOST_FUNNEL_STEPS = 10;
export const MOST_FUNNEL_EXCLUSIONS = 5;
/** The longest window, in seconds: 366 days. */
export const LONGEST_FUNNEL_WINDOW = 366 * 86_400;
/** 30 days. */
export const USUAL_FUNNEL_WINDOW = 30 * 86_400;

const seconds = z.int().min(1).max(LONGEST_FUNNEL_WINDOW);
const texts = z.array(z.string().max(2083)).max(50);
const id = z.string().regex(/^\d{1,20}$/, 'must be a number, as a string');

/** Which of these events count: each filter that is not empty must hold. */
const eventFields = {
  event: z.enum(FUNNEL_EVENTS),
  channels: z.array(channel).max(20).default([]),
  account_ids: z.array(id).max(200).default([]),
  agent_ids: z.array(id).max(200).default([]).describe('Who of ours did it.'),
  refs: texts.default([]).describe('As they arrived; the empty one is none.'),
  sources: texts.default([]).describe('By the source rules; the empty one is none.'),
  mediums: texts.default([]),
  campaigns: texts.default([]),
  contents: texts.default([]),
  terms: texts.default([]),
  goal_names: z.array(z.string().min(1).max(128)).max(50).default([]),
  senders: z.array(sender).max(10).default([]),
  content_kinds: z.array(z.enum(CONTENT_KINDS)).max(CONTENT_KINDS.length).default([]),
  props: z
    .array(
      z.strictObject({
        key: z.string().min(1).max(64),
        values: z.array(z.string().max(1024)).min(1).max(50),
        is_not: z.boolean().default(false).describe('Events that have none of the values.'),
      }),
    )
    .max(10)
    .default([])
    .describe('Each must hold; the empty value is that of an event without the property.'),
};

export const funnelStep = z.strictObject({
  ...eventFields,
  label: z.string().trim().max(120).default('').describe('How the step is called; as its event when empty.'),
  window_seconds: seconds
    .nullable()
    .default(null)
    .describe('At most so long after the step before; null: only the window of the whole holds.'),
  min_gap_seconds: z
    .int()
    .min(0)
    .max(LONGEST_FUNNEL_WINDOW)
    .default(0)
    .describe('At least so long after the step before.'),
});
export type FunnelStep = z.output<typeof funnelStep>;
export type FunnelStepInput = z.input<typeof funnelStep>;

const place = z.int().min(1).max(MOST_FUNNEL_STEPS);
/**
 * What must not happen between the events of two steps: after it nobody gets on by that entry. Between means strictly
 * so: the event of a step itself never stands in the way.
 */
export const funnelExclusion = z.strictObject({
  ...eventFields,
  from_step: place.nullable().default(null).describe('After this step, from 1; null: the first.'),
  to_step: place.nullable().default(null).describe('Before this step; null: the last.'),
});
export type FunnelExclusion = z.output<typeof funnelExclusion>;

/** A funnel: what lets in, what must follow, and within what time. */
export const funnelDefinition = z
  .strictObject({
    unit: z.enum(FUNNEL_UNITS).default('contact'),
    order: z.enum(FUNNEL_ORDERS).default('ordered'),
    window_seconds: seconds
      .default(USUAL_FUNNEL_WINDOW)
      .describe('How long after its entry somebody can still get on, both ends included.'),
    steps: z.array(funnelStep).min(2).max(MOST_FUNNEL_STEPS),
    exclusions: z.array(funnelExclusion).max(MOST_FUNNEL_EXCLUSIONS).default([]),
  })
  .check(({ value, issues }) => {
    const say = (path: (string | number)[], message: string) =>
      issues.push({ code: 'custom', input: value, path, message });
    const parts = [
      ...value.steps.map((part, index) => ({ part, path: ['steps', index], name: `Step ${index + 1}` })),
      ...value.exclusions.map((part, index) => ({
        part,
        path: ['exclusions', index],
        name: `Exclusion ${index + 1}`,
      })),
    ];
    const events = new Set(parts.map(({ part }) => part.event));
    for (const { part, path, name } of parts) {
      const { event } = part;
      const allowed = filtersOf(event);
      for (const filter of FUNNEL_FILTERS)
        if (part[filter].length > 0 && !allowed.includes(filter))
          say(
            [...path, filter],
            `${name} (${labelOf(event)}) has no ${filter}; it can be narrowed by ${allowed.join(', ')}`,
          );
      for (const other of MADE_OF[event] ?? [])
        if (events.has(other))
          say(
            [...path, 'event'],
            `${name}: «${labelOf(event)}» is made of «${labelOf(other)}»; use only one of them in a funnel`,
          );
    }
    value.steps.forEach((step, index) => {
      const name = `Step ${index + 1}`;
      if (step.window_seconds !== null && step.min_gap_seconds > step.window_seconds)
        say(
          ['steps', index, 'min_gap_seconds'],
          `${name}: the least gap is longer than the window of the step, so nothing can follow`,
        );
      if (step.min_gap_seconds > value.window_seconds)
        say(
          ['steps', index, 'min_gap_seconds'],
          `${name}: the least gap is longer than the window of the funnel, so nothing can follow`,
        );
      if (index === 0 && (step.window_seconds !== null || step.min_gap_seconds > 0))
        say(['steps', 0], 'Step 1 lets in: it has no step before it to take a window or a gap from');
      if (value.order === 'any' && (step.window_seconds !== null || step.min_gap_seconds > 0))
        say(
          ['steps', index],
          `${name}: in any order there is no step before; take its window and gap away, or choose an order`,
        );
    });
    value.exclusions.forEach(({ from_step, to_step }, index) => {
      const name = `Exclusion ${index + 1}`;
      const [from, to] = [from_step ?? 1, to_step ?? value.steps.length];
      if (from >= to || to > value.steps.length)
        say(['exclusions', index], `${name} must stand between two of the ${value.steps.length} steps`);
      if (value.order === 'any' && (from_step !== null || to_step !== null))
        say(
          ['exclusions', index],
          `${name}: in any order it holds for the whole funnel; take from_step and to_step away`,
        );
    });
  });
export type FunnelDefinition = z.output<typeof funnelDefinition>;
export type FunnelDefinitionInput = z.input<typeof funnelDefinition>;

const labelOf = (event: FunnelEvent) => FUNNEL_EVENT_LABELS[event].en;

/** What a funnel is split by. `property`: a property of the entry, or of each step, by its name. */
export const FUNNEL_BREAKDOWNS = [
  'none',
  'source',
  'medium',
  'campaign',
  'content',
  'channel',
  'account',
  'agent',
  'property',
] as const;
export type FunnelBreakdown = (typeof FUNNEL_BREAKDOWNS)[number];
export const FUNNEL_BREAKDOWN_LABELS: Record<FunnelBreakdown, Localized> = {
  none: { en: 'No breakdown', ru: 'Без разбивки' },
  source: { en: 'Source', ru: 'Источник' },
  medium: { en: 'Medium', ru: 'Тип трафика' },
  campaign: { en: 'Campaign', ru: 'Кампания' },
  content: { en: 'Content', ru: 'Содержание' },
  channel: { en: 'Channel', ru: 'Канал' },
  account: { en: 'Account', ru: 'Аккаунт' },
  agent: { en: 'Agent', ru: 'Сотрудник' },
  property: { en: 'Property', ru: 'Свойство' },
};

/**
 * Where the value is taken from.
 * - `entry`        the entry: of an arrival its own, else of the arrival in force then; channel, account and property are
 *                  those of the event; the agent is the first on the way, as an entry rarely has one
 * - `first_touch`  the first arrival ever of whoever goes through: of the contact; by dialogue and profile, of the profile
 * - `last_touch`   the last arrival at or before the last step that was reached
 * - `step`         each step by itself: one contact may stand under several values, and rates are shares of all
 *
 * An agent and a property have no arrival: for them both touches mean the entry.
 */
export const FUNNEL_BREAKDOWN_PLACES = ['entry', 'first_touch', 'last_touch', 'step'] as const;
export type FunnelBreakdownPlace = (typeof FUNNEL_BREAKDOWN_PLACES)[number];
export const FUNNEL_BREAKDOWN_PLACE_LABELS: Record<FunnelBreakdownPlace, Localized> = {
  entry: { en: 'At the entry', ru: 'На входе' },
  first_touch: { en: 'First touch ever', ru: 'Первое касание за всё время' },
  last_touch: { en: 'Last touch', ru: 'Последнее касание' },
  step: { en: 'At each step', ru: 'На каждом шаге' },
};

/** Said of a row without a value. */
export const FUNNEL_NOT_SET: Localized = { en: 'Not set', ru: 'Не указано' };
