import { ACQUISITION_GROUPS, type AcquisitionGroup } from '@parley/contracts';

/** What each group is called in the columns of arrival facts, joined with their accounts; '' where there is none. */
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

/**
 * The value of a fact by the bound `by`, as text. TRICKY: nested `if` of two branches with a condition that is known
 * before the query runs: the analyzer takes the branch and reads no column of the others.
 */
export const VALUE = ACQUISITION_GROUPS.reduceRight(
  (others, group) => `if({by:String} = '${group}', ${VALUES[group]}, ${others})`,
  "''",
);

/** Whether links or ads are asked for, by bound values alone. */
export const NEEDS_ADS = `{by:String} IN ('link', 'ad') OR notEmpty({link_ids:Array(UInt64)}) OR notEmpty({ads:Array(String)})`;

/** The accounts in question, with what they can tell; binds `channels` and `account_ids`. */
export const ACCOUNTS = `
  SELECT workspace_id, account_id, channel, outgoing_since, tells_subscriptions
  FROM account_visibility_v1
  WHERE workspace_id = {workspace_id:UInt32}
    AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
    AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})`;

/** Of facts those that are asked for, as a continued WHERE. */
export const ASKED_FACTS = `
  AND (empty({arrivals:Array(String)}) OR came_by IN {arrivals:Array(String)})
  AND (empty({refs:Array(String)}) OR ref IN {refs:Array(String)})
  AND (empty({sources:Array(String)}) OR source IN {sources:Array(String)})
  AND (empty({mediums:Array(String)}) OR medium IN {mediums:Array(String)})
  AND (empty({campaigns:Array(String)}) OR campaign IN {campaigns:Array(String)})
  AND (empty({contents:Array(String)}) OR content IN {contents:Array(String)})
  AND (empty({terms:Array(String)}) OR term IN {terms:Array(String)})
  AND (empty({link_ids:Array(UInt64)}) OR link_id IN {link_ids:Array(UInt64)})
  AND (empty({ads:Array(String)}) OR ad_id IN {ads:Array(String)})`;
