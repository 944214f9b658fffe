import type { EventInput, EventType } from '@parley/contracts';

/** What a caller writes for an event of one type. */
export type InputOf<Type extends EventType> = Extract<EventInput, { type: Type }>;
/** What a test states: only what matters to it. */
export type Stated<Type extends EventType> = Partial<Omit<InputOf<Type>, 'type'>>;

let made = 0;

/** The envelope of an event that nobody described: a new id each time, account 1, one Monday morning. */
export const envelope = () => ({
  id: `event-${++made}`,
  account_id: '1',
  occurred_at: '2026-03-02T09:00:00Z',
});

/** The same, of a known contact. */
export const ofAnna = () => ({ ...envelope(), contact: { id: 'anna' } });
