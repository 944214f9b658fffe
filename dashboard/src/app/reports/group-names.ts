import {
  ARRIVALS,
  ARRIVAL_LABELS,
  CHANNEL_LABELS,
  type Channel,
  type Language,
  WAIT_GROUP_LABELS,
  type WaitGroup,
} from '@parley/contracts';
import { formatBucketLong } from '../theme/dates';
import { pairedRows, type Row } from './reading';
import type { NamedRow } from './report-lines';

/** What the rows of a card are: one of the groups of waits, or units of time. */
export type CardGroup = Exclude<WaitGroup, 'hour' | 'weekday'> | 'time';

export interface CardRow extends Row {
  period: 'current' | 'previous';
  is_total: boolean;
}

export interface CardTexts {
  total: string;
  /** People whom the platform does not name. */
  nobody: string;
  noTeam: string;
  time: string;
  account: (id: string) => string;
}

export const groupLabel = (group: CardGroup, texts: CardTexts, language: Language): string =>
  group === 'time' ? texts.time : WAIT_GROUP_LABELS[group][language];

/** The rows of a report split by one group, by the names of the group; and the total. */
export function namedRows(
  rows: readonly CardRow[],
  group: CardGroup,
  texts: CardTexts,
  language: Language,
  nameOfUnit: (start: string) => string,
): { rows: NamedRow[]; total: NamedRow | null } {
  // A unit of time stands beside the one in the same place of the period before.
  const places = new Map<CardRow, number>();
  for (const period of ['current', 'previous'] as const)
    rows.filter((row) => row.period === period && !row.is_total).forEach((row, at) => places.set(row, at));
  const idOf = (row: CardRow) => (group === 'time' ? String(places.get(row)) : idOfGroup(group, row));
  const { lines, total } = pairedRows(rows, idOf);
  return {
    rows: lines.map((line) => {
      const name = group === 'time' ? nameOfUnit(textIn(line.row, 'bucket_start') ?? '') : null;
      return {
        ...line,
        only: null,
        ...(name === null ? nameOf(group, line.row, texts, language) : ours(name, false)),
      };
    }),
    total: total && { ...total, id: 'total', only: null, ...ours(texts.total) },
  };
}

/** The name of a unit of time in full. */
export const unitName = formatBucketLong;

const textIn = (row: Row, key: string): string | null => {
  const value = row[key];
  return typeof value === 'string' ? value : null;
};

const COLUMNS: Record<Exclude<CardGroup, 'time'>, readonly string[]> = {
  agent: ['agent_id'],
  team: ['team_id'],
  channel: ['channel'],
  account: ['account_id'],
  source: ['arrival', 'ref'],
};
const idOfGroup = (group: Exclude<CardGroup, 'time'>, row: Row) =>
  COLUMNS[group].map((column) => textIn(row, column) ?? '').join('\u0000');

const ours = (name: string, isOurs = true) => ({ name, isOurs });

function nameOf(group: CardGroup, row: Row, texts: CardTexts, language: Language) {
  switch (group) {
    case 'agent':
      return ours(textIn(row, 'agent_name') ?? texts.nobody, textIn(row, 'agent_name') === null);
    case 'team':
      return ours(textIn(row, 'team_name') ?? texts.noTeam, textIn(row, 'team_name') === null);
    case 'channel': {
      const channel = textIn(row, 'channel');
      return ours(channel === null ? '—' : CHANNEL_LABELS[channel as Channel][language], channel === null);
    }
    case 'account':
      return ours(textIn(row, 'account_name') ?? texts.account(textIn(row, 'account_id') ?? ''), false);
    case 'source': {
      const ref = textIn(row, 'ref');
      const arrival = ARRIVALS.find((each) => each === row['arrival']) ?? 'direct';
      return ours(ref ?? ARRIVAL_LABELS[arrival][language], ref === null);
    }
    case 'time':
      return ours('—');
  }
}
