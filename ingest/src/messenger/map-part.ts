import type { ContentKind, EventInput } from '@parley/contracts';
import type { MapContext, Mapped } from '../webhooks/platform.js';
import type { Message, Part, PartName, Referral } from './payload.js';
import { PAGE_INBOX_APP_IDS, sentBy } from './sender-of.js';

/** One thing that happened between a person and the page. */
export interface Happening {
  /** The person, page-scoped. */
  psid: string;
  /** Milliseconds UTC. */
  at: number;
  context: MapContext;
}

type MapPart<Name extends PartName> = (part: Part<Name>, happening: Happening) => Mapped;

const mapped = (...events: EventInput[]): Mapped => ({ events, unmapped: [] });
const unmapped = (reason: string): Mapped => ({ events: [], unmapped: [reason] });

const common = ({ psid, at, context }: Happening) => ({
  account_id: context.accountId,
  contact: { id: psid },
  occurred_at: at,
});

/** Where no id is sent: page-scoped person, the platform's time, and what it is. */
const idOf = ({ psid, at }: Happening, what: string) => `${psid}:${at}:${what}`;

const LONGEST_REF = 2083;

function touchOf({ ref, source, type, ad_id, ads_context_data: ad }: Referral) {
  const props = Object.fromEntries(
    Object.entries({
      referral_source: source,
      referral_type: type,
      ad_title: ad?.ad_title,
      post_id: ad?.post_id,
    }).flatMap(([name, value]) => (value ? [[name, value.slice(0, 1024)]] : [])),
  );
  return {
    ...(ref ? { ref: ref.slice(0, LONGEST_REF) } : {}),
    ...(ad_id === undefined ? {} : { ad_id: ad_id.slice(0, 256) }),
    ...(Object.keys(props).length > 0 ? { props } : {}),
  };
}

const ATTACHMENT_KINDS: Readonly<Record<string, ContentKind>> = {
  image: 'photo',
  video: 'video',
  audio: 'voice',
  file: 'file',
  location: 'location',
  reel: 'story',
  ig_reel: 'story',
  story_mention: 'story',
};

function contentOf({ text, quick_reply: quick, sticker_id: sticker, attachments, reply_to: reply }: Message) {
  const attachment = attachments?.[0]?.type;
  const kind: ContentKind = quick
    ? 'button'
    : sticker !== undefined
      ? 'sticker'
      : text !== undefined || attachment === undefined
        ? 'text'
        : (ATTACHMENT_KINDS[attachment] ?? 'other');
  return {
    kind,
    ...(text === undefined ? {} : { text }),
    ...(reply?.mid === undefined ? {} : { reply_to: reply.mid }),
  };
}

const message: MapPart<'message'> = (part, happening) => {
  const content = contentOf(part);
  const base = { id: part.mid, ...common(happening), ...content };
  if (part.is_echo) return mapped({ ...base, type: 'message_sent', ...sentBy(part, happening.context) });
  const received: EventInput = { ...base, type: 'message_received' };
  // The first message after an ad says where it came from itself.
  return part.referral
    ? mapped(
        { type: 'referral_received', id: part.mid, ...common(happening), ...touchOf(part.referral) },
        received,
      )
    : mapped(received);
};

/**
 * TRICKY: Get Started is a button like any other; only a referral, or the payload that owners give it by custom, tells
 * that a conversation began.
 */
const GET_STARTED = /^get[_ -]?started/i;

const postback: MapPart<'postback'> = (part, happening) => {
  const id = part.mid ?? idOf(happening, 'postback');
  if (part.referral || GET_STARTED.test(part.payload ?? '')) {
    return mapped({
      type: 'conversation_started',
      id,
      ...common(happening),
      ...touchOf(part.referral ?? {}),
    });
  }
  return mapped({
    type: 'button_pressed',
    id,
    ...common(happening),
    ...(part.payload === undefined ? {} : { button: part.payload.slice(0, 1024) }),
  });
};

const referral: MapPart<'referral'> = (part, happening) =>
  mapped({
    type: 'referral_received',
    id: idOf(happening, 'referral'),
    ...common(happening),
    ...touchOf(part),
  });

/** A watermark covers everything up to it; which messages these are is derived. Single ids matter only without one. */
const receipt =
  (type: 'message_delivered' | 'message_read'): MapPart<'delivery' | 'read'> =>
  ({ watermark, mids }, happening) => {
    if (watermark !== undefined) {
      const id = `${happening.psid}:${watermark}`;
      return mapped({ type, id, ...common(happening), watermark_at: watermark });
    }
    if (!mids?.length) return unmapped(`${type} of nothing`);
    return mapped(...mids.map((mid) => ({ type, id: mid, ...common(happening), message_id: mid })));
  };

/** The documentation prints the stop with a space in one copy. */
const optin: MapPart<'optin'> = ({ notification_messages_status: status, ref }, happening) => {
  const isStop = /^STOP[_ ]NOTIFICATIONS$/i.test(status ?? '');
  const id = idOf(happening, isStop ? 'stop' : 'optin');
  if (isStop) return mapped({ type: 'unsubscribed', id, ...common(happening) });
  const subscribed: EventInput = { type: 'subscribed', id, ...common(happening) };
  return ref
    ? mapped(
        { type: 'referral_received', id, ...common(happening), ref: ref.slice(0, LONGEST_REF) },
        subscribed,
      )
    : mapped(subscribed);
};

const reaction: MapPart<'reaction'> = (part, happening) => {
  if (part.action !== 'react' && part.action !== 'unreact')
    return unmapped('a reaction of an unknown action');
  const word = (part.reaction ?? part.emoji)?.slice(0, 64);
  return mapped({
    type: part.action === 'react' ? 'reaction_added' : 'reaction_removed',
    id: `${part.mid}:${happening.at}`,
    ...common(happening),
    message_id: part.mid,
    ...(word === undefined ? {} : { reaction: word }),
  });
};

const messageEdit: MapPart<'message_edit'> = (part, happening) =>
  mapped({
    type: 'message_edited',
    id: `${part.mid}:${part.num_edit ?? happening.at}`,
    ...common(happening),
    message_id: part.mid,
    ...(part.text === undefined ? {} : { text: part.text }),
  });

/** The thread goes to the page inbox: people take over from the bot. */
const passThread: MapPart<'pass_thread_control'> = ({ new_owner_app_id: owner }, happening) =>
  owner !== undefined && PAGE_INBOX_APP_IDS.has(owner)
    ? mapped({ type: 'handed_off', id: idOf(happening, 'handover'), ...common(happening) })
    : unmapped('a thread that goes to another app');

export const MAP_PART: { [Name in PartName]: MapPart<Name> } = {
  message,
  postback,
  referral,
  delivery: receipt('message_delivered'),
  read: receipt('message_read'),
  optin,
  reaction,
  message_edit: messageEdit,
  pass_thread_control: passThread,
};
