import { CSV_TYPES, type CsvFieldName, type CsvMapping, type CsvType } from '@parley/contracts';
import type { Refusal } from '../import-report.js';
import { readTime } from './times.js';

/** Reads a field of one row; undefined where nothing stands there. */
export type CellOf = (field: CsvFieldName) => string | undefined;

/** What reads the cells of a row, by the header and the mapping. */
export function cellsBy(columns: readonly string[], mapping: CsvMapping): (cells: string[]) => CellOf {
  const places = new Map(columns.map((column, index) => [column, index]));
  return (cells) => (field) => {
    const from = mapping.fields[field];
    if (from === undefined) return undefined;
    const text = 'value' in from ? from.value : cells[places.get(from.column) ?? -1];
    return text === undefined || text.trim() === '' ? undefined : text.trim();
  };
}

const isType = (text: string): text is CsvType => (CSV_TYPES as readonly string[]).includes(text);

/** A row as the events API would be told of it, or why it is none. The schema of the event is checked by the caller. */
export function mapRow(
  cell: CellOf,
  types: ReadonlyMap<string, CsvType>,
  options: { accountId: string; timeFormat: CsvMapping['time_format']; zone: string },
): { input: Record<string, unknown>; at: number } | Refusal {
  const missing = (['occurred_at', 'contact_id', 'type'] as const).find((field) => cell(field) === undefined);
  if (missing !== undefined)
    return { code: 'missing_field', path: missing, reason: `${missing}: nothing stands there` };
  const word = cell('type') ?? '';
  const type = types.get(word.toLowerCase()) ?? (isType(word) ? word : undefined);
  if (type === undefined)
    return {
      code: 'unknown_type',
      path: 'type',
      value: word,
      reason: `type: "${word.slice(0, 64)}" stands for no type of event`,
    };
  const time = cell('occurred_at') ?? '';
  const at = readTime(time, options.timeFormat, options.zone);
  if (Number.isNaN(at))
    return {
      code: 'unreadable_time',
      path: 'occurred_at',
      value: time,
      reason: `occurred_at: "${time.slice(0, 64)}" is not a time`,
    };
  const name = cell('contact_name');
  const phone = cell('contact_phone');
  return {
    at,
    input: {
      type,
      account_id: options.accountId,
      occurred_at: at,
      contact: { id: cell('contact_id'), ...given({ name, phone }) },
      ...given({ conversation_id: cell('conversation_id') }),
      ...partsOf(type, cell),
    },
  };
}

function partsOf(type: CsvType, cell: CellOf): Record<string, unknown> {
  switch (type) {
    case 'message_received':
      return given({ text: cell('text') });
    case 'message_sent': {
      const id = cell('agent_id') ?? cell('agent_name');
      const sender = cell('sender');
      return given({
        text: cell('text'),
        ...(id === undefined ? {} : { agent: { id, ...given({ name: cell('agent_name') }) } }),
        sender: sender === undefined ? undefined : (SENDERS[sender.toLowerCase()] ?? sender),
      });
    }
    case 'conversation_started':
    case 'referral_received':
      return given({
        ref: cell('ref'),
        source: cell('source'),
        medium: cell('medium'),
        campaign: cell('campaign'),
      });
    case 'goal_reached':
      return { ...money(cell), goal: cell('goal') };
    case 'order_placed':
    case 'purchase_completed':
    case 'purchase_refunded':
      return { ...money(cell), ...given({ order_id: cell('order_id') }) };
    default:
      return {};
  }
}

const SENDERS: Readonly<Record<string, string>> = {
  operator: 'agent',
  manager: 'agent',
  human: 'agent',
  оператор: 'agent',
  менеджер: 'agent',
  сотрудник: 'agent',
  бот: 'bot',
  автоответ: 'auto',
  рассылка: 'broadcast',
};

const CURRENCIES: Readonly<Record<string, string>> = {
  '₽': 'RUB',
  руб: 'RUB',
  'руб.': 'RUB',
  $: 'USD',
  '€': 'EUR',
};

function money(cell: CellOf): Record<string, unknown> {
  const amount = cell('amount');
  const currency = cell('currency');
  if (amount === undefined) return {};
  return given({
    amount: plainNumber(amount),
    currency: currency && (CURRENCIES[currency.toLowerCase()] ?? currency.toUpperCase()),
  });
}

/** «1 490,00» and «1,490.00» as 1490.00; what is no number stays as it is and is refused by the schema. */
export function plainNumber(text: string): string {
  const bare = text.replace(/[\s\u00a0\u202f]/g, '');
  const isCommaDecimal = /^\d+,\d{1,4}$/.test(bare) && !/^\d{1,3},\d{3}$/.test(bare);
  if (isCommaDecimal) return bare.replace(',', '.');
  return /^\d{1,3}(,\d{3})+(\.\d{1,4})?$/.test(bare) ? bare.replaceAll(',', '') : bare;
}

/** Without what is undefined: the schemas are strict. */
const given = (parts: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
