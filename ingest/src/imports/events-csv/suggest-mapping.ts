import { open } from 'node:fs/promises';
import { type CsvFieldName, type CsvMapping, type CsvType } from '@parley/contracts';
import { csvRows } from './csv-rows.js';
import { guessFormat } from './times.js';

const LOOK_BYTES = 1024 * 1024;
const LOOK_ROWS = 200;
const MOST_VALUES = 50;

/** What the head of a CSV tells: its header, a mapping that may fit, and what stands in the column of the type. */
export interface CsvLook {
  columns: string[];
  mapping: CsvMapping;
  typeValues: string[];
}

/** Looks at the first rows. Throws WrongFileError where they are no CSV. */
export async function lookAtCsv(path: string, asked?: CsvMapping): Promise<CsvLook> {
  const shape = asked ?? (await shapeOf(path));
  let columns: string[] = [];
  const rows: string[][] = [];
  for await (const { cells } of csvRows(path, shape)) {
    if (columns.length === 0) columns = cells;
    else rows.push(cells);
    if (rows.length >= LOOK_ROWS) break;
  }
  const given = asked && isOf(columns, asked) ? asked : undefined;
  const fields = given?.fields ?? suggestFields(columns);
  const cellsOf = (field: CsvFieldName) => {
    const from = fields[field];
    const place = from && 'column' in from ? columns.indexOf(from.column) : -1;
    return place < 0 ? [] : rows.map((row) => row[place]?.trim() ?? '').filter((text) => text !== '');
  };
  const typeValues = [...new Set(cellsOf('type'))].slice(0, MOST_VALUES);
  const mapping = given ?? {
    encoding: shape.encoding,
    delimiter: shape.delimiter,
    fields,
    time_format: guessFormat(cellsOf('occurred_at')),
    types: Object.fromEntries(
      typeValues.flatMap((word) => {
        const type = WORDS.find(([shape]) => shape.test(word.trim()))?.[1];
        return type === undefined ? [] : [[word, type]];
      }),
    ),
  };
  return { columns, mapping, typeValues };
}

/** Whether a mapping was made for such a header; after another delimiter nothing of it fits. */
const isOf = (columns: readonly string[], { fields }: CsvMapping) =>
  Object.values(fields).some((from) => 'column' in from && columns.includes(from.column));

/** Encoding and delimiter from the first bytes. */
async function shapeOf(path: string): Promise<Pick<CsvMapping, 'encoding' | 'delimiter'>> {
  const file = await open(path);
  const buffer = Buffer.alloc(LOOK_BYTES);
  const { bytesRead } = await file.read(buffer, 0, LOOK_BYTES, 0).finally(() => file.close());
  const head = buffer.subarray(0, bytesRead);
  const encoding = encodingOf(head, bytesRead < LOOK_BYTES);
  const [first = ''] = new TextDecoder(encoding).decode(head).split('\n', 1);
  const bare = first.replace(/"[^"]*"/g, '');
  const delimiters = [';', '\t', ','] as const;
  const count = (delimiter: string) => bare.split(delimiter).length;
  const delimiter = delimiters.reduce((best, each) => (count(each) > count(best) ? each : best));
  return { encoding, delimiter };
}

/** Excel writes windows-1251 in Russia and UTF-16 as «Unicode text»; everything else writes UTF-8. */
export function encodingOf(head: Uint8Array, isWhole: boolean): CsvMapping['encoding'] {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  try {
    // A character may be cut at the end of what was looked at.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !isWhole });
    return 'utf-8';
  } catch {
    return 'windows-1251';
  }
}

