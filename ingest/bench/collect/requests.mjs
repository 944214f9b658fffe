// The requests of the load: every one has contents of its own, so that nothing on the way can be remembered.
import { createHmac } from 'node:crypto';
import { API_KEY, EVENTS, MESSENGER, TELEGRAM } from './world.mjs';

export const EVENTS_PER_BATCH = 100;
const CONTACTS = 20_000;
const AGENTS = 40;

/** A fixed morning of the running month: all events of a run go to one partition, as those of a normal day do. */
const now = new Date();
const MORNING_MS = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1, 6);
const STEP_MS = 7;

const TEXTS = [
  (n) => `Здравствуйте! Заказ № ${n} уже отправлен? Жду ответа сегодня, спасибо.`,
  (n) => `Hello, is item ${n} still in stock? I would take two of them.`,
  (n) => `Да, конечно: заказ ${n} приедет завтра до 18:00, курьер позвонит за час.`,
  (n) => `Order ${n} has left the warehouse; you can follow it with the same number.`,
];
const textOf = (n) => TEXTS[n % TEXTS.length](n);

/** One event of the events API as JSON; `n` makes it unlike every other. Questions, answers, some with an agent. */
function event(n) {
  const at = new Date(MORNING_MS + n * STEP_MS).toISOString();
  const common = `"id":"m-${n}","account_id":"${EVENTS.accountId}","contact":{"id":"contact-${n % CONTACTS}"},"occurred_at":"${at}","text":"${textOf(n)}"`;
  return n % 2 === 0
    ? `{"type":"message_received",${common}}`
    : `{"type":"message_sent",${common},"sender":"agent","agent":{"id":"agent-${n % AGENTS}","name":"Agent ${n % AGENTS}"}}`;
}

function batch(number) {
  const events = [];
  for (let i = 0; i < EVENTS_PER_BATCH; i++) events.push(event(number * EVENTS_PER_BATCH + i));
  return `[${events.join(',')}]`;
}

function telegramUpdate(n) {
  const person = 6_200_000_000 + (n % CONTACTS);
  const known = `"first_name":"Customer ${n % CONTACTS}","username":"customer_${n % CONTACTS}"`;
  const at = Math.floor((MORNING_MS + n * STEP_MS) / 1000);
  return `{"update_id":${800_000_000 + n},"message":{"message_id":${n},"from":{"id":${person},"is_bot":false,${known},"language_code":"ru"},"chat":{"id":${person},${known},"type":"private"},"date":${at},"text":"${textOf(n)}"}}`;
}

function messengerBody(n) {
  const at = MORNING_MS + n * STEP_MS;
  const person = 7_612_345_600_000_000 + (n % CONTACTS);
  return `{"object":"page","entry":[{"id":"104512345678901","time":${at + 130},"messaging":[{"sender":{"id":"${person}"},"recipient":{"id":"104512345678901"},"timestamp":${at},"message":{"mid":"m_bench_${n}","text":"${textOf(n)}"}}]}]}`;
}

/** A request as bytes for a connection that stays open. */
function request(path, headers, body) {
  const bytes = Buffer.from(body);
  return Buffer.concat([
    Buffer.from(
      `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n${headers}content-length: ${bytes.length}\r\n\r\n`,
    ),
    bytes,
  ]);
}

/** By kind of load: request number `n`, how many events it holds, and what an answer that took all of them contains. */
export const LOADS = {
  single: {
    events: 1,
    accepted: '{}',
    request(n) {
      if (n % 2 === 0) {
        const headers = `x-telegram-bot-api-secret-token: ${TELEGRAM.secret}\r\n`;
        return request(`/webhooks/telegram/${TELEGRAM.accountId}`, headers, telegramUpdate(n));
      }
      const body = messengerBody(n);
      const signature = createHmac('sha256', MESSENGER.secret).update(body).digest('hex');
      const headers = `x-hub-signature-256: sha256=${signature}\r\n`;
      return request(`/webhooks/messenger/${MESSENGER.accountId}`, headers, body);
    },
  },
  batch: {
    events: EVENTS_PER_BATCH,
    accepted: `"accepted":${EVENTS_PER_BATCH}`,
    request: (n) => request('/v1/events', `authorization: Bearer ${API_KEY}\r\n`, batch(n)),
  },
};
