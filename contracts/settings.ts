import * as z from 'zod';
import { timeZone } from './period.js';

const HOUR = 3600;

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
  })
  .refine((value) => value.repeat_after_seconds >= value.silence_gap_seconds, {
    path: ['repeat_after_seconds'],
    message: 'must be at least silence_gap_seconds',
  });
export type DefinitionParams = z.infer<typeof definitionParams>;

export const workspaceSettings = z.strictObject({
  name: z.string().trim().min(1).max(120),
  time_zone: timeZone,
  currency: z.string().regex(/^[A-Z]{3}$/),
});

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
