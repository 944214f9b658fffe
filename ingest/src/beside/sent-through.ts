import { event, sender as senderSchema, type EventInput, type ParleyEvent } from '@parley/contracts';
import { z } from 'zod';
import { kindOf, message as messageSchema, type Message } from '../telegram/message.js';

/** What the sender of a call said in headers; names are percent-encoded UTF-8. */
export interface SaidBySender {
  sender: string | undefined;
  agentId: string | undefined;
  agentName: string | undefined;
  broadcastId: string | undefined;
  broadcastName: string | undefined;
}

/** One call of the Bot API that went through. */
export interface PassedCall {
  method: string;
  /** The parameters, where they could be read; asked only when the answer does not say whom it was sent to. */
  params(): Record<string, unknown>;
  /** Telegram's answer. */
  bytes: Buffer;
  said: SaidBySender;
}

const answer = z.looseObject({ ok: z.literal(true), result: z.unknown() });
const copied = z.looseObject({ message_id: z.int() });

/**
 * The messages that a call sent, edited or deleted, as events: only those to private chats, and only what Telegram
 * says has happened. Throws where what the headers say is out of limits.
 * Source: core.telegram.org/bots/api#available-methods, Bot API 10.1 (checked 2026-11-24)
 */
export function eventsOfAnswer(call: PassedCall, accountId: string): ParleyEvent[] {
  if (!/^(send|copy|forward|edit|delete)[a-z]*messages?|^send[a-z]+/i.test(call.method)) return [];
  const parsed = answer.safeParse(jsonOf(call.bytes));
  if (!parsed.success) return [];
  const { result } = parsed.data;
  if (/^delete/i.test(call.method)) return deleted(call, accountId);
  const results = Array.isArray(result) ? (result as unknown[]) : [result];
  return results.flatMap((each) => {
    const full = messageSchema.safeParse(each);
    if (full.success) return full.data.chat.type === 'private' ? [ofMessage(full.data, call, accountId)] : [];
    const copy = copied.safeParse(each);
    return copy.success ? ofCopy(copy.data.message_id, call, accountId) : [];
  });
}

function ofMessage(sent: Message, { method, said }: PassedCall, accountId: string): ParleyEvent {
  // In a Business chat Telegram tells of the message too: the same id makes both one event.
  const place = sent.business_connection_id ? `${sent.business_connection_id}:${sent.chat.id}` : sent.chat.id;
  const id = `${place}:${sent.message_id}`;
  const text = sent.text ?? sent.caption;
  const common = { account_id: accountId, contact: { id: String(sent.chat.id) }, sequence: sent.message_id };
  if (/^edit/i.test(method)) {
    const at = sent.edit_date ?? sent.date;
    return event.parse({
      ...common,
      type: 'message_edited',
      id: `${id}:${at}`,
      message_id: id,
      occurred_at: at * 1000,
      ...(text === undefined ? {} : { text }),
    } satisfies EventInput);
  }
  return event.parse({
    ...common,
    type: 'message_sent',
    id,
    occurred_at: sent.date * 1000,
    kind: kindOf(sent) ?? 'other',
    ...(text === undefined ? {} : { text }),
    ...(sent.reply_to_message ? { reply_to: `${place}:${sent.reply_to_message.message_id}` } : {}),
    ...whoOf(said),
  } satisfies EventInput);
}

/** The answer to a copy holds nothing but its number: whom it went to stands in the call, the time is ours. */
function ofCopy(messageId: number, call: PassedCall, accountId: string): ParleyEvent[] {
  const chat = privateChatOf(call);
  if (chat === undefined) return [];
  return [
    event.parse({
      type: 'message_sent',
      id: `${chat}:${messageId}`,
      account_id: accountId,
      contact: { id: chat },
      occurred_at: Math.floor(Date.now() / 1000) * 1000,
      sequence: messageId,
      kind: 'other',
      ...whoOf(call.said),
    } satisfies EventInput),
  ];
}

function deleted(call: PassedCall, accountId: string): ParleyEvent[] {
  const chat = privateChatOf(call);
  const { message_id: one, message_ids: several } = call.params();
  // A form holds a list as JSON text.
  const listed = typeof several === 'string' ? jsonOf(Buffer.from(several)) : several;
  const ids = Array.isArray(listed) ? (listed as unknown[]) : [one];
  if (chat === undefined) return [];
  return ids.flatMap((id) =>
    /^\d{1,19}$/.test(String(id))
      ? [
          event.parse({
            type: 'message_deleted',
            id: `${chat}:${String(id)}`,
            message_id: `${chat}:${String(id)}`,
            account_id: accountId,
            contact: { id: chat },
            occurred_at: Math.floor(Date.now() / 1000) * 1000,
          } satisfies EventInput),
        ]
      : [],
  );
}

/** Chats of groups and channels are negative or have names; a private chat is the person's positive number. */
function privateChatOf(call: PassedCall): string | undefined {
  const chat = String(call.params()['chat_id'] ?? '');
  return /^[1-9]\d{0,18}$/.test(chat) ? chat : undefined;
}

function whoOf({ sender, agentId, agentName, broadcastId, broadcastName }: SaidBySender) {
  return {
    ...(sender === undefined ? {} : { sender: senderSchema.parse(sender) }),
    ...(agentId === undefined
      ? {}
      : { agent: { id: agentId, ...(agentName === undefined ? {} : { name: agentName.slice(0, 256) }) } }),
    ...(broadcastId === undefined
      ? {}
      : {
          broadcast: {
            id: broadcastId,
            ...(broadcastName === undefined ? {} : { name: broadcastName.slice(0, 256) }),
          },
        }),
  };
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/** The parameters of a call: of the query, and of a body in JSON or as a form. A multipart body says nothing here. */
export function paramsOf(
  url: string,
  contentType: string | undefined,
  body: Buffer | undefined,
): Record<string, unknown> {
  const query = Object.fromEntries(new URL(url, 'http://parley').searchParams);
  if (!body?.length) return query;
  if (contentType?.includes('json')) return { ...query, ...(jsonOf(body) as object | undefined) };
  if (contentType?.includes('x-www-form-urlencoded')) {
    return { ...query, ...Object.fromEntries(new URLSearchParams(body.toString('utf8'))) };
  }
  return query;
}
