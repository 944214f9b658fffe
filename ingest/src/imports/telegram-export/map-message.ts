import { EARLIEST_TIME_MS, type ContentKind, type EventInput } from '@parley/contracts';
import { DateTime } from 'luxon';
import { z } from 'zod';
import type { ExportedChat } from './read-export.js';

export interface MapOptions {
  accountId: string;
  /** Telegram ids of those who are us. */
  me: ReadonlySet<string>;
  /** The zone of `date` in old exports, which give local times only. */
  zone?: string;
  /** Milliseconds UTC. */
  now: number;
}

/** A message that cannot be right; the message of the error says why, without the text of the contact. */
export class WrongMessageError extends Error {}

/** A message of somebody who is neither the other side of the chat nor one of us. */
export class UnknownWriterError extends WrongMessageError {}

/** A message with a time that cannot be true: it alone is left out. */
export class UntimelyMessageError extends WrongMessageError {
  constructor(
    message: string,
    readonly code: 'too_old' | 'in_the_future',
    /** Milliseconds UTC. */
    readonly at: number,
  ) {
    super(message);
  }
}

const exported = z.looseObject({
  id: z.int(),
  type: z.string(),
  date: z.string().optional(),
  date_unixtime: z.union([z.string().regex(/^-?\d{1,15}$/), z.int()]).optional(),
  from: z.string().nullish(),
  from_id: z.union([z.string(), z.int()]).nullish(),
  text: z.union([z.string(), z.array(z.union([z.string(), z.looseObject({ text: z.string() })]))]).optional(),
  reply_to_message_id: z.int().optional(),
  reply_to_peer_id: z.unknown().optional(),
  media_type: z.string().optional(),
});
type Exported = z.infer<typeof exported>;

const DAY_MS = 24 * 3600 * 1000;
const LONGEST_TEXT = 65_535;

/**
 * A message of a personal chat as an event, with the id that the account's webhook would give it; `service` for what
 * Telegram itself wrote into the chat. Throws {@link WrongMessageError}, {@link UntimelyMessageError}.
 */
export function mapMessage(value: unknown, chat: ExportedChat, options: MapOptions): EventInput | 'service' {
  const parsed = exported.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new WrongMessageError(
      `${issue?.path.join('.') || 'the message'}: ${issue?.message ?? 'is not valid'}`,
    );
  }
  const message = parsed.data;
  if (message.type === 'service') return 'service';
  if (message.type !== 'message') throw new WrongMessageError('type is neither "message" nor "service"');

  const text = textOf(message.text);
  const sender = senderOf(message, chat, options.me);
  const common = {
    id: `${chat.id}:${message.id}`,
    account_id: options.accountId,
    contact: { id: chat.id, ...(chat.name ? { name: chat.name.slice(0, 256) } : {}) },
    occurred_at: timeOf(message, options),
    sequence: message.id,
    kind: kindOf(message, text),
    ...(text === '' ? {} : { text: text.slice(0, LONGEST_TEXT) }),
    ...(message.reply_to_message_id === undefined || message.reply_to_peer_id !== undefined
      ? {}
      : { reply_to: `${chat.id}:${message.reply_to_message_id}` }),
  };
  if (sender === chat.id) return { ...common, type: 'message_received' };
  const agent = { id: sender, ...(message.from ? { name: message.from.slice(0, 256) } : {}) };
  return { ...common, type: 'message_sent', sender: 'agent', agent };
}

/** The Telegram id of who wrote it: one of us, or the other side of the chat. */
function senderOf(message: Exported, chat: ExportedChat, me: ReadonlySet<string>): string {
  const id = /^(?:user)?(\d+)$/.exec(String(message.from_id ?? ''))?.[1];
  if (id === undefined) throw new WrongMessageError('from_id is not the id of a user');
  if (me.has(id) || id === chat.id) return id;
  throw new UnknownWriterError(
    `it is from ${id}, who is neither the other side of the chat (${chat.id}) nor one of us; if that is one of you, add --me ${id}`,
  );
}

/** Milliseconds UTC. `date_unixtime` (since 2021) knows the instant; `date` is a local time without a zone. */
function timeOf({ date, date_unixtime: unix }: Exported, { zone, now }: MapOptions): number {
  let time: number;
  if (unix !== undefined) time = Number(unix) * 1000;
  else if (date === undefined) throw new WrongMessageError('it has neither date_unixtime nor date');
  else if (zone === undefined) {
    throw new WrongMessageError(
      'it has no date_unixtime (an old export); say in which zone its times are: --zone Europe/Moscow',
    );
  } else {
    time = DateTime.fromISO(date, { zone }).toMillis();
    if (Number.isNaN(time)) throw new WrongMessageError(`date "${date.slice(0, 40)}" is not a time`);
  }
  if (time < EARLIEST_TIME_MS)
    throw new UntimelyMessageError('its time lies before 2009, when there was no Telegram', 'too_old', time);
  if (time > now + DAY_MS)
    throw new UntimelyMessageError('its time lies more than a day ahead', 'in_the_future', time);
  return time;
}

/** Formatted text comes as a list of plain strings and marked pieces. */
function textOf(text: Exported['text']): string {
  if (text === undefined || typeof text === 'string') return text ?? '';
  return text.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');
}

const BY_MEDIA_TYPE: Readonly<Record<string, ContentKind>> = {
  sticker: 'sticker',
  voice_message: 'voice',
  video_message: 'video',
  video_file: 'video',
  audio_file: 'audio',
  animation: 'animation',
};
/** The first field that is there decides. */
const BY_FIELD: readonly (readonly [field: string, kind: ContentKind])[] = [
  ['photo', 'photo'],
  ['location_information', 'location'],
  ['contact_information', 'contact'],
  ['poll', 'poll'],
  ['invoice_information', 'other'],
  ['file', 'file'],
];

function kindOf(message: Exported, text: string): ContentKind {
  const media = BY_MEDIA_TYPE[message.media_type ?? ''];
  if (media) return media;
  const field = BY_FIELD.find(([name]) => message[name] !== undefined);
  return field?.[1] ?? (text === '' ? 'other' : 'text');
}
