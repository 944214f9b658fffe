import { z } from 'zod';
import type { MapContext, Mapped } from '../webhooks/platform.js';
import { contactOf, mapped, notAPerson, notPrivate, notTheirs, unmapped } from './common.js';
import { chat, user } from './update.js';

const reaction = z.looseObject({
  type: z.string(),
  emoji: z.string().optional(),
  custom_emoji_id: z.string().optional(),
});
export const messageReaction = z.looseObject({
  chat,
  message_id: z.int(),
  user: user.optional(),
  date: z.int(),
  old_reaction: z.array(reaction),
  new_reaction: z.array(reaction),
});

/**
 * The update states all reactions before and after; what was added and what was taken back is the difference.
 * Source: core.telegram.org/bots/api#messagereactionupdated, Bot API 10.1 (checked 2026-11-24)
 */
export function mapReaction(update: z.infer<typeof messageReaction>, context: MapContext): Mapped {
  const outside =
    notPrivate('message_reaction', update.chat.type) ??
    notAPerson(update.user) ??
    notTheirs(update.user, update.chat);
  if (outside || !update.user) return outside ?? unmapped('message_reaction without a person');
  const message = `${update.chat.id}:${update.message_id}`;
  const before = update.old_reaction.map(wordOf);
  const after = update.new_reaction.map(wordOf);
  const event = (type: 'reaction_added' | 'reaction_removed', word: string) => ({
    type,
    id: `${message}:${update.date}:${word}`,
    account_id: context.accountId,
    contact: contactOf(update.user ?? { id: 0, is_bot: false }),
    occurred_at: update.date * 1000,
    message_id: message,
    reaction: word,
  });
  return mapped(
    ...after.filter((word) => !before.includes(word)).map((word) => event('reaction_added', word)),
    ...before.filter((word) => !after.includes(word)).map((word) => event('reaction_removed', word)),
  );
}

const wordOf = ({ type, emoji, custom_emoji_id: custom }: z.infer<typeof reaction>) =>
  (emoji ?? custom ?? type).slice(0, 64);
