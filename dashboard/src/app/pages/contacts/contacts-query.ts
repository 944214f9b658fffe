import type { CONTACT_DIRECTIONS, CONTACT_SORTS, ReportFormat } from '@parley/contracts';
import type { Sort } from '../../ui/table/sorting';

/** So many contacts are shown at first, and so many more with each step; the api gives so many at once. */
export const STEP = 50;
export const MOST_SHOWN = 500;

/** What of the question stands in the URL by itself, one value each; the names are those of the api. */
export const PICKS = [
  'q',
  'is_subscribed',
  'is_merged',
  'first_seen_from',
  'first_seen_to',
  'last_seen_from',
  'last_seen_to',
] as const;
export type Pick = (typeof PICKS)[number];
/** The same of which there may be several: a ref may hold a comma. */
export const REPEATED = ['refs', 'sources'] as const;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const VALID: Readonly<Record<Pick, (value: string) => boolean>> = {
  q: (value) => value.length <= 200,
  is_subscribed: (value) => value === 'yes' || value === 'no',
  is_merged: (value) => value === 'yes' || value === 'no',
  first_seen_from: (value) => DAY.test(value),
  first_seen_to: (value) => DAY.test(value),
  last_seen_from: (value) => DAY.test(value),
  last_seen_to: (value) => DAY.test(value),
};

export interface ContactsQuery {
  picks: Partial<Record<Pick, string>>;
  refs: readonly string[];
  sources: readonly string[];
  channels: readonly string[];
  account_ids: readonly string[];
  sort: (typeof CONTACT_SORTS)[number];
  direction: (typeof CONTACT_DIRECTIONS)[number];
}

/** Reads the question from the URL. Total: what the api would refuse is left out. */
export function contactsQuery(
  read: (key: string) => readonly string[],
  view: { channels: readonly string[]; account_ids: readonly string[] },
): ContactsQuery {
  const picks: Partial<Record<Pick, string>> = {};
  for (const pick of PICKS) {
    const value = read(pick)[0]?.trim() ?? '';
    if (value !== '' && VALID[pick](value)) picks[pick] = value;
  }
  const several = (key: (typeof REPEATED)[number]) => read(key).filter((value) => value !== '');
  const [order = ''] = read('order');
  return {
    picks,
    refs: several('refs'),
    sources: several('sources'),
    ...view,
    sort: order.replace(/^-/, '') === 'first_seen' ? 'first_seen' : 'last_seen',
    direction: order !== '' && !order.startsWith('-') ? 'oldest' : 'newest',
  };
}

/** The address of the answer; the screen and the files come from here, so they cannot differ. */
export function contactsUrl(
  workspaceId: string,
  query: ContactsQuery,
  format: ReportFormat,
  limit?: number,
): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query.picks)) params.set(key, value);
  for (const value of query.refs) params.append('refs', value);
  for (const value of query.sources) params.append('sources', value);
  if (query.channels.length > 0) params.set('channels', query.channels.join(','));
  if (query.account_ids.length > 0) params.set('account_ids', query.account_ids.join(','));
  if (query.sort !== 'last_seen') params.set('sort', query.sort);
  if (query.direction !== 'newest') params.set('direction', query.direction);
  if (limit !== undefined) params.set('limit', String(limit));
  if (format !== 'json') params.set('format', format);
  const asked = params.toString();
  return `/api/workspaces/${workspaceId}/contacts${asked === '' ? '' : `?${asked}`}`;
}

/** How many the URL asks for. */
export function shownFrom(text: string | undefined): number {
  const asked = Number(text);
  return Number.isInteger(asked) && asked > STEP ? Math.min(asked, MOST_SHOWN) : STEP;
}

const COLUMN = { first_seen: 'first_seen_at', last_seen: 'last_seen_at' } as const;

/** The order as the table shows it. */
export const sortOf = ({ sort, direction }: ContactsQuery): Sort => ({
  by: COLUMN[sort],
  isDescending: direction === 'newest',
});

/** The order after a press on the heading of a column, as it stands in the URL; null for the usual one. */
export function orderAfter(query: ContactsQuery, key: string): string | null {
  const sort = key === COLUMN.first_seen ? 'first_seen' : 'last_seen';
  const isNewest = sort === query.sort ? query.direction === 'oldest' : true;
  if (sort === 'last_seen' && isNewest) return null;
  return isNewest ? `-${sort}` : sort;
}
