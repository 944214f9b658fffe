import {
  ACQUISITION_GROUPS,
  ARRIVALS,
  type AcquisitionGroup,
  type Arrival,
  type ChannelNumber,
  CHANNEL_NUMBERS,
} from '@parley/contracts';
import type { OwnQuery } from '../shell/view-state';

/** What picks arrivals by a value; the names are those of the api and of the URL. An empty value is «without one». */
export const VALUE_FILTERS = [
  'sources',
  'mediums',
  'campaigns',
  'contents',
  'terms',
  'refs',
  'link_ids',
  'ads',
] as const;
export type ValueFilter = (typeof VALUE_FILTERS)[number];

/** The group whose values a filter picks. */
export const GROUP_OF: Record<ValueFilter, AcquisitionGroup> = {
  sources: 'source',
  mediums: 'medium',
  campaigns: 'campaign',
  contents: 'content',
  terms: 'term',
  refs: 'ref',
  link_ids: 'link',
  ads: 'ad',
};

/** What a row opens into. */
const NEXT: Record<AcquisitionGroup, AcquisitionGroup> = {
  source: 'campaign',
  medium: 'source',
  campaign: 'content',
  content: 'term',
  term: 'ref',
  ref: 'link',
  link: 'ref',
  ad: 'campaign',
  channel: 'account',
  account: 'source',
};

export interface Acquisition {
  group: AcquisitionGroup;
  arrivals: readonly Arrival[];
  values: Readonly<Partial<Record<ValueFilter, readonly string[]>>>;
}

type Read = (key: string) => readonly string[];

/** Reads from the URL what the screen is asked. Total: what it does not understand is left out. */
export function parseAcquisition(read: Read): Acquisition {
  const [group] = read('group');
  const words = read('arrivals').flatMap((each) => each.split(','));
  return {
    group: ACQUISITION_GROUPS.find((each) => each === group) ?? 'source',
    arrivals: ARRIVALS.filter((each) => words.includes(each)),
    values: Object.fromEntries(
      VALUE_FILTERS.flatMap((key) => {
        const values = read(key).filter((value) => key !== 'link_ids' || /^\d{1,20}$/.test(value));
        return values.length > 0 ? [[key, values]] : [];
      }),
    ),
  };
}

/** What the reports of acquisition are asked with. */
export const acquisitionParams = ({ group, arrivals, values }: Acquisition) => ({
  by: group,
  arrivals,
  ...values,
});

/** The part of the URL that picks one row of a group, and nothing of what it is opened into. */
export function picksOfRow(
  group: AcquisitionGroup,
  { value, arrival }: { value: string | null; arrival: string | null },
): OwnQuery {
  if (group === 'channel') return { channels: value ?? '' };
  if (group === 'account') return { account_ids: value ?? '' };
  const filter = VALUE_FILTERS.find((key) => GROUP_OF[key] === group);
  if (!filter) return {};
  return {
    [filter]: [value ?? (filter === 'link_ids' ? '0' : '')],
    ...(arrival === null ? {} : { arrivals: arrival }),
  };
}

/** The part of the URL that opens a row into the next level. */
export const openingOf = (
  group: AcquisitionGroup,
  row: { value: string | null; arrival: string | null },
): OwnQuery => ({ ...picksOfRow(group, row), group: NEXT[group] });

/** The number whose rows stand behind another: those that a rate or a time is computed from. */
const MADE_OF: Readonly<Record<string, ChannelNumber>> = {
  message_rate: 'starts',
  first_response_median_seconds: 'first_responses',
  answered_share: 'waits_answered',
  kept_rate_d7: 'subscriptions_mature_d7',
  kept_rate_d30: 'subscriptions_mature_d30',
  cost_per_start: 'starts',
  cost_per_dialogue: 'dialogues',
  cost_per_kept_d7: 'subscriptions_kept_d7',
  cost_per_kept_d30: 'subscriptions_kept_d30',
};

export const numberBehind = (key: string): ChannelNumber | null =>
  CHANNEL_NUMBERS.find((each) => each === key) ?? MADE_OF[key] ?? null;
