import { LATEST_TIME_MS } from '@parley/contracts';
import type { ClickHouse } from '../lib/client.js';
import { putAgentIdentities } from '../lib/parameters.js';
import { aBotReply, aDelivery, aMessage, aRead, aReferral, aReply, aStart } from './factories/index.js';
import { anAccount, openWorkspace, type TestWorkspace } from './workspace.js';

/** A bot, the helpdesk behind it that shows the same chats, a page of Messenger, and a chat that never tells answers. */
export const [BOT, HELPDESK, PAGE, MUTE] = ['1', '2', '3', '4'] as const;
const always = { from_ms: 0, until_ms: LATEST_TIME_MS + 1 };
const accounts = [
  anAccount({
    account_id: 1,
    outgoing: 'auto',
    counted_elsewhere: [{ type: 'message_sent', account_id: 2, ...always }],
  }),
  anAccount({
    account_id: 2,
    channel: 'web',
    subscriptions: false,
    default_sender: 'agent',
    identity_account_id: 1,
    counted_elsewhere: [{ type: 'message_received', account_id: 1, ...always }],
  }),
  anAccount({ account_id: 3, channel: 'messenger', subscriptions: false }),
  anAccount({ account_id: 4, outgoing: 'never', subscriptions: false }),
];
const on = (account_id: string, name: string, time: string, more: object = {}) => ({
  account_id,
  occurred_at: time.includes('T') ? time : `2026-03-02T${time}Z`,
  contact: { id: name },
  ...more,
});
const [oleg, olegOnThePage, maria] = [{ id: 'oleg' }, { id: 'o.petrov' }, { id: 'maria' }];

// Monday, 2 March, and the day before, in Moscow (UTC+3).
export const TWO_DAYS = {
  from: new Date('2026-03-01T21:00:00Z'),
  to: new Date('2026-03-02T21:00:00Z'),
  previous: { from: new Date('2026-02-28T21:00:00Z'), to: new Date('2026-03-01T21:00:00Z') },
  now: new Date('2026-03-10T00:00:00Z'),
};

const anna = [
  aStart(on(BOT, 'anna', '09:00:00', { ref: 'spring' })),
  aMessage(on(BOT, 'anna', '09:01:00', { id: 'hello' })),
  aMessage(on(HELPDESK, 'anna', '09:01:01')),
  // 40 s later: the same thought goes on, so the clock starts here.
  aMessage(on(BOT, 'anna', '09:01:40')),
  aReply(on(HELPDESK, 'anna', '09:06:40', { agent: oleg })),
  aBotReply(on(BOT, 'anna', '09:06:41')),
];
const boris = [
  aMessage(on(PAGE, 'boris', '10:00:00')),
  aReply(on(PAGE, 'boris', '10:02:00', { id: 'to-boris', agent: olegOnThePage })),
  aMessage(on(PAGE, 'boris', '10:05:50')),
  aMessage(on(PAGE, 'boris', '10:06:00')),
  aRead(
    on(PAGE, 'boris', '10:10:00', {
      message_id: undefined,
      watermark_at: Date.parse('2026-03-02T10:02:00Z'),
    }),
  ),
  aReply(on(PAGE, 'boris', '10:16:00', { id: 'to-boris-again', agent: maria })),
  aDelivery(on(PAGE, 'boris', '10:16:05', { message_id: 'to-boris-again' })),
];
const clara = [aMessage(on(MUTE, 'clara', '11:00:00')), aReply(on(MUTE, 'clara', '11:30:00'))];
// Asked and answered the day before; comes back through a link 29 h 49 min after that, and is not answered.
const dmitri = [
  aMessage(on(PAGE, 'dmitri', '2026-03-01T12:00:00Z')),
  aReply(on(PAGE, 'dmitri', '2026-03-01T12:10:00Z', { agent: maria })),
  aReferral(on(PAGE, 'dmitri', '17:59:00', { ref: 'autumn' })),
  aMessage(on(PAGE, 'dmitri', '18:00:00')),
];
// The first and the last millisecond of the day, and those beside it.
const edges = [
  aMessage(on(PAGE, 'fedor', '2026-03-01T20:59:59.999Z')),
  aMessage(on(PAGE, 'eva', '2026-03-01T21:00:00.000Z')),
  aMessage(on(PAGE, 'galina', '2026-03-02T21:00:00.000Z')),
];

/**
 * A workspace small enough to be counted by hand, in which everything meets that moves numbers: one chat in two
 * accounts, bursts that settle, an agent in two channels, statuses, a link and direct arrivals, an account that cannot
 * tell, events that come twice and late, and the first and the last millisecond of a day.
 */
export async function openEverythingTogether(client: ClickHouse): Promise<TestWorkspace> {
  const shop = await openWorkspace(client, 1, accounts, { clock_starts: 'last' });
  await shop.receive(...dmitri, ...edges);
  await shop.receive(...anna, ...boris, ...clara);
  // Sent again, an hour later; then two events a week late, of which that of the helpdesk does not count.
  await shop.receiveAt(
    new Date('2026-03-02T10:01:00Z'),
    aMessage(on(BOT, 'anna', '09:01:00', { id: 'hello' })),
  );
  await shop.receiveAt(
    new Date('2026-03-09T20:00:00Z'),
    aMessage(on(PAGE, 'boris', '10:05:00')),
    aMessage(on(HELPDESK, 'anna', '09:01:41')),
  );
  await putAgentIdentities(client, [
    {
      workspace_id: 1,
      agent_id: shop.agentId('o.petrov', 3),
      counts_as: shop.agentId('oleg', 2),
      version: 1n,
    },
  ]);
  return shop;
}
