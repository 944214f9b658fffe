/** What says where the money of a cost went: the columns of ad_costs_v1 by which it can be grouped. */
export const COST_LABELS = [
  'source',
  'medium',
  'campaign',
  'content',
  'term',
  'ad_id',
  'channel',
  'account_id',
] as const;
export type CostLabel = (typeof COST_LABELS)[number];
