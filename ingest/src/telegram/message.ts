import type { ContentKind } from '@parley/contracts';
import { message, type Message } from './update.js';

export { message, type Message };

/** The first field that is there decides: an animation also carries `document`, for old clients. */
const KINDS: readonly (readonly [field: string, kind: ContentKind])[] = [
  ['text', 'text'],
  ['animation', 'animation'],
  ['photo', 'photo'],
  ['video', 'video'],
  ['video_note', 'video'],
  ['voice', 'voice'],
  ['audio', 'audio'],
  ['document', 'file'],
  ['sticker', 'sticker'],
  ['location', 'location'],
  ['venue', 'location'],
  ['contact', 'contact'],
  ['poll', 'poll'],
  ['story', 'story'],
  ['live_photo', 'photo'],
  ['paid_media', 'other'],
  ['checklist', 'other'],
  ['dice', 'other'],
  ['game', 'other'],
  ['web_app_data', 'other'],
  ['users_shared', 'other'],
  ['chat_shared', 'other'],
];

/** What a message consists of; undefined for service messages and what is not known yet. */
export const kindOf = (message: Message): ContentKind | undefined =>
  KINDS.find(([field]) => message[field] !== undefined)?.[1];

/** Fields that every message may have and that are no content. */
const ENVELOPE =
  /^(message_id|from|chat|date|edit_date|sender_.*|via_bot|forward_.*|reply_.*|is_.*|has_.*|author_signature|message_thread_id|business_connection_id|media_group_id|.*entities|show_.*|effect_id|link_preview_options|external_reply|quote)$/;

/** The name of the field that we do not know, for quarantine. */
export function unknownContentOf(message: Message): string {
  const field = Object.keys(message).find((key) => /^[a-z_]{1,40}$/.test(key) && !ENVELOPE.test(key));
  return field ?? 'without content';
}
