import {
  ARRIVAL_LABELS,
  CHANNEL_LABELS,
  type Channel,
  pathStepLabel,
  type Language,
  type Localized,
  creditedTouch,
  heldBy,
} from '@parley/contracts';
import type { Row } from '../../reports/reading';
import { formatMoment } from '../../theme/dates';
import { formatDuration, formatExactDuration, formatNumber, formatRate } from '../../theme/format';
import type { RowColumn } from './rows-columns';

/** What cells say that the row does not. */
export interface CellTexts {
  yes: string;
  no: string;
  nobody: string;
  contact: (id: string) => string;
  account: (id: string) => string;
}

export interface Cell {
  shown: string;
  /** The whole value, where the shown one is rounded; empty where it is not. */
  exact: string;
  /** Where it leads out of Parley. */
  href?: string;
}

const NONE = '—';
const WORDS: Readonly<Record<string, Readonly<Record<string, Localized>>>> = {
  channel: CHANNEL_LABELS,
  arrival: ARRIVAL_LABELS,
};

/** What a cell of a row shows: every kind of field, in the reader's words, zone and units. */
export function cellOf(
  row: Row,
  column: RowColumn,
  language: Language,
  zone: string,
  texts: CellTexts,
): Cell {
  const plain = (shown: string, exact = ''): Cell => ({ shown, exact });
  const value = row[column.key];
  if (value === null || value === undefined || value === '') return plain(nameOfNone(row, column.key, texts));
  switch (column.kind) {
    case 'instant':
      return plain(formatMoment(String(value), zone, language), String(value));
    case 'seconds':
      return typeof value === 'number'
        ? plain(formatDuration(value, language), formatExactDuration(value, language))
        : plain(NONE);
    case 'number':
      return plain(typeof value === 'number' ? formatNumber(value, language, 2) : String(value));
    case 'flag':
      return plain(value ? texts.yes : texts.no);
    case 'word': {
      const word = (column.words ?? WORDS[column.key])?.[String(value)];
      return plain(word ? word[language] : String(value));
    }
    case 'list':
      if (column.key === 'step_times') return plain(timesText(value, zone, language));
      return plain(
        pathText(value, language) ?? touchesText(value, language) ?? heldByText(value, language, texts),
      );
    case 'link':
      return { shown: hostOf(String(value)), exact: String(value), href: String(value) };
    default:
      return plain(String(value));
  }
}

/** What stands where a name is not known, or may not be seen. */
function nameOfNone(row: Row, key: string, texts: CellTexts): string {
  if (key === 'contact_name') return texts.contact(String(row['identity_id']));
  if (key === 'account_name') return texts.account(String(row['account_id']));
  return NONE;
}

/** `vk 60 %, mail 40 %`: the touches before a conversion and what each earned of it; null: it is no such list. */
export function touchesText(value: unknown, language: Language): string | null {
  const touches = creditedTouch.array().min(1).safeParse(value);
  if (!touches.success) return null;
  return touches.data
    .map(
      ({ value: name, arrival, weight }) =>
        `${name ?? ARRIVAL_LABELS[arrival][language]} ${formatRate(weight, language, 0)}`,
    )
    .join(' → ');
}

/** `vk → Wrote → Was answered`: the steps of a journey; null: it is no such list. */
export function pathText(value: unknown, language: Language): string | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const steps = value.filter((step) => typeof step === 'string');
  if (steps.length < value.length) return null;
  return steps
    .map((step) => pathStepLabel(step, language, (name) => channelName(name, language)))
    .join(' → ');
}

/** `22 Nov 2026, 14:03 → 15:10`: when each step of a funnel was reached. */
const timesText = (value: unknown, zone: string, language: Language): string =>
  Array.isArray(value) && value.length > 0
    ? value.map((at) => formatMoment(String(at), zone, language)).join(' → ')
    : NONE;

const channelName = (name: string, language: Language): string =>
  Object.hasOwn(CHANNEL_LABELS, name) ? CHANNEL_LABELS[name as Channel][language] : name;

/** `Anna (3 min), Boris (40 s)`: who held it and for how long, in order. */
export function heldByText(value: unknown, language: Language, texts: Pick<CellTexts, 'nobody'>): string {
  const held = heldBy.array().safeParse(value);
  if (!held.success || held.data.length === 0) return NONE;
  return held.data
    .map(
      ({ agent_name, held_seconds }) =>
        `${agent_name ?? texts.nobody} (${formatDuration(held_seconds, language)})`,
    )
    .join(', ');
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
