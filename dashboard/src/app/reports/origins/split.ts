import {
  ARRIVAL_LABELS,
  CHANNEL_LABELS,
  type Language,
  type MetricKey,
  type ReportMeta,
  type UnavailableReason,
  type byAccount,
  type byChannel,
  type bySource,
  metric,
  whyEmpty,
} from '@parley/contracts';
import type { z } from 'zod';
import type { Rows } from '../../measures/measures-state';
import { SMALL_SAMPLE } from '../../theme/change';
import { picksOfGroup } from '../wait-picks';

export type ByChannelRow = z.infer<typeof byChannel.row>;
export type BySourceRow = z.infer<typeof bySource.row>;
export type ByAccountRow = z.infer<typeof byAccount.row>;
export type SplitRow = ByChannelRow | BySourceRow | ByAccountRow;

export const SPLITS = ['channel', 'source', 'account'] as const;
export type Split = (typeof SPLITS)[number];
/** The split named in the URL; channels when it is not one of ours. */
export const splitFrom = (name: string | null): Split => SPLITS.find((each) => each === name) ?? 'channel';

const PLACE_COLUMNS = [
  'messages_received',
  'contacts',
  'new_contacts',
  'touches',
  'dialogues',
  'first_response_median_seconds',
  'first_response_p90_seconds',
  'answered_share',
  'repeat_contact_rate',
  'contacts_subscribed',
] as const satisfies readonly MetricKey[];

/** The columns of each table; by the first one rows are ordered, drawn as bars and summed up in a sentence. */
export const COLUMNS: Record<Split, readonly [MetricKey, ...MetricKey[]]> = {
  channel: PLACE_COLUMNS,
  account: PLACE_COLUMNS,
  source: [
    'touches',
    'touches_re_engagement',
    'new_contacts',
    'starts',
    'message_rate',
    'dialogues',
    'first_response_median_seconds',
    'answered_share',
    'contacts_subscribed',
  ],
};

/** So many rows are shown before somebody asks for all, and so many at most: a page is no place for thousands. */
export const FEW_ROWS = 8;
export const MOST_ROWS = 300;

/**
 * The rows to show while the table is folded: the first few in their order, and always those that say what is not
 * known. One or two more than a few are not worth folding.
 */
export function folded(lines: readonly Line[]): Line[] {
  if (lines.length <= FEW_ROWS + 2) return [...lines];
  return lines.filter((line, index) => index < FEW_ROWS || line.isOurs);
}

export interface Sort {
  by: 'name' | MetricKey;
  isDescending: boolean;
}

/** The order named in the URL: `dialogues`, or `-dialogues` for largest first; the default when it names no column. */
export function sortFrom(name: string | null, split: Split): Sort {
  const keys: readonly Sort['by'][] = ['name', ...COLUMNS[split]];
  const by = keys.find((key) => key === name?.replace(/^-/, ''));
  return by
    ? { by, isDescending: name?.startsWith('-') ?? false }
    : { by: COLUMNS[split][0], isDescending: true };
}
export const sortName = ({ by, isDescending }: Sort): string => (isDescending ? `-${by}` : by);

/** What a click on a heading does: turn the order round, or begin with the largest (names: with A). */
export const nextSort = (sort: Sort, by: Sort['by']): Sort =>
  sort.by === by ? { by, isDescending: !sort.isDescending } : { by, isDescending: by !== 'name' };

export interface Cell {
  key: MetricKey;
  value: number | null;
  previous: number | null;
  reason: UnavailableReason | null;
  /** Below 1 where the number speaks of a part of the row only. */
  coveredShare: number;
  /** Computed from so few things that it may be chance. */
  isSmall: boolean;
}

export interface Line {
  /** Stays the same for the same channel, account or source. */
  id: string;
  name: string;
  isTotal: boolean;
  /** Named by us: there is no such ref. */
  isOurs: boolean;
  /** The filter that shows only this; null where there is none. */
  filter: { channels?: string; account_ids?: string } | null;
  /** What picks the rows behind its numbers; null where they cannot be picked. */
  picks: Rows | null;
  cells: Cell[];
  /** 0–1 of the largest row. */
  bar: number;
  immature: number;
}

