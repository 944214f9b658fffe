import * as z from 'zod';
import { timeZone } from './period.js';
import { HOURS } from './service.js';
import { type Localized, normalizeText } from './text.js';

const HOUR = 3600;
const MOST_PHRASES = 100;
const LONGEST_PHRASE = 80;

/** With which message of a burst the clock of a wait starts. */
export const CLOCK_STARTS = ['first', 'last'] as const;
export type ClockStart = (typeof CLOCK_STARTS)[number];

/** What a workspace decides about its definitions. Each change is a new version; dialogues are rebuilt beside and switched. */
export const definitionParams = z
  .strictObject({
    silence_gap_seconds: z
      .int()
      .min(60)
      .max(30 * 24 * HOUR)
      .default(24 * HOUR)
      .describe('G: silence longer than this ends a dialogue.'),
    repeat_after_seconds: z
      .int()
      .min(60)
      .max(365 * 24 * HOUR)
      .default(24 * HOUR)
      .describe(
        'T: coming back later than this after the end of the previous dialogue is a repeat contact; at least G.',
      ),
    unanswered_after_seconds: z
      .int()
      .min(60)
      .max(30 * 24 * HOUR)
      .default(24 * HOUR)
      .describe('A wait older than this counts as unanswered.'),
    unanswered_hours: z
      .enum(HOURS)
      .default('calendar')
      .describe(
        'Which hours that age is counted in. Business hours are those of the account’s calendar; where an account has none, all hours.',
      ),
    clock_starts: z
      .enum(CLOCK_STARTS)
      .default('first')
      .describe('Which message of a burst a wait is timed from.'),
    settle_seconds: z
      .int()
      .min(1)
      .max(HOUR)
      .default(60)
      .describe(
        'A message that comes at most this long after the one before belongs to its burst. With `first` only reports that are asked to start with the last message use it.',
      ),
    courtesy_phrases: z
      .array(z.string().trim())
      .max(MOST_PHRASES)
      .refine(
        (phrases) =>
          phrases.every((phrase) => phrase.length <= LONGEST_PHRASE && normalizeText(phrase) !== ''),
        `must each have letters and at most ${LONGEST_PHRASE} characters`,
      )
      .default([])
      .describe(
        'Closing courtesies of this workspace beside the usual ones; case, spaces and punctuation do not matter.',
      ),
  })
  .refine((value) => value.repeat_after_seconds >= value.silence_gap_seconds, {
    path: ['repeat_after_seconds'],
    message: 'must be at least silence_gap_seconds',
  });
export type DefinitionParams = z.infer<typeof definitionParams>;

/**
 * Whether two definitions cut dialogues and time waits alike: then nothing has to be derived anew. Both ends of a burst
 * are derived, so the settle time counts whichever message starts the clock.
 */
export const derivesAlike = (one: DefinitionParams, other: DefinitionParams): boolean =>
  one.silence_gap_seconds === other.silence_gap_seconds &&
  one.clock_starts === other.clock_starts &&
  one.settle_seconds === other.settle_seconds &&
  samePhrases(one.courtesy_phrases, other.courtesy_phrases);

function samePhrases(one: readonly string[], other: readonly string[]): boolean {
  const [ours, theirs] = [new Set(one.map(normalizeText)), new Set(other.map(normalizeText))];
  return ours.size === theirs.size && [...ours].every((phrase) => theirs.has(phrase));
}

export const WEEK_STARTS = ['monday', 'sunday'] as const;
export type WeekStart = (typeof WEEK_STARTS)[number];
export const HOUR_FORMATS = [24, 12] as const;
export type HourFormat = (typeof HOUR_FORMATS)[number];

/** The currencies of ISO 4217 that this machine knows. */
export const CURRENCIES: readonly string[] = Intl.supportedValuesOf('currency');
const known = new Set(CURRENCIES);
export const isCurrency = (code: string): boolean => known.has(code);

export const workspaceSettings = z.strictObject({
  name: z.string().trim().min(1).max(120),
  time_zone: timeZone.describe('IANA; days of reports begin at its midnight.'),
  currency: z.string().refine(isCurrency, 'must be a currency of ISO 4217 such as RUB'),
  week_start: z.enum(WEEK_STARTS).describe('Weeks of reports and calendars begin with this day.'),
  hour_format: z.literal(HOUR_FORMATS).describe('Times of day are shown by this clock.'),
  keeps_full_bodies: z
    .boolean()
    .describe('Whether what platforms send is kept whole, texts included, encrypted, for 30 days.'),
});

