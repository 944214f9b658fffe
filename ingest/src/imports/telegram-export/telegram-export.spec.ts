import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accountOptions, event, type EventInput } from '@parley/contracts';
import { map } from '../../telegram/map.js';
import { aFolder } from '../../testing/fixtures.js';
import { TelegramExport, type ReadOptions } from './telegram-export.js';

const ME = 99000111;
const NOW = Date.parse('2026-11-22T12:00:00Z');

const message = (id: number, more: object = {}) => ({
  id,
  type: 'message',
  date: '2026-11-21T12:00:00',
  date_unixtime: String(1795260000 + id),
  from: 'Anna',
  from_id: 'user42',
  text: 'Hello',
  ...more,
});
const ours = (id: number, more: object = {}) => message(id, { from: 'Oleg', from_id: `user${ME}`, ...more });
const chat = (messages: unknown[], more: object = {}) => ({
  name: 'Anna',
  type: 'personal_chat',
  id: 42,
  ...more,
  messages,
});
const whole = (...list: unknown[]) => ({
  about: 'Here is the data you requested.',
  personal_information: { user_id: ME, first_name: 'Oleg', phone_number: '+7' },
  contacts: { about: 'x', list: [{ user_id: 42, first_name: 'Anna' }] },
  chats: { about: 'x', list },
});

const folder = aFolder();
let files = 0;
function fileOf(content: unknown): string {
  const path = join(folder, `${files++}.json`);
  writeFileSync(
    path,
    typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content, null, 1),
  );
  return path;
}

async function read(content: unknown, options: Partial<ReadOptions> = {}) {
  const file = new TelegramExport(fileOf(content), { accountId: '7', me: [], now: NOW, ...options });
  const events: EventInput[] = [];
  for await (const item of file.events()) events.push(item);
  for (const item of events) expect(event.safeParse(item)).toMatchObject({ success: true });
  return { events, summary: file.summary };
}
const me = { me: [String(ME)] };

it('reads one chat: what came in is received, what we wrote is an answer by whoever wrote it', async () => {
  const { events } = await read(chat([message(1), ours(2, { reply_to_message_id: 1 })]), me);
  expect(events).toEqual([
    {
      type: 'message_received',
      id: '42:1',
      account_id: '7',
      contact: { id: '42', name: 'Anna' },
      occurred_at: 1795260001000,
      sequence: 1,
      kind: 'text',
      text: 'Hello',
    },
    {
      type: 'message_sent',
      id: '42:2',
      account_id: '7',
      contact: { id: '42', name: 'Anna' },
      occurred_at: 1795260002000,
      sequence: 2,
      kind: 'text',
      text: 'Hello',
      reply_to: '42:1',
      sender: 'agent',
      agent: { id: String(ME), name: 'Oleg' },
    },
  ]);
});

it('gives the same id, time and order as the webhook of the same chat', async () => {
  const [imported] = (await read(chat([message(516, { text: 'Hi' })]), me)).events;
  const update = {
    message: {
      message_id: 516,
      from: { id: 42, is_bot: false, first_name: 'Anna' },
      chat: { id: 42, type: 'private' },
      date: 1795260516,
      text: 'Hi',
    },
  };
  expect(imported).toEqual(
    map(update, { accountId: '7', receivedAt: 0, options: accountOptions.parse({}) }).events[0],
  );
});

it('reads a whole account, which says itself who we are, and counts what it skips', async () => {
  const { events, summary } = await read(
    whole(
      chat([message(1), ours(2), { id: 3, type: 'service', action: 'phone_call', actor: 'Anna' }]),
      chat([message(1, { nested: { deep: [1, { id: 5 }] } }), message(2)], { type: 'private_group', id: 77 }),
      chat([message(5, { from_id: 'user43', from: 'Boris' })], { name: 'Boris', id: 43 }),
      chat([], { type: 'saved_messages', id: ME }),
    ),
  );
  expect(events.map(({ id, type }) => [id, type])).toEqual([
    ['42:1', 'message_received'],
    ['42:2', 'message_sent'],
    ['43:5', 'message_received'],
  ]);
  expect(summary).toEqual({
    personalChats: 2,
    received: 2,
    sent: 1,
    serviceMessages: 1,
    otherChats: 2,
    otherMessages: 2,
    sentBy: new Map([[String(ME), { name: 'Oleg', messages: 1 }]]),
    untimely: { messages: 0, first: [] },
    firstAt: 1795260001000,
    lastAt: 1795260005000,
  });
});

it.each([
  [{ text: ['Hello, ', { type: 'bold', text: 'Anna' }, '!'] }, 'text', 'Hello, Anna!'],
  [{ text: '', media_type: 'sticker', file: 'x.webp' }, 'sticker', undefined],
  [{ text: '', media_type: 'voice_message', file: 'x.ogg' }, 'voice', undefined],
  [{ text: 'Look', photo: '(File not included. …)' }, 'photo', 'Look'],
  [{ text: '', file: 'x.pdf', mime_type: 'application/pdf' }, 'file', undefined],
  [{ text: '', location_information: { latitude: 1, longitude: 2 } }, 'location', undefined],
  [{ text: '', contact_information: { phone_number: '+7' } }, 'contact', undefined],
  [{ text: '', something_new: 1 }, 'other', undefined],
])('%j has the kind %s', async (more, kind, text) => {
  const [item] = (await read(chat([message(1, more)]), me)).events;
  expect(item).toMatchObject({ kind });
  expect((item as { text?: string }).text).toBe(text);
});

