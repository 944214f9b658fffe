import type { ContentKind, EventInput } from '@parley/contracts';
import { z } from 'zod';
import { ImportReport, refusalOf, untimely, WrongFileError } from '../import-report.js';
import { readPages } from './read-pages.js';

export interface ChatwootOptions {
  accountId: string;
  /** Milliseconds UTC. */
  now: number;
  /** Whether the people of the account are those of another one: asked when the file is read, not when it is opened. */
  isMirror?(): boolean;
  onBytes?(bytes: number): void;
}

const id = z.union([z.int(), z.string().min(1).max(256)]).transform(String);
const contactInbox = z.looseObject({ source_id: z.string().nullish() }).nullish();
const person = z.looseObject({ id: id.optional(), name: z.string().nullish(), type: z.string().nullish() });

/** Chatwoot 4: app/views/api/v1/models/_message.json.jbuilder, _conversation.json.jbuilder (checked 2026-11-24). */
const message = z.looseObject({
  id,
  content: z.string().nullish(),
  conversation_id: id,
  message_type: z.union([z.int(), z.enum(['incoming', 'outgoing', 'activity', 'template'])]),
  created_at: z.union([z.int(), z.string()]),
  private: z.boolean().nullish(),
  sender: person.nullish(),
  attachments: z.array(z.looseObject({ file_type: z.string().nullish() })).nullish(),
  conversation: z.looseObject({ contact_inbox: contactInbox }).nullish(),
});
type Message = z.infer<typeof message>;
const conversation = z.looseObject({
  id,
  contact_inbox: contactInbox,
  meta: z.looseObject({ sender: person.nullish() }),
});

interface Contact {
  id: string;
  /** Whether it is the id that the channel itself gives, which joins with what comes from the channel. */
  isOfChannel: boolean;
  name?: string;
}

const TYPES = ['incoming', 'outgoing', 'activity', 'template'] as const;
const KINDS: Readonly<Record<string, ContentKind>> = {
  image: 'photo',
  video: 'video',
  audio: 'audio',
  file: 'file',
  location: 'location',
  contact: 'contact',
};

/**
 * The events of saved pages of Chatwoot's API: of messages, and of conversations, which tell whom the messages are with.
 * Throws {@link WrongFileError} when the file holds no page, BrokenJsonError when it is no JSON.
 */
export class Chatwoot {
  readonly report = new ImportReport();
  private readonly contacts = new Map<string, Contact>();

  constructor(
    private readonly path: string,
    private readonly options: ChatwootOptions,
  ) {}

  async *events(): AsyncGenerator<EventInput> {
    await this.survey();
    for await (const { line, value } of readPages(this.path, this.options.onBytes)) {
      if (conversation.safeParse(value).success) continue;
      const parsed = message.safeParse(value);
      if (parsed.success) {
        const event = this.map(line, parsed.data);
        if (event) yield event;
      } else {
        this.report.refuse(line, refusalOf(parsed.error));
      }
    }
  }

  /** Our own messages do not say to whom they go; conversations and the messages received do. */
  private async survey(): Promise<void> {
    let items = 0;
    for await (const { value } of readPages(this.path)) {
      items++;
      const asConversation = conversation.safeParse(value);
      if (asConversation.success) {
        const { data } = asConversation;
        this.learn(data.id, data.contact_inbox?.source_id, data.meta.sender);
        continue;
      }
      const { data } = message.safeParse(value);
      if (!data) continue;
      const sender = typeOf(data) === 'incoming' ? data.sender : undefined;
      this.learn(data.conversation_id, data.conversation?.contact_inbox?.source_id, sender);
    }
    if (items === 0)
      throw new WrongFileError(
        'the file holds no list "payload": it is no page of the API of Chatwoot',
        'not_chatwoot',
      );
  }

  private learn(
    conversationId: string,
    sourceId: string | null | undefined,
    sender: Message['sender'],
  ): void {
    const known = this.contacts.get(conversationId);
    const given = sourceId ? sourceId : sender?.id;
    if (given === undefined) return;
    const name = sender?.name ?? known?.name;
    const named = name ? { name: name.slice(0, 256) } : {};
    if (known?.isOfChannel && !sourceId) this.contacts.set(conversationId, { ...known, ...named });
    else
      this.contacts.set(conversationId, {
        id: given.slice(0, 256),
        isOfChannel: Boolean(sourceId),
        ...named,
      });
  }

  private map(line: number, data: Message): EventInput | undefined {
    const type = typeOf(data);
    if (type === undefined || type === 'activity' || data.private) {
      this.report.skip(
        data.private ? 'private_note' : type === 'activity' ? 'activity' : 'unknown_message_type',
      );
      return undefined;
    }
    const contact = this.contacts.get(data.conversation_id);
    const at = typeof data.created_at === 'number' ? data.created_at * 1000 : Date.parse(data.created_at);
    if (!contact) {
      const reason = 'nothing in the file says whom it is with';
      this.report.refuse(line, { code: 'contact_unknown', reason });
      return undefined;
    }
    // Chatwoot's own number would be another person than the one in the account that is mirrored.
    if (!contact.isOfChannel && this.options.isMirror?.()) {
      const reason =
        'its contact has no "source_id", and the account mirrors another one: they would not be one person';
      this.report.refuse(line, { code: 'contact_not_of_channel', reason, path: 'contact_inbox.source_id' });
      return undefined;
    }
    const refusal = untimely(at, this.options.now);
    if (refusal !== undefined) {
      this.report.refuse(line, refusal);
      return undefined;
    }
    const text = data.content ?? '';
    const common = {
      id: data.id,
      account_id: this.options.accountId,
      contact: { id: contact.id, ...(contact.name ? { name: contact.name } : {}) },
      conversation_id: data.conversation_id,
      occurred_at: at,
      ...(/^\d{1,15}$/.test(data.id) ? { sequence: Number(data.id) } : {}),
      kind: kindOf(data, text),
      ...(text === '' ? {} : { text: text.slice(0, 65_535) }),
    };
    const event: EventInput =
      type === 'incoming'
        ? { ...common, type: 'message_received' }
        : { ...common, type: 'message_sent', ...writerOf(type, data.sender) };
    this.report.count(event, at);
    return event;
  }
}

const typeOf = ({ message_type: type }: Message) => (typeof type === 'number' ? TYPES[type] : type);

function kindOf({ attachments }: Message, text: string): ContentKind {
  const first = attachments?.[0];
  if (first) return KINDS[first.file_type ?? ''] ?? 'other';
  return text === '' ? 'other' : 'text';
}

/** A template is what Chatwoot sends by itself, such as a greeting. */
function writerOf(type: 'outgoing' | 'template', sender: Message['sender']) {
  if (type === 'template') return { sender: 'auto' as const };
  if (sender?.type === 'agent_bot') return { sender: 'bot' as const };
  if (sender?.type !== 'user' || sender.id === undefined) return { sender: 'unknown' as const };
  const agent = { id: sender.id, ...(sender.name ? { name: sender.name.slice(0, 256) } : {}) };
  return { sender: 'agent' as const, agent };
}
