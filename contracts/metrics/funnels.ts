import { intervalOf } from './interval.js';
import { type Metric, NOTHING_LEFT_OUT } from './metric.js';
import type { Localized } from '../text.js';

const IMMATURE_LEFT_OUT: Localized = {
  en: 'Entries whose window is not over yet: they can still get on.',
  ru: 'Вошедшие, у которых окно ещё не закончилось: они ещё могут дойти.',
};

const units = (
  good: Metric['good'],
  label: Localized,
  definition: Localized,
  formula: Localized,
  exclusions: Localized = NOTHING_LEFT_OUT,
) =>
  ({
    label,
    unit: 'count',
    missing: 'zero',
    good,
    needs: 'nothing',
    version: 1,
    definition,
    formula,
    exclusions,
  }) as const satisfies Metric;

const rate = (label: Localized, definition: Localized, formula: Localized, sample: string) =>
  ({
    label,
    unit: 'rate',
    missing: 'gap',
    good: 'up',
    needs: 'nothing',
    version: 1,
    definition,
    formula,
    exclusions: IMMATURE_LEFT_OUT,
    sample,
  }) as const satisfies Metric;

const time = (label: Localized, definition: Localized, formula: Localized, sample: string) =>
  ({
    label,
    unit: 'seconds',
    missing: 'gap',
    good: 'down',
    needs: 'nothing',
    version: 1,
    definition,
    formula,
    exclusions: IMMATURE_LEFT_OUT,
    sample,
  }) as const satisfies Metric;

const REACHED_RATE = rate(
  { en: 'Reached, of all who entered', ru: 'Дошли, из вошедших' },
  {
    en: 'Of those who entered the funnel and have had the whole window to go through it, the share that got to this step.',
    ru: 'Доля дошедших до шага среди вошедших, у которых прошло всё окно воронки.',
  },
  {
    en: '(Reached − of them immature) ÷ judged',
    ru: '(Дошли − из них незрелые) ÷ учтены в доле',
  },
  'units_judged',
);
const STEP_RATE = rate(
  { en: 'Reached, of the step before', ru: 'Дошли, от предыдущего шага' },
  {
    en: 'Of those who got to the step before and have had the whole window, the share that got to this one.',
    ru: 'Доля дошедших до шага среди дошедших до предыдущего, у которых прошло всё окно воронки.',
  },
  {
    en: '(Reached − of them immature) ÷ judged at the step before',
    ru: '(Дошли − из них незрелые) ÷ учтены на предыдущем шаге',
  },
  'units_judged_before',
);

const FROM_START: Localized = {
  en: 'From the entry to the event of this step. In any order: from the earliest to the latest event of the steps so far.',
  ru: 'От входа до события этого шага. В любом порядке: от самого раннего до самого позднего события шагов до этого включительно.',
};
const FROM_PREVIOUS: Localized = {
  en: 'From the event of the step before to the event of this one. In any order: by how much the time from the start grew.',
  ru: 'От события предыдущего шага до события этого. В любом порядке: на сколько выросло время от начала.',
};
const BETWEEN: Localized = {
  en: 'From the event of one step to that of the other; in any order, the difference of their times from the start.',
  ru: 'От события одного шага до события другого; в любом порядке — разность времени от начала.',
};

