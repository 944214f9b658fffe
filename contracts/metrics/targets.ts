import type { Metric } from './metric.js';

const OF_TARGETS = { needs: 'outgoing', version: 1 } as const;

/** What was promised, and whether it was kept. */
export const targetsMetrics = {
  waits_with_target: {
    ...OF_TARGETS,
    label: { en: 'Waits with a target', ru: 'Ожидания с нормой' },
    unit: 'count',
    missing: 'zero',
    good: 'none',
    definition: {
      en: 'Waits of which it is known whether they met the target of their team and channel: the answered ones, and those without an answer that are already older than the target.',
      ru: 'Ожидания, о которых уже известно, уложились ли в норму своей команды и канала: отвеченные и те, что без ответа ждут дольше нормы.',
    },
    formula: {
      en: 'Answered with a target + unanswered ones older than their target + those whose dialogue ended without an answer',
      ru: 'Отвеченные с нормой + неотвеченные старше своей нормы + те, чей диалог закончился без ответа',
    },
    exclusions: {
      en: 'Waits without a target, younger ones without an answer, those that a bot answered and dismissed ones; where the target is in business hours, answered ones without a calendar.',
      ru: 'Ожидания без нормы; неотвеченные моложе нормы; те, на которые ответил бот, и снятые; если норма в рабочем времени — отвеченные без календаря.',
    },
  },
  waits_within_target: {
    ...OF_TARGETS,
    label: { en: 'Within target', ru: 'Уложились в норму' },
    unit: 'count',
    missing: 'zero',
    good: 'up',
    definition: {
      en: 'Waits that were answered within the target of the agent’s team and of the channel: exactly the target is within.',
      ru: 'Ожидания, на которые ответили не позже нормы команды сотрудника и канала; ровно норма — уложились.',
    },
    formula: {
      en: 'Answered waits no longer than their target',
      ru: 'Отвеченные ожидания не дольше своей нормы',
    },
    exclusions: {
      en: 'Waits without a target; the first response and later ones have targets of their own.',
      ru: 'Ожидания без нормы; у первого ответа и последующих нормы свои.',
    },
  },
  target_share: {
    ...OF_TARGETS,
    label: { en: 'Within target, share', ru: 'Доля уложившихся в норму' },
    unit: 'rate',
    missing: 'gap',
    good: 'up',
    definition: {
      en: 'Of the waits with a target, the share answered in time. Who was left waiting longer than the target counts as missed, otherwise ignoring people would pay.',
      ru: 'Какая доля ожиданий с нормой получила ответ вовремя. Кого оставили ждать дольше нормы, тот считается пропущенным — иначе было бы выгодно не отвечать.',
    },
    formula: { en: 'Within target ÷ waits with a target', ru: 'Уложились в норму ÷ ожидания с нормой' },
    exclusions: {
      en: 'Those without an answer that are younger than the target: they are in neither number.',
      ru: 'Неотвеченные моложе нормы: их нет ни в одном из двух чисел.',
    },
    sample: 'waits_with_target',
  },
} as const satisfies Record<string, Metric>;
