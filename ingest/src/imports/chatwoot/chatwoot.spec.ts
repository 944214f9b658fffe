import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { event, type EventInput } from '@parley/contracts';
import { aFolder } from '../../testing/fixtures.js';
import { EventsNdjson } from '../events-ndjson/events-ndjson.js';
import { Chatwoot } from './chatwoot.js';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const AT = 1_795_260_000;
const folder = aFolder();
let files = 0;
const fileOf = (text: string) => {
  const path = join(folder, String(files++));
  writeFileSync(path, text);
  return path;
};
async function all(file: Chatwoot | EventsNdjson) {
  const events: EventInput[] = [];
  for await (const item of file.events()) events.push(item);
  for (const item of events) expect(event.safeParse(item)).toMatchObject({ success: true });
  return { events, report: file.report };
}
const read = (pages: unknown) =>
  all(new Chatwoot(fileOf(JSON.stringify(pages, null, 1)), { accountId: '7', now: NOW }));

const message = (id: number, type: number, more: object = {}) => ({
  id,
  content: 'Hello',
  conversation_id: 15,
  message_type: type,
  created_at: AT + id,
  private: false,
  ...more,
});
const conversations = {
  data: {
    meta: { all_count: 1 },
    payload: [
      {
        id: 15,
        contact_inbox: { source_id: '6200145512' },
        meta: { sender: { id: 9001, name: 'Anna', type: 'contact' } },
        messages: [message(1, 0)],
      },
    ],
  },
};
const anna = { id: 9001, name: 'Anna', type: 'contact' };

it('tells agents, bots and what Chatwoot sends by itself apart, and whom they wrote to', async () => {
  const page = {
    meta: { contact: { payload: [{ id: 9001 }] } },
    payload: [
      message(1, 0, { sender: anna }),
      message(2, 1, { sender: { id: 42, name: 'Oleg', type: 'user' } }),
      message(3, 1, { sender: { id: 5, name: 'Bot', type: 'agent_bot' } }),
      message(4, 3),
      message(5, 2),
      message(6, 1, { private: true }),
      message(7, 0, { created_at: '2026-11-22T16:20:05.123Z', attachments: [{ file_type: 'image' }] }),
    ],
  };
  const { events, report } = await read([page, conversations]);
  expect(new Set(events.map((item) => item.contact?.id))).toEqual(new Set(['6200145512']));
  expect(events.map((item) => [item.type, 'sender' in item ? item.sender : ''])).toEqual([
    ['message_received', ''],
    ['message_sent', 'agent'],
    ['message_sent', 'bot'],
    ['message_sent', 'auto'],
    ['message_received', ''],
  ]);
  expect(events[1]).toMatchObject({ agent: { id: '42', name: 'Oleg' }, conversation_id: '15', sequence: 2 });
  expect(events[4]).toMatchObject({ kind: 'photo', occurred_at: Date.parse('2026-11-22T16:20:05.123Z') });
  expect(Object.fromEntries(report.skipped)).toEqual({ activity: 1, private_note: 1 });
});

it('takes the contact of a received message where no page of conversations is there', async () => {
  const { events } = await read({ payload: [message(1, 1), message(2, 0, { sender: anna })] });
  expect(events.map((item) => item.contact)).toEqual([
    { id: '9001', name: 'Anna' },
    { id: '9001', name: 'Anna' },
  ]);
});

it('refuses in a mirror a contact that only Chatwoot knows', async () => {
  const path = fileOf(JSON.stringify({ payload: [message(1, 0, { sender: anna })] }, null, 1));
  const mirror = { accountId: '7', now: NOW, isMirror: () => true };
  const { events, report } = await all(new Chatwoot(path, mirror));
  expect(events).toEqual([]);
  expect(report.problems).toMatchObject([{ code: 'contact_not_of_channel' }]);
  expect(report.problems[0]?.line).toBeGreaterThan(1);

  const known = fileOf(JSON.stringify([{ payload: [message(1, 0, { sender: anna })] }, conversations]));
  expect((await all(new Chatwoot(known, mirror))).events).toMatchObject([{ contact: { id: '6200145512' } }]);
});

it('refuses with the line what cannot be right, and a file that holds no page', async () => {
  const { report } = await read({ payload: [message(1, 1), message(2, 1, { created_at: AT * 2 })] });
  expect(report.refused).toBe(2);
  expect(report.problems[0]).toMatchObject({ reason: expect.stringMatching(/whom it is with/) });
  expect(report.problems[0]?.line).toBeGreaterThan(1);
  await expect(read({ some: 'thing' })).rejects.toThrow(/no list "payload"/);
});

it('reads one event per line into the chosen account and refuses wrong lines by themselves', async () => {
  const right = {
    type: 'message_received',
    id: 'm1',
    account_id: '99',
    contact: { id: 'c1' },
    occurred_at: '2026-11-22T09:00:00Z',
  };
  const lines = [right, { ...right, occurred_at: '2027-01-01T00:00:00Z' }, { ...right, contact: {} }, 3];
  const text = `${lines.map((line) => JSON.stringify(line)).join('\r\n')}\n{"type":`;
  const { events, report } = await all(new EventsNdjson(fileOf(text), { accountId: '7', now: NOW }));
  expect(events).toEqual([{ ...right, account_id: '7' }]);
  expect(report.problems.map(({ line }) => line)).toEqual([2, 3, 4, 5]);
});
