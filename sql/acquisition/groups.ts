import type { AcquisitionGroup, Arrival } from '@parley/contracts';
import type { QueryParams } from '../lib/client.js';
import { nothingOf, TOUCH_LABELS, type TouchLabelName } from './arrival-facts.js';

/** What each group is called in the columns of arrival facts, joined with their accounts, as text; '' where there is none. */
const VALUES: Record<AcquisitionGroup, string> = {
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

/** The parameter that picks by each label, and its type in ClickHouse. */
const FILTERS: Record<TouchLabelName, { parameter: string; type: string }> = {
  source: { parameter: 'sources', type: 'String' },
  medium: { parameter: 'mediums', type: 'String' },
  campaign: { parameter: 'campaigns', type: 'String' },
  content: { parameter: 'contents', type: 'String' },
  term: { parameter: 'terms', type: 'String' },
  ref: { parameter: 'refs', type: 'String' },
  link_id: { parameter: 'link_ids', type: 'UInt64' },
  ad_id: { parameter: 'ads', type: 'String' },
};

/** What a question of acquisition needs of the facts, and how it groups and picks them. */
export interface AskedGroups {
  /** The labels that the question speaks of. */
  labels: TouchLabelName[];
  /** Whether it matters how things came. */
  cameBy: boolean;
  /** What a fact is grouped by, as text. */
  value: string;
  /** Of the facts those that are asked for, as a continued WHERE. */
  picked: string;
}

/** Reads what was asked: `by`, where the report has it, and the filters of acquisition. */
export function askedGroups(asked: QueryParams, more: readonly TouchLabelName[] = []): AskedGroups {
  const by = asked['by'] as AcquisitionGroup | undefined;
  const isPicked = (label: TouchLabelName) => notEmpty(asked[FILTERS[label].parameter]);
  const ofGroup = by === undefined ? '' : VALUES[by];
  const labels = TOUCH_LABELS.filter(
    (label) => isPicked(label) || more.includes(label) || new RegExp(`\\b${label}\\b`).test(ofGroup),
  );
  return {
    labels,
    cameBy: (by !== 'channel' && by !== 'account') || notEmpty(asked['arrivals']),
    value: ofGroup,
    picked: [
      ...(notEmpty(asked['arrivals']) ? ['AND came_by IN {arrivals:Array(String)}'] : []),
      ...labels
        .filter(isPicked)
        .map((label) => `AND ${label} IN {${FILTERS[label].parameter}:Array(${FILTERS[label].type})}`),
    ].join('\n      '),
  };
}

/** Of a report whose rows direct and unattributed are always there: what those say, and what stands as the account. */
export function alwaysShown(
  asked: QueryParams,
  { labels, cameBy }: AskedGroups,
  arrivals: readonly Arrival[] = ['direct', 'unattributed'],
) {
  const without = labels.map((label) => `${nothingOf(label)}, `).join('');
  const shown = `arrayJoin([${arrivals.map((each) => `'${each}'`).join(', ')}])`;
  return {
    always: `toLowCardinality(${cameBy ? shown : "''"}), ${without}`,
    account:
      asked['by'] === 'account'
        ? "if(is_total OR group_value = '', NULL, group_value)"
        : "CAST(NULL, 'Nullable(String)')",
  };
}

const notEmpty = (value: unknown) => Array.isArray(value) && value.length > 0;

/** The accounts in question, with what they can tell; binds `channels` and `account_ids`. */
export const ACCOUNTS = `
  SELECT workspace_id, account_id, channel, outgoing_since, tells_subscriptions
  FROM account_visibility_v1
  WHERE workspace_id = {workspace_id:UInt32}
    AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
    AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
`;
