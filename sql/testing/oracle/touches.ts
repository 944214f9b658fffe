import type { Dialogue } from './dialogues.js';
import { isMessage, type PlainEvent } from './plain-event.js';

/** An arrival of the contact, at its place in the stream. */
export interface Touch {
  position: number;
  event: PlainEvent;
  kind: 'acquisition' | 're_engagement';
  is_direct: boolean;
}

const TOUCH_TYPES: readonly string[] = [
  'conversation_started',
  'referral_received',
  'link_clicked',
  'widget_opened',
];

const saysNothing = (event: PlainEvent): boolean =>
  event.ref === '' &&
  event.given_source === '' &&
  event.link_id === 0 &&
  event.ad_id === '' &&
  event.click_id === '';

/**
 * Every touch in order: the events that are one, and the first incoming message of each contact-started dialogue
 * that no such event led to.
 */
export function touchesOf(stream: readonly PlainEvent[], dialogues: readonly Dialogue[]): Touch[] {
  const told = stream.flatMap((event, position) => (TOUCH_TYPES.includes(event.type) ? [position] : []));
  const unled = dialogues.flatMap((dialogue) => {
    if (dialogue.starter !== 'contact' || dialogue.firstIncoming < 0) return [];
    const wasLed = told.some(
      (position) =>
        position < dialogue.firstIncoming &&
        (!dialogue.previous || stream[position]!.occurred_at > dialogue.previous.last.occurred_at),
    );
    return wasLed ? [] : [dialogue.firstIncoming];
  });
  const positions = [...told, ...unled].sort((a, b) => a - b);
  return positions.map((position) => {
    const event = stream[position]!;
    const isFirst = position === positions[0] && !stream.slice(0, position).some(isMessage);
    return {
      position,
      event,
      kind: isFirst ? 'acquisition' : 're_engagement',
      is_direct: isMessage(event) || saysNothing(event),
    };
  });
}

/** The touch that a dialogue is credited to: the last one that came before it or with its first incoming message. */
export function touchInForce(touches: readonly Touch[], dialogue: Dialogue): Touch | undefined {
  const first = dialogue.messages[0]!;
  const limit = dialogue.starter === 'contact' ? Math.max(first, dialogue.firstIncoming) : first;
  return touches.filter((touch) => touch.position <= limit).at(-1);
}
