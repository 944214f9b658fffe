import type { z } from 'zod';
import type { MapContext, Mapped } from '../webhooks/platform.js';
import { MAP_PART, type Happening } from './map-part.js';
import { body, entry, messaging, PARTS, type Messaging, type Part, type PartName } from './payload.js';

/**
 * Maps one webhook body to events: `entry[].messaging[]`, `entry[].standby[]` (another app has the thread) and
 * `entry[].changes[]` (the shape of the Test button). Events of one body may be of several people.
 * The platform never tells that a person blocked the page, nor who of its people answered.
 * Source: developers.facebook.com/docs/messenger-platform/reference/webhook-events (checked 2026-11-22)
 */
export function map(payload: unknown, context: MapContext): Mapped {
  const parsed = body.safeParse(payload);
  if (!parsed.success) return unmapped('the body is not a webhook of a page');
  if (parsed.data.object !== 'page') return unmapped('the body is not of a page');
  return together(parsed.data.entry.map((each) => mapEntry(each, context)));
}

const unmapped = (reason: string): Mapped => ({ events: [], unmapped: [reason] });

const together = (all: Mapped[]): Mapped => ({
  events: all.flatMap((each) => each.events),
  unmapped: all.flatMap((each) => each.unmapped),
});

function mapEntry(value: unknown, context: MapContext): Mapped {
  const parsed = entry.safeParse(value);
  if (!parsed.success) return unmapped(`entry without a valid ${pathOf(parsed.error)}`);
  const { id: pageId, time, messaging: own = [], standby = [], changes = [] } = parsed.data;
  const fallback = time ?? context.receivedAt;
  return together([
    ...[...own, ...standby].map((item) => mapItem(item, pageId, fallback, context)),
    ...changes.map(({ field, value: item }) =>
      isObject(item) && ('sender' in item || 'recipient' in item)
        ? mapItem(item, pageId, fallback, context)
        : unmapped(`change of the field ${wordOf(field)}`),
    ),
  ]);
}

function mapItem(value: unknown, pageId: string, fallback: number, context: MapContext): Mapped {
  const parsed = messaging.safeParse(value);
  if (!parsed.success) return unmapped(`messaging without a valid ${pathOf(parsed.error)}`);
  const item = parsed.data;
  const name = (Object.keys(PARTS) as PartName[]).find((part) => item[part] !== undefined);
  if (!name) return unmapped(`messaging of the kind ${wordOf(kindOf(item))}`);
  const psid = personOf(item, pageId);
  // A checkbox of a site knows no person yet: `user_ref` becomes one with the first message.
  if (psid === undefined) return unmapped(`${name} without a person`);
  return mapPart(name, item[name], { psid, at: item.timestamp ?? fallback, context });
}

function mapPart<Name extends PartName>(name: Name, value: unknown, happening: Happening): Mapped {
  const parsed = PARTS[name].safeParse(value);
  if (!parsed.success) return unmapped(`${name} without a valid ${pathOf(parsed.error)}`);
  return MAP_PART[name](parsed.data as Part<Name>, happening);
}

/**
 * TRICKY: an echo is from the page to the person, but older samples have the two the wrong way round, so whoever is
 * not the page is the person. Everything else is told by the person who did it: never of whom it was addressed to.
 */
function personOf({ sender, recipient, message }: Messaging, pageId: string): string | undefined {
  const isEcho = isObject(message) && message['is_echo'] === true;
  const candidates = isEcho ? [recipient?.id, sender?.id] : [sender?.id];
  return candidates.find((id) => id !== undefined && id !== pageId);
}

const ENVELOPE = new Set(['sender', 'recipient', 'timestamp']);
const kindOf = (item: Messaging) => Object.keys(item).find((key) => !ENVELOPE.has(key));
const wordOf = (word: string | undefined) => (word && /^[a-z_]{1,40}$/.test(word) ? word : 'unknown');
const pathOf = (error: z.ZodError) => error.issues[0]?.path.map(String).join('.') || 'value';

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
