import type { AcquisitionGroup, AttributionModel, CreditDate } from '@parley/contracts';
import type { QueryParams } from '../lib/client.js';
import { credit, paths } from './credit.js';
import { converting } from './goal-events.js';
import { shapeOfBound } from './goals.js';

/** What a touch is called by each group: expressions over the columns of touches_v1; '' where there is nothing. */
export const TOUCH_VALUES: Record<AcquisitionGroup, string> = {
  source: 'toString(source)',
  medium: 'toString(medium)',
  campaign: 'toString(campaign)',
  content: 'toString(content)',
  term: 'toString(term)',
  ref: 'ref',
  link: "if(link_id = 0, '', toString(link_id))",
  ad: 'ad_id',
  channel: 'toString(channel)',
  account: 'toString(account_id)',
};

/** Which touches a row of acquisition stands for, by the names of the bound lists. */
const PICKS = {
  refs: 'ref IN {refs:Array(String)}',
  sources: 'source IN {sources:Array(String)}',
  mediums: 'medium IN {mediums:Array(String)}',
  campaigns: 'campaign IN {campaigns:Array(String)}',
  contents: 'content IN {contents:Array(String)}',
  terms: 'term IN {terms:Array(String)}',
  link_ids: 'link_id IN {link_ids:Array(UInt64)}',
  ads: 'ad_id IN {ads:Array(String)}',
} as const;

const isGiven = (asked: QueryParams, name: string) => {
  const value = asked[name];
  return Array.isArray(value) && value.length > 0;
};

const given = (asked: QueryParams) => Object.entries(PICKS).filter(([name]) => isGiven(asked, name));

/** Of which touches is asked by what is picked of them; undefined: of all. */
function picked(asked: QueryParams): string | undefined {
  const sql = given(asked).map(([, each]) => each);
  return sql.length === 0 ? undefined : sql.join(' AND ');
}

/** Whether what no touch earned is asked for as well: it has no value, so nothing but «without one» picks it. */
const isOfNothing = (asked: QueryParams): boolean =>
  given(asked).every(([name]) =>
    (asked[name] as readonly unknown[]).some((value) => value === '' || String(value) === '0'),
  );

const question = (asked: QueryParams) => ({
  date: (asked['dated_by'] ?? 'conversion') as CreditDate,
  goals: shapeOfBound(asked),
  value: TOUCH_VALUES[(asked['by'] ?? 'source') as AcquisitionGroup],
});

/** Who may have converted, see {@link converting}. */
export const askedConverting = (asked: QueryParams): string => converting(question(asked));

/** The conversions that happened in the period with their touches, see {@link paths}. */
export const askedPaths = (asked: QueryParams): string => paths({ ...question(asked), date: 'conversion' });

/**
 * The credit that a question is about, see {@link credit}: of what no touch earned only where no value is picked. `filter`
 * is to follow a WHERE.
 */
export function askedCredit(
  asked: QueryParams,
  models: readonly AttributionModel[],
): { credit: string; filter: string } {
  const touches = picked(asked);
  return {
    credit: credit({ ...question(asked), models, ...(touches === undefined ? {} : { asked: touches }) }),
    filter: [
      touches === undefined ? '1' : isOfNothing(asked) ? '(is_asked OR touches_count = 0)' : 'is_asked',
      ...(isGiven(asked, 'arrivals') ? ['arrival IN {arrivals:Array(String)}'] : []),
    ].join(' AND '),
  };
}