it('knows an account that was deleted by its id', async () => {
  const [item] = (await read(chat([message(1, { from: null })], { name: null }), me)).events;
  expect(item).toMatchObject({ contact: { id: '42' } });
});

it('reads local times of old exports only with a zone', async () => {
  const old = chat([message(1, { date: '2019-07-01T12:00:00', date_unixtime: undefined })]);
  await expect(read(old, me)).rejects.toThrow(
    'messages[0] (message 1): it has no date_unixtime (an old export)',
  );
  const [item] = (await read(old, { ...me, zone: 'Europe/Moscow' })).events;
  expect(item?.occurred_at).toBe(Date.parse('2019-07-01T09:00:00Z'));
});

it.each([
  [
    'a stranger',
    chat([message(1, { from_id: 'user5' })]),
    'it is from 5, who is neither the other side of the chat (42)',
  ],
  ['no sender', chat([message(1, { from_id: undefined })]), 'from_id is not the id of a user'],
  [
    'a wrong field',
    whole(chat([]), chat([message(1), message(2, { text: 5 })])),
    /^line 40: chats\.list\[1\]\.messages\[1\] \(message 2\): text/,
  ],
  ['a message that is none', chat([message(1), 'hello']), 'line 15: messages[1] is not a message'],
  [
    'what comes first, of two wrong things',
    chat([message(1, { text: 5 }), 'hello']),
    'line 6: messages[0] (message 1): text',
  ],
  ['messages that are no list', { ...chat([]), messages: 'x' }, 'line 5: messages is not a list'],
  ['messages before the chat', { messages: [], type: 'personal_chat', id: 1 }, '"type" and "id" are missing'],
  ['another JSON', { a: [{ messages: 1 }] }, 'holds neither "messages" nor "chats"'],
  ['a list', [chat([])], 'the file is a list'],
  ['a value', '"x"', 'the file holds a single value'],
])('refuses %s with its place', async (_name, content, reason) => {
  await expect(read(content, me)).rejects.toThrow(reason);
});

it('names the line of a wrong message in a file of many chunks', async () => {
  const many = Array.from({ length: 6000 }, (_, n) => message(n + 1, { text: 'Привет'.repeat(20) }));
  many[5000] = message(5001, { text: 5 });
  const text = JSON.stringify(chat(many), null, 1);
  const line = text.slice(0, text.indexOf('"id": 5001,')).split('\n').length - 1;
  await expect(read(chat(many), me)).rejects.toThrow(`line ${line}: messages[5000] (message 5001): text`);
  await expect(read(JSON.stringify(chat(many)), me)).rejects.toThrow('line 1: messages[5000]');
});

it('leaves out messages of impossible times, names the first of them and reads all others', async () => {
  const early = Array.from({ length: 6 }, (_, n) => message(10 + n, { date_unixtime: '86400' }));
  const late = message(2, { date_unixtime: String(NOW / 1000 + 24 * 3600 + 1) });
  const content = whole(
    chat([message(1, { date_unixtime: String(NOW / 1000 + 24 * 3600) }), late]),
    chat(
      early.map((one) => ({ ...one, from_id: 'user43' })),
      { id: 43 },
    ),
    chat([message(20)]),
  );
  const file = new TelegramExport(fileOf(content), { accountId: '7', me: [], now: NOW });
  const ids: string[] = [];
  for await (const { id } of file.events()) ids.push(id);
  expect(ids).toEqual(['42:1', '42:20']);
  await file.findLines();
  const { untimely, received, firstAt } = file.summary;
  expect([received, firstAt, untimely.messages]).toEqual([2, 1795260020000, 7]);
  const lines = JSON.stringify(content, null, 1).split('\n');
  const startOf = (id: number) => lines.findIndex((line) => line.trim() === `"id": ${id},`);
  expect(untimely.first).toMatchObject([
    {
      line: startOf(2),
      path: 'chats.list[0].messages[1]',
      id: '2',
      code: 'in_the_future',
      reason: 'its time lies more than a day ahead',
    },
    ...[10, 11, 12, 13, 14, 15].map((id) => ({
      line: startOf(id),
      path: `chats.list[1].messages[${id - 10}]`,
      id: String(id),
      code: 'too_old',
      at: 86_400_000,
      reason: 'its time lies before 2009, when there was no Telegram',
    })),
  ]);
});

it('asks who we are where the file does not say', async () => {
  await expect(read(chat([message(1)]))).rejects.toThrow('give your Telegram id with --me ID');
});

it.each([
  ['HTML', '<!DOCTYPE html>\n<html></html>', 'line 1: not valid JSON'],
  [
    'a file that was cut',
    JSON.stringify(chat([message(1), message(2)]), null, 1).slice(0, -30),
    /^line 2\d: .*is the file complete/,
  ],
  [
    'a slip in the middle',
    '{\n "type": "personal_chat",\n "id": 42,\n "messages": [\n  oops\n ]\n}',
    'line 5: not valid JSON',
  ],
  ['invalid UTF-8', Buffer.from([0x7b, 0x0a, 0x22, 0xff, 0x22]), 'line 1: the file is not valid UTF-8'],
  ['nothing', '', 'line 1'],
])('refuses %s with the line', async (_name, content, reason) => {
  await expect(read(content, me)).rejects.toThrow(reason);
});