export const funnelMetrics = {
  units_reached: units(
    'up',
    { en: 'Reached', ru: 'Дошли' },
    {
      en: 'Contacts (dialogues, profiles) that entered in the period and got to this step, counting events to the end of the window, also past the end of the period.',
      ru: 'Клиенты (диалоги, профили), которые вошли за период и дошли до шага; события считаются до конца окна, даже если период уже закончился.',
    },
    {
      en: 'Units whose entry that goes furthest (of equal ones the earliest) reaches the step',
      ru: 'Единицы, чей самый далёкий вход (из равных — самый ранний) доходит до шага',
    },
  ),
  units_immature: units(
    'none',
    { en: 'Reached, window not over', ru: 'Дошли, окно не закончилось' },
    {
      en: 'Of those who got here, the ones whose window is not over: shown apart and left out of rates.',
      ru: 'Из дошедших те, у кого окно ещё не закончилось: показаны отдельно и в доли не входят.',
    },
    { en: 'Reached, entry + window > now', ru: 'Дошли, вход + окно > сейчас' },
  ),
  units_lost: units(
    'down',
    { en: 'Lost', ru: 'Потеряны' },
    {
      en: 'Got to the step before, not to this one, and the window is over.',
      ru: 'Дошли до предыдущего шага, до этого нет, и окно закончилось.',
    },
    {
      en: 'Judged at the step before − (reached − immature)',
      ru: 'Учтены на предыдущем шаге − (дошли − незрелые)',
    },
    IMMATURE_LEFT_OUT,
  ),
  units_open: units(
    'none',
    { en: 'May still come', ru: 'Ещё могут дойти' },
    {
      en: 'Got to the step before, not to this one yet, and the window is not over.',
      ru: 'Дошли до предыдущего шага, до этого пока нет, и окно ещё не закончилось.',
    },
    { en: 'Immature at the step before − immature here', ru: 'Незрелые на предыдущем шаге − незрелые здесь' },
  ),
  units_judged: units(
    'none',
    { en: 'Judged', ru: 'Учтены в доле' },
    {
      en: 'Those who entered and whose window is over: what rates from the start are a share of.',
      ru: 'Вошедшие, у которых окно закончилось: от них считаются доли от начала.',
    },
    { en: 'Entered, entry + window ≤ now', ru: 'Вошли, вход + окно ≤ сейчас' },
    IMMATURE_LEFT_OUT,
  ),
  units_judged_before: units(
    'none',
    { en: 'Judged at the step before', ru: 'Учтены на предыдущем шаге' },
    {
      en: 'Those who got to the step before and whose window is over.',
      ru: 'Дошедшие до предыдущего шага, у которых окно закончилось.',
    },
    {
      en: 'Reached the step before, entry + window ≤ now',
      ru: 'Дошли до предыдущего шага, вход + окно ≤ сейчас',
    },
    IMMATURE_LEFT_OUT,
  ),
  reached_rate: REACHED_RATE,
  ...intervalOf('reached_rate', REACHED_RATE),
  step_rate: STEP_RATE,
  ...intervalOf('step_rate', STEP_RATE),
  from_start_median_seconds: time(
    { en: 'Time from the start, median', ru: 'Время от начала, медиана' },
    FROM_START,
    { en: 'Median of (step − entry)', ru: 'Медиана разности «шаг − вход»' },
    'units_reached',
  ),
  from_start_p90_seconds: time(
    { en: 'Time from the start, 90th percentile', ru: 'Время от начала, 90-й процентиль' },
    FROM_START,
    { en: '90th percentile of (step − entry)', ru: '90-й процентиль разности «шаг − вход»' },
    'units_reached',
  ),
  from_previous_median_seconds: time(
    { en: 'Time from the step before, median', ru: 'Время от предыдущего шага, медиана' },
    FROM_PREVIOUS,
    { en: 'Median of (step − step before)', ru: 'Медиана разности «шаг − предыдущий шаг»' },
    'units_reached',
  ),
  from_previous_p90_seconds: time(
    { en: 'Time from the step before, 90th percentile', ru: 'Время от предыдущего шага, 90-й процентиль' },
    FROM_PREVIOUS,
    { en: '90th percentile of (step − step before)', ru: '90-й процентиль разности «шаг − предыдущий шаг»' },
    'units_reached',
  ),
  units_entered: units(
    'up',
    { en: 'Entered', ru: 'Вошли' },
    {
      en: 'Contacts (dialogues, profiles) that did the first step: each counts once, by the entry that goes furthest.',
      ru: 'Клиенты (диалоги, профили), сделавшие первый шаг: каждый считается один раз, по самому далёкому входу.',
    },
    { en: 'Units with an entry', ru: 'Единицы, у которых есть вход' },
  ),
  units_entered_immature: units(
    'none',
    { en: 'Entered, window not over', ru: 'Вошли, окно не закончилось' },
    {
      en: 'Of those who entered, the ones whose window is not over: shown apart and left out of rates.',
      ru: 'Из вошедших те, у кого окно ещё не закончилось: показаны отдельно и в доли не входят.',
    },
    { en: 'Entered, entry + window > now', ru: 'Вошли, вход + окно > сейчас' },
  ),
  units_timed: units(
    'none',
    { en: 'Took so long', ru: 'Столько времени заняло' },
    {
      en: 'Those who got from one step to the other in this time.',
      ru: 'Те, кто прошёл от одного шага до другого за это время.',
    },
    { en: 'Mature entries that reached the step', ru: 'Зрелые входы, дошедшие до шага' },
    IMMATURE_LEFT_OUT,
  ),
  step_time_median_seconds: time(
    { en: 'Time between the steps, median', ru: 'Время между шагами, медиана' },
    BETWEEN,
    { en: 'Median of (step − step)', ru: 'Медиана разности «шаг − шаг»' },
    'units_timed',
  ),
  step_time_p90_seconds: time(
    { en: 'Time between the steps, 90th percentile', ru: 'Время между шагами, 90-й процентиль' },
    BETWEEN,
    { en: '90th percentile of (step − step)', ru: '90-й процентиль разности «шаг − шаг»' },
    'units_timed',
  ),
  events_of_step: units(
    'none',
    { en: 'Events of the step', ru: 'События шага' },
    {
      en: 'Events of the period that this step would take, whatever came before them.',
      ru: 'События периода, подходящие под шаг, что бы ни было до них.',
    },
    { en: 'Distinct events that meet the step', ru: 'Разные события, подходящие под шаг' },
  ),
  units_of_step: units(
    'none',
    { en: 'Who did it', ru: 'Кто сделал' },
    {
      en: 'Contacts (dialogues, profiles) with such an event in the period.',
      ru: 'Клиенты (диалоги, профили), у которых было такое событие за период.',
    },
    { en: 'Distinct units among these events', ru: 'Разные единицы среди этих событий' },
  ),
} as const satisfies Record<string, Metric>;
