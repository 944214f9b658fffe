import { event } from '@parley/contracts';
import { aMapContext, ODD_VALUES, samplesOf, spoilt } from '../testing/samples.js';
import { telegram } from './telegram.js';

const samples = samplesOf(telegram, import.meta.url);
const contact = { id: '6200145512', name: 'Customer', username: 'customer_1' };
const CHAT = 'oF3kQwAAAIc:6200145512';

describe('Telegram Business', () => {
  it.each([
    ['business-incoming', { type: 'message_received', id: `${CHAT}:77011`, text: 'Есть в наличии?' }],
    [
      'business-message',
      {
        type: 'message_sent',
        id: `${CHAT}:77012`,
        sender: 'agent',
        agent: { id: '99000111', name: 'Agent 42' },
      },
    ],
    ['business-by-bot', { type: 'message_sent', id: `${CHAT}:77013`, sender: 'bot' }],
    ['business-offline', { type: 'message_sent', id: `${CHAT}:77014`, sender: 'auto' }],
    [
      'business-edited',
      {
        type: 'message_edited',
        message_id: `${CHAT}:77012`,
        occurred_at: 1795363060000,
        text: 'Чем помочь?',
      },
    ],
  ])('knows the direction and the sender of %s; the chat is the customer', (name, expected) => {
    expect(samples.map(name)).toMatchObject({ events: [{ contact, ...expected }], unmapped: [] });
  });

  it('takes back each message that was deleted', () => {
    expect(samples.map('business-deleted').events.map(({ type, id }) => [type, id])).toEqual([
      ['message_deleted', `${CHAT}:77012`],
      ['message_deleted', `${CHAT}:77013`],
    ]);
  });

  it('has nothing to count in a new connection', () => {
    expect(samples.map('business-connection')).toEqual({ events: [], unmapped: [] });
  });
});

describe('payments', () => {
  it('are conversions, not messages: in major units, by the id of the charge', () => {
    expect(samples.map('payment').events).toMatchObject([
      {
        type: 'purchase_completed',
        id: '7012345678_6200145512_554433_7551',
        order_id: '7012345678_6200145512_554433_7551',
        amount: '1490.00',
        currency: 'RUB',
      },
    ]);
    expect(samples.map('refund').events).toMatchObject([
      { type: 'purchase_refunded', id: '7012345678_6200145512_554433_7551', amount: '250', currency: 'XTR' },
    ]);
  });

  it.each([
    ['USD', 5, '0.05'],
    ['JPY', 1500, '1500'],
    ['KWD', 1, '0.001'],
  ])('%s: %d smallest units are %s', (currency, total_amount, amount) => {
    const body = samples.body('payment') as { message: { successful_payment: object } };
    Object.assign(body.message.successful_payment, { currency, total_amount });
    expect(telegram.map(body, aMapContext()).events).toMatchObject([{ amount }]);
  });
});

it('states which reactions were added and which were taken back', () => {
  expect(
    samples.map('reaction').events.map((each) => [each.type, (each as { reaction?: string }).reaction]),
  ).toEqual([
    ['reaction_added', '❤'],
    ['reaction_added', '5368324170671202286'],
    ['reaction_removed', '👍'],
  ]);
});

it('never throws, however an update is spoilt, and what it states fits the contract', () => {
  for (const name of samples.names) {
    for (const each of samples.map(name).events) expect(() => event.parse(each)).not.toThrow();
    for (const body of spoilt(samples.body(name), ODD_VALUES)) {
      expect(Array.isArray(telegram.map(body, aMapContext()).events)).toBe(true);
    }
  }
});
