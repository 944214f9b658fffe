import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { event, type EventInput } from '@parley/contracts';
import { aFolder } from '../../testing/fixtures.js';
import { WhatsAppChat, type WhatsAppOptions } from './whatsapp-chat.js';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const folder = aFolder();
let files = 0;

async function read(lines: readonly string[], options: Partial<WhatsAppOptions> = {}) {
  const path = join(folder, `${files++}.txt`);
  writeFileSync(path, lines.join('\n'));
  const given = { accountId: '7', me: ['Shop'], zone: 'Europe/Moscow', now: NOW, ...options };
  const chat = new WhatsAppChat(path, given);
  const events: EventInput[] = [];
  for await (const item of chat.events()) events.push(item);
  for (const item of events) expect(event.safeParse(item)).toMatchObject({ success: true });
  return { events, report: chat.report };
}

it.each([
  ['iOS, Russian', '[22.11.2026, 14:03:05] Anna: Hello', '[22.11.2026, 14:04:00] Shop: Hi', '11:03:05'],
  ['Android, Russian', '22.11.2026, 14:03 - Anna: Hello', '22.11.2026, 14:04 - Shop: Hi', '11:03:00'],
  ['Android, US', '11/22/26, 2:03\u202fPM - Anna: Hello', '11/22/26, 2:04\u202fPM - Shop: Hi', '11:03:00'],
  ['iOS, US', '[11/22/26, 2:03:05\u202fPM] Anna: Hello', '[11/22/26, 2:04:00\u202fPM] Shop: Hi', '11:03:05'],
  ['Android, UK', '22/11/2026, 14:03 - Anna: Hello', '22/11/2026, 14:04 - Shop: Hi', '11:03:00'],
  [
    'Android, Spanish',
    '22/11/26, 2:03 p.\u00a0m. - Anna: Hello',
    '22/11/26, 2:04 p.\u00a0m. - Shop: Hi',
    '11:03:00',
  ],
  ['year first', '2026-11-22, 14:03 - Anna: Hello', '2026-11-22, 14:04 - Shop: Hi', '11:03:00'],
])('reads the dates of %s and tells who wrote', async (_what, first, second, time) => {
  const { events } = await read(['\u200e' + first, second]);
  expect(events).toMatchObject([
    {
      type: 'message_received',
      contact: { id: 'Anna' },
      text: 'Hello',
      occurred_at: Date.parse(`2026-11-22T${time}Z`),
    },
    { type: 'message_sent', sender: 'agent', agent: { id: 'Shop' }, contact: { id: 'Anna' }, text: 'Hi' },
  ]);
});

it('keeps messages of several lines whole, names media and counts what is no message by kind', async () => {
  const { events, report } = await read([
    '[22.11.2026, 14:03:05] Anna: \u200eСообщения и звонки защищены сквозным шифрованием.',
    '[22.11.2026, 14:03:06] Anna: one: two',
    'three',
    '\u200e[22.11.2026, 14:03:07] Anna: \u200eimage omitted',
    '22.11.2026, 14:04 - Shop: <Без медиафайлов>',
    '22.11.2026, 14:05 - Shop: IMG-1.jpg (file attached)',
    'look',
    '[22.11.2026, 14:06:00] Anna: \u200eThis message was deleted.',
    '[22.11.2026, 14:07:00] Anna: \u200eMissed voice call',
    '22.11.2026, 14:08 - You changed the subject',
  ]);
  expect(events.map((item) => ('kind' in item ? [item.kind, 'text' in item ? item.text : ''] : []))).toEqual([
    ['text', 'one: two\nthree'],
    ['photo', ''],
    ['other', ''],
    ['photo', 'look'],
  ]);
  expect(Object.fromEntries(report.skipped)).toEqual({ service_message: 2, deleted_message: 1, call: 1 });
});

it('makes the same events of the same export, and of each beginning of it', async () => {
  const lines = Array.from({ length: 40 }, (_, index) => {
    const minute = String(Math.floor(index / 8)).padStart(2, '0');
    return `22.11.2026, 14:${minute} - ${index % 3 === 0 ? 'Shop' : 'Anna'}: ${index % 2 === 0 ? 'ok' : 'yes'}`;
  });
  const { events: whole } = await read(lines);
  expect(new Set(whole.map(({ id }) => id)).size).toBe(40);
  expect((await read(lines)).events).toEqual(whole);
  for (const length of [2, 11, 23, 39])
    expect((await read(lines.slice(0, length))).events).toEqual(whole.slice(0, length));
});

it('refuses impossible times one by one, with the line', async () => {
  const { events, report } = await read([
    '22.11.2008, 14:03 - Anna: early',
    '22.11.2026, 14:03 - Shop: right',
    '22.11.2027, 14:03 - Anna: late',
    '31.02.2026, 14:03 - Anna: never',
  ]);
  expect(events).toHaveLength(1);
  expect(report.refused).toBe(3);
  expect(report.problems.map(({ line }) => line)).toEqual([1, 3, 4]);
});

it.each<[string, string[], Partial<WhatsAppOptions>, RegExp]>([
  [
    'the order of dates',
    ['01/02/2026, 14:03 - Anna: Hello', '01/02/2026, 14:04 - Shop: Hi'],
    {},
    /--date-order/,
  ],
  ['who is us', ['22.11.2026, 14:03 - Anna: Hello'], { me: [] }, /--me NAME.*Anna/],
  ['the zone', ['22.11.2026, 14:03 - Anna: Hello'], { zone: undefined }, /--zone/],
  [
    'the person of a group',
    ['A', 'B', 'Shop'].map((name) => `22.11.2026, 14:03 - ${name}: x`),
    {},
    /group chat/,
  ],
  ['a chat at all', ['Dear diary'], {}, /not a chat export/],
])('asks for %s where the file does not tell', async (_what, lines, options, message) => {
  await expect(read(lines, options)).rejects.toThrow(message);
});
