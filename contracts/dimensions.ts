import type { Localized } from './text.js';

/** What numbers are split by. `labelled` dimensions carry an id in SQL and get a `_name` column from the api. */
export interface Dimension {
  label: Localized;
  /** What stands in a cell: an instant UTC, an id (string), a word from a closed list, or a yes/no. */
  kind: 'instant' | 'id' | 'word' | 'flag' | 'name';
}

export const DIMENSIONS = {
  period: { label: { en: 'Period', ru: 'Период' }, kind: 'word' },
  bucket_start: { label: { en: 'From', ru: 'Начало' }, kind: 'instant' },
  bucket_end: { label: { en: 'To (excluded)', ru: 'Конец (не включая)' }, kind: 'instant' },
  is_partial: { label: { en: 'Incomplete', ru: 'Неполный' }, kind: 'flag' },
  channel: { label: { en: 'Channel', ru: 'Канал' }, kind: 'word' },
  account_id: { label: { en: 'Account number', ru: 'Номер аккаунта' }, kind: 'id' },
  account_name: { label: { en: 'Account', ru: 'Аккаунт' }, kind: 'name' },
  agent_id: { label: { en: 'Agent number', ru: 'Номер сотрудника' }, kind: 'id' },
  agent_name: { label: { en: 'Agent', ru: 'Сотрудник' }, kind: 'name' },
  is_total: { label: { en: 'Total', ru: 'Итого' }, kind: 'flag' },
} as const satisfies Record<string, Dimension>;
export type DimensionKey = keyof typeof DIMENSIONS;
