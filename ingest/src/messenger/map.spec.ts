import { accountOptions, event } from '@parley/contracts';
import { aMapContext, ODD_VALUES, samplesOf, spoilt } from '../testing/samples.js';
import { messenger } from './messenger.js';

const samples = samplesOf(messenger, import.meta.url);
const T = 1795352400987;
const PSID = '7612345678901234';
const common = { account_id: '7', contact: { id: PSID }, occurred_at: T };

it.each(samples.names)('maps %s to events that the contract takes', (name) => {
  const { events, unmapped } = samples.map(name);
  for (const each of events) expect(() => event.parse(each)).not.toThrow();
  expect(events.length + unmapped.length).toBeGreaterThan(0);
});

it.each([
  [
    'start-with-ref',
    [
      {
        ...common,
        type: 'conversation_started',
        id: 'm_AbCdEf0123',
        ref: 'vc.ru-messengers-guide-2403',
        props: { referral_source: 'SHORTLINK', referral_type: 'OPEN_THREAD' },
      },
    ],
  ],
  ['start-without-ref', [{ ...common, type: 'conversation_started', id: 'm_AbCdEf0124' }]],
  ['button', [{ ...common, type: 'button_pressed', id: 'm_Button1', button: 'plan:pro' }]],
  [
    'referral-of-ad',
    [
      {
        ...common,
        type: 'referral_received',
        id: `${PSID}:${T}:referral`,
        ref: 'summer',
        ad_id: '6045246247433',
        props: {
          referral_source: 'ADS',
          referral_type: 'OPEN_THREAD',
          ad_title: 'Скидка 20%',
          post_id: '104512345678901_998877',
        },
      },
    ],
  ],
  [
    'text',
    [
      {
        ...common,
        type: 'message_received',
        id: 'm_Text1',
        kind: 'text',
        text: 'Здравствуйте! Есть в наличии?',
      },
    ],
  ],
  ['quick-reply', [{ ...common, type: 'message_received', id: 'm_Quick1', kind: 'button', text: 'Yes' }]],
  ['photo', [{ ...common, type: 'message_received', id: 'm_Photo1', kind: 'photo' }]],
  ['sticker', [{ ...common, type: 'message_received', id: 'm_Sticker1', kind: 'sticker' }]],
  ['numeric-ids', [{ ...common, type: 'message_received', id: 'm_Num1', kind: 'text', text: '1' }]],
  ['standby', [{ ...common, type: 'message_received', id: 'm_Stand1', kind: 'text', text: 'Anybody?' }]],
  [
    'changes',
    [{ ...common, type: 'message_received', id: 'test_message_id', kind: 'text', text: 'test_message' }],
  ],
  ['stop', [{ ...common, type: 'unsubscribed', id: `${PSID}:${T}:stop` }]],
  ['resume', [{ ...common, type: 'subscribed', id: `${PSID}:${T}:optin` }]],
  ['optin', [{ ...common, type: 'subscribed', id: `${PSID}:${T}:optin` }]],
  [
    'reaction',
    [{ ...common, type: 'reaction_added', id: `m_Xyz987:${T}`, message_id: 'm_Xyz987', reaction: 'love' }],
  ],
  ['unreact', [{ ...common, type: 'reaction_removed', id: `m_Xyz987:${T}`, message_id: 'm_Xyz987' }]],
  [
    'edit',
    [
      {
        ...common,
        type: 'message_edited',
        id: 'm_Text1:1',
        message_id: 'm_Text1',
        text: 'Здравствуйте! Есть?',
      },
    ],
  ],
  ['to-inbox', [{ ...common, type: 'handed_off', id: `${PSID}:${T}:handover` }]],
])('states what %s says', (name, expected) => {
  expect(samples.map(name)).toEqual({ events: expected, unmapped: [] });
});

it('gives a first message after an ad both its touch and itself', () => {
  expect(samples.map('text-from-ad').events).toMatchObject([
    { type: 'referral_received', id: 'm_Text2', ad_id: '6045246247433' },
    { type: 'message_received', id: 'm_Text2', text: 'Hello' },
  ]);
});

it.each([
  ['echo-of-inbox', { sender: 'agent' }],
  ['echo-without-app', { sender: 'agent' }],
  ['echo-of-app', { sender: 'bot' }],
  ['echo-of-agent', { sender: 'agent', agent: { id: '42', name: 'Oleg' } }],
  ['echo-of-broadcast', { sender: 'broadcast', broadcast: { id: 'may-sale', name: 'May' } }],
  ['echo-not-swapped', { sender: 'bot' }],
])('knows who sent %s', (name, who) => {
  const [sent] = samples.map(name).events;
  expect(sent).toMatchObject({ type: 'message_sent', contact: { id: PSID }, ...who });
});

it('counts the echo of another app as a person when the owner says so', () => {
  const options = accountOptions.parse({ other_apps: 'agent' });
  expect(samples.map('echo-of-app', { options }).events).toMatchObject([{ sender: 'agent' }]);
});

it('leaves watermarks to derivation, with the time of the entry where the event has none', () => {
  expect(samples.map('delivered').events).toEqual([
    {
      ...common,
      type: 'message_delivered',
      id: `${PSID}:${T + 60_000}`,
      occurred_at: T + 133,
      watermark_at: T + 60_000,
    },
  ]);
  expect(samples.map('read').events).toMatchObject([{ type: 'message_read', watermark_at: T + 60_000 }]);
  expect(samples.map('delivered-without-watermark').events).toMatchObject([
    { message_id: 'm_Xyz987' },
    { message_id: 'm_Xyz988' },
  ]);
});

it.each([
  ['unknown-kind', 'messaging of the kind customer_information'],
  ['change-of-feed', 'change of the field feed'],
  ['optin-of-checkbox', 'optin without a person'],
])('names what it does not understand in %s', (name, reason) => {
  expect(samples.map(name)).toEqual({ events: [], unmapped: [reason] });
});

it('takes what it understands of a body and names the rest', () => {
  const { events, unmapped } = samples.map('several');
  expect(events.map((each) => [each.id, each.contact?.id])).toEqual([
    ['m_A', PSID],
    ['m_B', '99'],
  ]);
  expect(unmapped).toEqual(['message without a valid mid']);
});

it('never throws, however a body is spoilt', () => {
  for (const name of samples.names) {
    for (const body of spoilt(samples.body(name), ODD_VALUES)) {
      const { events, unmapped } = messenger.map(body, aMapContext());
      expect(Array.isArray(events) && Array.isArray(unmapped)).toBe(true);
      expect(unmapped.join()).not.toMatch(/Здравствуйте|Oleg/);
    }
  }
});