/** All that can be set in a workspace: what one version of its settings holds. */
export const settingsValues = z.strictObject({ ...workspaceSettings.shape, definition: definitionParams });
export type SettingsValues = z.infer<typeof settingsValues>;

/** What is wrong with a value of the settings, by the path at which the schemas above refuse it. */
export const SETTINGS_REFUSALS: Readonly<Record<string, Localized>> = {
  name: {
    en: 'The name takes 1 to 120 characters.',
    ru: 'Название — от 1 до 120 символов.',
  },
  time_zone: {
    en: 'Choose a time zone by its IANA name, such as Europe/Moscow; an offset knows nothing of daylight saving.',
    ru: 'Выберите часовой пояс по имени IANA, например Europe/Moscow; смещение не знает о летнем времени.',
  },
  currency: {
    en: 'Choose a currency by its ISO 4217 code, such as RUB or EUR.',
    ru: 'Выберите валюту по коду ISO 4217, например RUB или EUR.',
  },
  'definition.silence_gap_seconds': {
    en: 'The silence that ends a dialogue lasts from 1 minute to 30 days.',
    ru: 'Пауза, завершающая диалог, — от 1 минуты до 30 дней.',
  },
  'definition.repeat_after_seconds': {
    en: 'The pause before a repeat contact lasts up to 365 days and is at least the silence that ends a dialogue.',
    ru: 'Пауза до повторного обращения — не больше 365 дней и не меньше паузы, завершающей диалог.',
  },
  'definition.unanswered_after_seconds': {
    en: 'A wait becomes unanswered after 1 minute to 30 days.',
    ru: 'Ожидание становится неотвеченным через срок от 1 минуты до 30 дней.',
  },
  'definition.courtesy_phrases': {
    en: `Up to ${MOST_PHRASES} phrases, each with letters or signs of its own and at most ${LONGEST_PHRASE} characters.`,
    ru: `Не больше ${MOST_PHRASES} фраз; в каждой — буквы или значки и не больше ${LONGEST_PHRASE} символов.`,
  },
  'definition.settle_seconds': {
    en: 'The pause inside a burst lasts from 1 second to 1 hour.',
    ru: 'Пауза внутри серии — от 1 секунды до 1 часа.',
  },
};

/** Half a year, the longest a dialogue may last while nobody is waiting in it. */
export const DIALOGUE_MAX_SECONDS = 183 * 24 * HOUR;
/** The most messages a dialogue may hold while nobody is waiting in it. */
export const DIALOGUE_MAX_MESSAGES = 1000;
/** A wait without an answer keeps its dialogue open this long; later it is abandoned. */
export const WAIT_MAX_SECONDS = 30 * 24 * HOUR;

/** Closing courtesies: a message that is only this, after our side has written, asks for no reply. */
export const COURTESY_PHRASES = [
  'спасибо',
  'спасибо большое',
  'большое спасибо',
  'спасибо вам',
  'спасибо огромное',
  'огромное спасибо',
  'спс',
  'благодарю',
  'благодарю вас',
  'ок',
  'окей',
  'хорошо',
  'хорошо спасибо',
  'ок спасибо',
  'понятно',
  'понятно спасибо',
  'понял',
  'поняла',
  'понял спасибо',
  'поняла спасибо',
  'отлично',
  'отлично спасибо',
  'всё спасибо',
  'ясно',
  'ясно спасибо',
  'супер',
  'договорились',
  'до свидания',
  'всего доброго',
  'хорошего дня',
  'thanks',
  'thank you',
  'thank you very much',
  'thank you so much',
  'thanks a lot',
  'many thanks',
  'thx',
  'ty',
  'ok',
  'okay',
  'ok thanks',
  'ok thank you',
  'okay thanks',
  'great',
  'great thanks',
  'great thank you',
  'perfect',
  'perfect thanks',
  'got it',
  'got it thanks',
  'understood',
  'cool',
  'cheers',
  'bye',
  'goodbye',
  'have a nice day',
  'have a good day',
  '👍',
  '🙏',
  '👌',
  '❤',
  '😊',
] as const;