export interface Texts {
  total: string;
  unnamed: (id: string) => string;
}

/** The rows in the chosen order, each beside its previous period, and the total, which is never added up here. */
export function linesOf(
  answer: { meta: ReportMeta; rows: readonly SplitRow[] },
  split: Split,
  sort: Sort,
  texts: Texts,
  language: Language,
): { lines: Line[]; total: Line | null } {
  const before = new Map(
    answer.rows.filter((row) => row.period === 'previous').map((row) => [idOf(row), row]),
  );
  const current = answer.rows.filter((row) => row.period === 'current');
  const [first] = COLUMNS[split];
  const sizeOf = (row: SplitRow) => (row.is_total ? 0 : (numberOf(row, first) ?? 0));
  const largest = Math.max(1, ...current.map(sizeOf));
  const line = (row: SplitRow): Line => ({
    id: idOf(row),
    ...naming(row, texts, language),
    isTotal: row.is_total,
    picks: row.is_total ? {} : picksOfGroup(split, row),
    cells: COLUMNS[split].map((key) => cellOf(row, before.get(idOf(row)), key)),
    bar: sizeOf(row) / largest,
    immature: 'starts_immature' in row ? (row.starts_immature ?? 0) : 0,
  });
  const lines = current.filter((row) => !row.is_total).map(line);
  lines.sort((a, b) => compare(a, b, sort, language));
  const total = current.find((row) => row.is_total);
  return { lines, total: total ? line(total) : null };
}

function idOf(row: SplitRow): string {
  if (row.is_total) return 'total';
  if ('account_id' in row) return `account ${row.account_id}`;
  return 'arrival' in row ? `${row.arrival} ${row.ref ?? ''}` : `channel ${row.channel}`;
}

function naming(row: SplitRow, texts: Texts, language: Language): Pick<Line, 'name' | 'isOurs' | 'filter'> {
  const named = { name: texts.total, isOurs: false, filter: null };
  if (row.is_total) return named;
  if ('arrival' in row) {
    const { arrival, ref } = row;
    if (ref !== null) return { ...named, name: ref };
    return { ...named, name: ARRIVAL_LABELS[arrival ?? 'direct'][language], isOurs: true };
  }
  if ('account_id' in row) {
    const id = row.account_id ?? '';
    return { ...named, name: row.account_name ?? texts.unnamed(id), filter: { account_ids: id } };
  }
  const { channel } = row;
  if (channel === null) return named;
  return { ...named, name: CHANNEL_LABELS[channel][language], filter: { channels: channel } };
}

function cellOf(row: SplitRow, previous: SplitRow | undefined, key: MetricKey): Cell {
  const value = numberOf(row, key);
  const { needs, sample } = metric(key);
  const covered = needs === 'nothing' ? 1 : numberOf(row, `${needs}_covered_share`);
  const size = sample ? numberOf(row, sample) : null;
  return {
    key,
    value,
    previous: previous ? numberOf(previous, key) : null,
    reason: whyEmpty(key, row),
    coveredShare: value === null ? 1 : (covered ?? 1),
    isSmall: value !== null && size !== null && size < SMALL_SAMPLE,
  };
}

function numberOf(row: SplitRow, key: string): number | null {
  const cells: Record<string, unknown> = row;
  const value = cells[key];
  return typeof value === 'number' ? value : null;
}

/** Values that do not exist come last, whichever way the order runs. */
function compare(a: Line, b: Line, { by, isDescending }: Sort, language: Language): number {
  const direction = isDescending ? -1 : 1;
  if (by === 'name') return direction * a.name.localeCompare(b.name, language);
  const valueOf = (line: Line) => line.cells.find(({ key }) => key === by)?.value ?? null;
  const [left, right] = [valueOf(a), valueOf(b)];
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return direction * (left - right);
}
