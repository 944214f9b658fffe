import { event } from '@parley/contracts';
import { aMapContext, ODD_VALUES, samplesOf, spoilt } from '../testing/samples.js';
import { viber } from './viber.js';

const samples = samplesOf(viber, import.meta.url);
const PERSON = '01234567890A=';

it.each(samples.names)('maps %s to events that the contract takes', (name) => {
  for (const each of samples.map(name).events) expect(() => event.parse(each)).not.toThrow();
});

it('takes the context of a link as the ref of a start, which is no subscription', () => {
  expect(samples.map('start-with-context')).toEqual({
    events: [
      {
        type: 'conversation_started',
        id: '5753750845017966998',
        account_id: '7',
        occurred_at: 1795352400987,
        sequence: '5753750845017966998',
        contact: { id: PERSON, name: 'Customer', language: 'ru' },
        ref: 'vc.ru-messengers-guide-2403',
      },
    ],
    unmapped: [],
  });
  expect(samples.map('start-of-known').events).toMatchObject([{ type: 'conversation_started' }]);
  expect(samples.map('start-of-known').events[0]).not.toHaveProperty('ref');
});

it.each([
  ['text', { type: 'message_received', kind: 'text', text: 'Здравствуйте', id: '5753750845017967001' }],
  ['picture', { type: 'message_received', kind: 'photo', text: 'look' }],
  ['contact', { type: 'message_received', kind: 'contact' }],
  ['subscribed', { type: 'subscribed', id: '5753750845017967002' }],
  ['unsubscribed', { type: 'unsubscribed', id: '5753750845017967003' }],
  ['delivered', { type: 'message_delivered', message_id: '5753750845017967010' }],
  ['seen', { type: 'message_read', message_id: '5753750845017967010' }],
  ['failed', { type: 'message_failed', message_id: '5753750845017967011', reason: 'failure description' }],
  ['token-as-text', { type: 'message_read', message_id: '5753750845017967010' }],
  ['small-token', { type: 'message_read', message_id: '491266184665523145' }],
])('states what %s says, every digit of its token', (name, expected) => {
  const { events, unmapped } = samples.map(name);
  expect(unmapped).toEqual([]);
  expect(events).toMatchObject([{ account_id: '7', contact: { id: PERSON }, ...expected }]);
});

it('has nothing to say of the callback that only tries the address', () => {
  expect(samples.map('webhook')).toEqual({ events: [], unmapped: [] });
});

it('names a kind that it does not know', () => {
  expect(samples.map('unknown-kind').unmapped).toEqual(['callback of the kind client_status']);
});

it('never throws, however a callback is spoilt', () => {
  for (const name of samples.names) {
    for (const body of spoilt(samples.body(name), ODD_VALUES)) {
      const { events, unmapped } = viber.map(body, aMapContext());
      expect(Array.isArray(events) && Array.isArray(unmapped)).toBe(true);
      expect(unmapped.join()).not.toMatch(/Здравствуйте|Customer/);
    }
  }
});