/** Headers of the usual exports, in English and Russian. The first field that fits a column takes it. */
const HEADERS: readonly (readonly [CsvFieldName, RegExp])[] = [
  ['occurred_at', /^(occurred_?at|created_?at|sent_?at|time(stamp)?|date(_?time)?|дата.*|время.*|когда)$/],
  ['type', /^(type|event(_?type)?|direction|тип.*|событие|направление)$/],
  ['sender', /^(sender(_?type)?|author_?type|кто|тип отправителя)$/],
  ['agent_id', /^(agent|operator|manager|user|employee)_?id$|^(id|номер) (оператора|менеджера|сотрудника)$/],
  [
    'agent_name',
    /^(agent|operator|manager|employee)(_?name)?$|^(имя )?(оператора?|менеджера?|сотрудника?|ответственн.*)$/,
  ],
  [
    'contact_id',
    /^(contact|client|customer|chat|subscriber|visitor|lead)_?id$|^(id|номер) (клиента|контакта|чата|подписчика)$/,
  ],
  [
    'contact_phone',
    /^((contact|client|customer)_?)?phone(_?number)?$|^(номер )?телефона?( клиента)?$|^whatsapp$/,
  ],
  [
    'contact_name',
    /^((contact|client|customer|full)_?)?name$|^(contact|client|customer)$|^(имя|фио)( .*)?$|^клиент$/,
  ],
  [
    'conversation_id',
    /^(conversation|dialog(ue)?|ticket|thread)(_?id)?$|^(id |номер )?(диалога?|обращени[ея])$/,
  ],
  ['id', /^(id|(message|event)_?id|uuid|№|номер|id сообщения)$/],
  ['text', /^(text|message|body|content|текст.*|сообщение)$/],
  ['ref', /^(ref|start(_?param)?|payload|метка)$/],
  ['source', /^(utm_?)?source$|^источник$/],
  ['medium', /^(utm_?)?medium$/],
  ['campaign', /^(utm_?)?campaign$|^кампания$/],
  ['order_id', /^order(_?id)?$|^(id |номер )?заказа?$/],
  ['goal', /^goal$|^цель$/],
  ['amount', /^(amount|sum|total|price|revenue|сумма.*|стоимость)$/],
  ['currency', /^currency$|^валюта$/],
];

/** Which column may be what, by its name alone. */
export function suggestFields(columns: readonly string[]): CsvMapping['fields'] {
  const fields: CsvMapping['fields'] = {};
  const taken = new Set<string>();
  for (const [field, shape] of HEADERS) {
    const column = columns.find(
      (name) =>
        !taken.has(name) &&
        shape.test(
          name
            .trim()
            .toLowerCase()
            .replace(/[\s-]+/g, ' ')
            .replace(/(?<=[a-z]) (?=[a-z])/g, '_'),
        ),
    );
    if (column === undefined) continue;
    fields[field] = { column };
    taken.add(column);
  }
  // Without an id of the person the phone number tells people apart.
  const { contact_phone: phone } = fields;
  if (fields.contact_id === undefined && phone !== undefined) fields.contact_id = phone;
  return fields;
}

const WORDS: readonly (readonly [RegExp, CsvType])[] = [
  [/^(in|inbound|incoming|received|message_received|client|customer|user|contact)$/i, 'message_received'],
  [/^(вход.*|получен.*|от клиента|клиент)$/i, 'message_received'],
  [/^(out|outbound|outgoing|sent|message_sent|agent|operator|manager|reply|answer)$/i, 'message_sent'],
  [/^(исход.*|отправлен.*|ответ|клиенту|оператор|менеджер|сотрудник)$/i, 'message_sent'],
  [/^(start|started|conversation_started|старт|начало.*)$/i, 'conversation_started'],
  [/^(referral|referral_received|переход.*)$/i, 'referral_received'],
  [/^(subscribed?|подписка|подписал.*)$/i, 'subscribed'],
  [/^(unsubscribed?|отписка|отписал.*)$/i, 'unsubscribed'],
  [/^(blocked|блокировка|заблокировал.*)$/i, 'blocked'],
  [/^(goal|goal_reached|цель.*)$/i, 'goal_reached'],
  [/^(order|order_placed|заказ)$/i, 'order_placed'],
  [/^(purchase|purchase_completed|paid|покупка|оплата|оплачен.*)$/i, 'purchase_completed'],
  [/^(refund|purchase_refunded|возврат)$/i, 'purchase_refunded'],
];
