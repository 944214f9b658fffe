import type { QueryParams } from './client.js';

/** By what rows of a report are in the order of time: the table they come from and its column of their moment. */
export interface TimeOrder {
  table: 'waits_v1' | 'dialogues_v1' | 'events_v1';
  moment: 'waiting_since' | 'started_at' | 'occurred_at';
}

/** Two instants, [page_from, page_to): of rows whose moment is outside nothing is read. */
export interface PageWindow {
  page_from: Date;
  page_to: Date;
}

/** Everything there is: every instant that a column can hold is inside. */
export const WHOLE: PageWindow = {
  page_from: new Date(0),
  page_to: new Date('2299-01-01T00:00:00Z'),
};

/** A page of fewer rows than this is looked for in the whole period at once. */
export const FEW = 20_000;
/** A window begins as wide as so many pages would need if all rows were alike and passed the filters. */
const PAGES = 8;
const WIDER = 16;

/** How many rows, before any filter, lie in the period; without FINAL, as it only chooses the width of windows. */
export const countSql = ({ table, moment }: TimeOrder) => `SELECT count() AS total FROM ${table}
  WHERE workspace_id = {workspace_id:UInt32} ${table === 'events_v1' ? '' : 'AND definition_id = {definition_id:UInt32}'}
    AND ${moment} >= {from:DateTime64(3, 'UTC')} AND ${moment} < {to:DateTime64(3, 'UTC')}`;

/** Whether the rows come by their moment, so that the first of them lie at one end of the period. */
export const isByTime = (bound: QueryParams) =>
  ['oldest', 'newest'].includes(String(bound['order'])) && bound['dated_by'] !== 'answered';

/**
 * Where to look for a page, one after the other until it is full: ever wider pieces at the end of the period where the
 * order begins, or from the row before the page on, and at last the whole. `after` is the moment of that row.
 */
export function pageWindows(
  bound: QueryParams,
  total: number,
  limit: number,
  after: number | null,
): PageWindow[] {
  const [from, to] = [(bound['from'] as Date).getTime(), (bound['to'] as Date).getTime()];
  const windows: PageWindow[] = [];
  if (total >= FEW)
    for (let share = (limit * PAGES) / total; share < 0.5; share *= WIDER) {
      const width = Math.ceil((to - from) * share);
      windows.push(
        bound['order'] === 'oldest'
          ? { page_from: new Date(after ?? from), page_to: new Date((after ?? from) + width) }
          : { page_from: new Date((after ?? to) - width), page_to: new Date((after ?? to) + 1) },
      );
    }
  return [...windows, WHOLE];
}
