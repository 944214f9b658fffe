import { readFileSync, readdirSync } from 'node:fs';
import { accountOptions, event } from '@parley/contracts';
import { map } from './map.js';

const samples = new URL('./samples/', import.meta.url);
const sample = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}.json`, samples), 'utf8'));
const context = {
  accountId: '7',
  receivedAt: Date.parse('2026-11-22T09:30:00Z'),
  options: accountOptions.parse({}),
};
const mapSample = (name: string) => map(sample(name), context);

const anna = { id: '6200145512', name: 'Customer', username: 'customer_1', language: 'ru' };

describe('a start', () => {
  it('with a payload is a start with its ref, never a message', () => {
    expect(mapSample('start-with-payload')).toEqual({
      events: [
        {
          type: 'conversation_started',
          id: '6200145512:512',
          account_id: '7',
          contact: anna,
          occurred_at: 1795352400000,
          sequence: 512,
          ref: 'vk_ads-spring_42',
        },
      ],
      unmapped: [],
    });
  });

  it('without a payload is a start without a ref', () => {
    const [start] = mapSample('start-without-payload').events;
    expect(start).toMatchObject({ type: 'conversation_started', id: '6200145512:514' });
    expect(start).not.toHaveProperty('ref');
  });

  it('that was forwarded is a message', () => {
    expect(mapSample('start-forwarded').events).toMatchObject([{ type: 'message_received', kind: 'text' }]);
  });

  it.each(['/started', ' /start', 'please /start', '/start@', 'start'])('is not the text %j', (text) => {
    expect(map(withText(text), context).events).toMatchObject([{ type: 'message_received', text }]);
  });

  it.each(['hello, my phone is 123', 'привет', 'line\nbreak', 'a b', 'a\0b', 'vc.ru-guide'])(
    'is a start without a ref when %j was typed behind it: that is text',
    (text) => {
      const [start, ...more] = map(withText(`/start ${text}`), context).events;
      expect(start).toMatchObject({ type: 'conversation_started' });
      expect(start).not.toHaveProperty('ref');
      expect(more).toEqual([]);
    },
  );

  it('keeps at most 2083 characters of its payload', () => {
    const [start] = map(withText(`/start ${'x'.repeat(4000)}`), context).events;
    expect(start).toMatchObject({ type: 'conversation_started', ref: 'x'.repeat(2083) });
  });
});

describe('a message', () => {
  it('counts whatever its sender claims to be called', () => {
    const from = {
      id: 42,
      is_bot: false,
      first_name: 'n'.repeat(300),
      username: 'u'.repeat(300),
      language_code: 'x'.repeat(36),
    };
    const shared = { phone_number: '7'.repeat(33), user_id: 42 };
    const message = {
      message_id: 1,
      from,
      chat: { id: 42, type: 'private' },
      date: 1795352400,
      contact: shared,
    };
    expect(map({ update_id: 1, message }, context).events).toMatchObject([
      { type: 'message_received', kind: 'contact', contact: { id: '42', name: 'n'.repeat(256) } },
    ]);
    expect(Object.keys(map({ update_id: 1, message }, context).events[0]?.contact ?? {})).toEqual([
      'id',
      'name',
    ]);
  });

  it('is received, with its text, time and place in the order', () => {
    expect(mapSample('text')).toEqual({
      events: [
        {
          type: 'message_received',
          id: '6200145512:516',
          account_id: '7',
          contact: anna,
          occurred_at: 1795352404000,
          sequence: 516,
          kind: 'text',
          text: 'Здравствуйте! Это есть в наличии?',
        },
      ],
      unmapped: [],
    });
  });

  it('says which one it answers', () => {
    expect(mapSample('reply').events).toMatchObject([{ id: '6200145512:517', reply_to: '6200145512:516' }]);
  });

  it.each([
    ['photo-with-caption', 'photo', 'Вот такой'],
    ['animation', 'animation', undefined],
    ['sticker', 'sticker', undefined],
    ['voice', 'voice', undefined],
    ['contact-own', 'contact', undefined],
  ])('%s has the kind %s', (name, kind, text) => {
    const { events, unmapped } = mapSample(name);
    expect(unmapped).toEqual([]);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ type: 'message_received', kind });
    expect((events[0] as { text?: string }).text).toBe(text);
  });

  it('with a shared contact gives the phone of the sender, not of somebody else', () => {
    expect(mapSample('contact-own').events[0]).toMatchObject({ contact: { phone: '+79990000001' } });
    const [event] = mapSample('contact-of-another').events;
    expect((event as { contact: object }).contact).not.toHaveProperty('phone');
  });

  it('that was edited gives the time of the edit and the id of the message', () => {
    expect(mapSample('edited')).toEqual({
      events: [
        {
          type: 'message_edited',
          id: '6200145512:516:1795352500',
          message_id: '6200145512:516',
          account_id: '7',
          contact: anna,
          occurred_at: 1795352500000,
          sequence: 516,
          text: 'Здравствуйте! Это ещё есть в наличии?',
        },
      ],
      unmapped: [],
    });
  });
});

describe('a button', () => {
  it('is pressed when it arrives, because a press has no time of its own', () => {
    expect(mapSample('button')).toEqual({
      events: [
        {
          type: 'button_pressed',
          id: '26629001123412345',
          message_id: '6200145512:513',
          account_id: '7',
          contact: anna,
          occurred_at: context.receivedAt,
          button: 'plan:pro',
        },
      ],
      unmapped: [],
    });
  });

  it('under a message that is too old to be read counts too', () => {
    expect(mapSample('button-of-old-message').events).toMatchObject([
      { type: 'button_pressed', message_id: '6200145512:13', occurred_at: context.receivedAt },
    ]);
  });
});

it.each([
  ['blocked', 'blocked', '6200145512:1795360000', 1795360000000],
  ['unblocked', 'unblocked', '6200145512:1795360600', 1795360600000],
])('%s has its own time in its id', (name, type, id, occurred_at) => {
  expect(mapSample(name)).toEqual({
    events: [{ type, id, account_id: '7', contact: anna, occurred_at }],
    unmapped: [],
  });
});

it.each([
  ['group-message', 'message in a supergroup, not a private chat'],
  ['from-a-bot', 'the sender is a bot'],
  ['channel-post', 'update of kind channel_post'],
  ['service-message', 'service message pinned_message'],
  ['button-inline', 'callback_query of an inline message'],
])('%s is named, not mapped', (name, reason) => {
  expect(mapSample(name)).toEqual({ events: [], unmapped: [reason] });
});

it.each([
  [null, 'the body is not an update'],
  [[], 'update of kind unknown'],
  ['text', 'the body is not an update'],
  [{ update_id: 1 }, 'update of kind unknown'],
  [{ update_id: 1, 'Имя <script>': {} }, 'update of kind unknown'],
  [{ message: null }, 'message without a valid value'],
  [{ message: { chat: { id: 1, type: 'private' }, date: 5 } }, 'message without a valid message_id'],
  [
    { message: { message_id: 1, chat: { id: 1, type: 'private' }, date: 'x' } },
    'message without a valid date',
  ],
  [{ message: { message_id: 1, chat: { id: 1, type: 'private' }, date: 5 } }, 'message without a sender'],
  [{ my_chat_member: {} }, 'my_chat_member without a valid chat'],
])('never throws: %j', (payload, reason) => {
  expect(map(payload, context)).toEqual({ events: [], unmapped: [reason] });
});

it('gives only events that the contract accepts, for every sample', () => {
  const names = readdirSync(samples);
  expect(names.length).toBeGreaterThan(20);
  for (const name of names) {
    const { events } = mapSample(name.replace('.json', ''));
    for (const item of events) expect(event.safeParse(item)).toMatchObject({ success: true });
  }
});

function withText(text: string) {
  const update = sample('text') as { message: { text: string } };
  return { ...update, message: { ...update.message, text } };
}
