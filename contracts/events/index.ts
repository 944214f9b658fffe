import * as z from 'zod';
import { conversionEvents } from './conversion.js';
import { identityEvents } from './identity.js';
import { messageEvents } from './message.js';
import { serviceEvents } from './service.js';
import { subscriptionEvents } from './subscription.js';
import { touchEvents } from './touch.js';

/** One thing that happened in a conversation, as a mapper or a caller of the events API states it. */
export const event = z.discriminatedUnion('type', [
  ...touchEvents,
  ...messageEvents,
  ...subscriptionEvents,
  ...serviceEvents,
  ...conversionEvents,
  ...identityEvents,
]);

/** What a caller may write (times as text or number, defaults left out). */
export type EventInput = z.input<typeof event>;
/** What is left after parsing: times in milliseconds UTC, defaults filled in. */
export type ParleyEvent = z.output<typeof event>;
export type EventType = ParleyEvent['type'];

export const EVENT_TYPES = event.options.map((option) => option.shape.type.value) as readonly EventType[];

/** Types that may come from an anonymous visitor: they have no identity and mark none for derivation. */
export const VISITOR_TYPES: ReadonlySet<EventType> = new Set([
  'link_clicked',
  'widget_shown',
  'widget_opened',
] as const);

/** The answer of `POST /v1/events`. A rejected item never spoils the others. */
export const eventsAnswer = z.object({
  accepted: z.int().min(0),
  rejected: z.array(
    z.object({
      index: z.int().min(0).describe('Which item of the request, counted from 0.'),
      path: z.string().describe('Where in the item, such as contact.id; empty for the item itself.'),
      message: z.string(),
    }),
  ),
});
export type EventsAnswer = z.infer<typeof eventsAnswer>;

/** The limits of one request to `POST /v1/events`, after decompression. */
export const EVENTS_LIMITS = { bytes: 5 * 1024 * 1024, events: 10_000 } as const;

export * from './parts.js';
export * from './rank.js';
