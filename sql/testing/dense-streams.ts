import type { EventInput } from '@parley/contracts';
import {
  aBlock,
  aBroadcastMessage,
  aClick,
  aMessage,
  aReply,
  aStart,
  aSubscription,
} from './factories/index.js';
import { randomStream } from './random-streams.js';
import { randomOf } from './random.js';
import { inWorkspace, type StoredStream } from './stream-store.js';

/** 2026-03-02T09:50:00Z: an hour of the clock is met. */
const BEGINNING = Date.UTC(2026, 2, 2, 9, 50);
const REFS = ['one', 'two', undefined];

/**
 * Clicks, starts with and without a code, messages and ends of subscriptions of half an hour, so close together that a start has several
 * clicks to choose from; the times lie on whole half minutes, so that some meet and some are 10 minutes apart exactly.
 */
export function denseStream(seed: number): StoredStream {
  const stream = inWorkspace(randomStream(seed, { isCorrected: false }));
  const random = randomOf(seed);
  const events = Array.from({ length: 60 }, (_, index): EventInput => {
    const stated = {
      id: `${seed}-${index}`,
      account_id: String(random.pick(stream.accounts).account_id),
      occurred_at: new Date(BEGINNING + random.between(0, 60) * 30_000).toISOString(),
    };
    const contact = { id: `person-${random.between(1, 8)}` };
    const ref = random.pick(REFS);
    const link_id = random.pick([undefined, 1, 2]);
    if (random.chance(0.3))
      return aClick({ ...stated, visitor_id: `visitor-${random.between(1, 5)}`, ref, link_id });
    if (random.chance(0.4)) return aStart({ ...stated, contact });
    if (random.chance(0.4)) return aStart({ ...stated, contact, ref, link_id, source: ref && 'vk' });
    const make = random.pick([aMessage, aReply, aBroadcastMessage, aSubscription, aBlock, aBlock]);
    return make({ ...stated, contact });
  });
  const delivery = (event: EventInput) => {
    return { event, receivedAt: Date.UTC(2030, 0, 1), mapperVersion: 1, isWithdrawn: false };
  };
  const accounts = stream.accounts.map((account) => ({ ...account, subscriptions: true }));
  return { ...stream, accounts, batches: [events.map(delivery)] };
}
