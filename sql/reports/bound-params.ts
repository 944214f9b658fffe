import type { Granularity, Schedule, WeekStart } from '@parley/contracts';
import { askedGoals, boundGoals, type BoundGoal, GOAL_VALUES } from '../acquisition/goals.js';
import { boundFunnel, FUNNEL_VALUES } from '../funnels/bound-funnel.js';
import type { QueryParams } from '../lib/client.js';
import { NO_OPEN_HOURS, openHours } from '../workload/open-hours.js';

/** Two instants: [from, to). */
export interface BoundPeriod {
  from: Date;
  to: Date;
}

/**
 * What the queries of reports are bound with. `workspace_id` comes from the credential, never from the request; the
 * definition and its thresholds from the workspace. An empty filter means all.
 */
export interface BoundParams extends BoundPeriod {
  workspace_id: number;
  /** The active definition: dialogues and waits cut with its silence gap. */
  definition_id: number;
  repeat_after_seconds: number;
  /** At most 30 days. */
  unanswered_after_seconds: number;
  /** The moment by which open, unanswered and incomplete are judged. */
  now: Date;
  /** IANA. */
  time_zone: string;
  /** The period to compare with; null for none. */
  previous: BoundPeriod | null;
  /** Days when left out; reports without buckets ignore it. */
  granularity?: Granularity;
  /** The day with which weeks begin; Monday when left out. */
  week_start?: WeekStart;
  /** Only identities up to this number, a share of all that chance chooses; everybody when left out. */
  highest_identity_id?: bigint;
  channels?: readonly string[];
  /** Account numbers, as text. */
  account_ids?: readonly string[];
  /** Agent numbers (64 bits), as text. */
  agent_ids?: readonly string[];
  /** Team numbers, as text. */
  team_ids?: readonly string[];
  refs?: readonly string[];
  /** 0 to 23, by the clock of the zone. */
  hours_of_day?: readonly number[];
  /** 1 = Monday to 7 = Sunday. */
  weekdays?: readonly number[];
  /** What only this report takes, by the names of its contract. */
  own?: QueryParams;
  /** What counts as a conversion; nothing does when left out. */
  goals?: readonly BoundGoal[];
  /** ISO 4217: what money is told in; needed by reports that tell of money. */
  currency?: string;
  /** The limits of the workspace's targets and calendars at `now`; nothing is late by them when left out. */
  limits?: ServiceLimits;
  /** The calendars of the definition, for reports on how much of open hours is worked; none when left out. */
  schedule?: Schedule;
}

/**
 * What the targets and calendars of a workspace say at the moment `now`. A target is looked up by the key
 * `team_id|channel` (team 0: nobody's team); its length is in milliseconds, negative where it is counted in business
 * time, 0 where none is set.
 *
 * Business time that has passed *until now* needs no calendar in SQL: a wait is older than a length of business time
 * exactly if its clock started before the instant since when so much has passed. Those instants are given per account.
 */
export interface ServiceLimits {
  target_keys: readonly string[];
  first_target_ms: readonly number[];
  next_target_ms: readonly number[];
  close_target_ms: readonly number[];
  /** The accounts that the instants below are given for. */
  limit_account_ids: readonly number[];
  /** By account: a wait whose clock started before this is unanswered or abandoned; milliseconds UTC, at most 30 days ago. */
  unanswered_before_ms: readonly number[];
  /** By account, for each of `target_keys`: a wait whose clock started before this has missed it, milliseconds UTC. */
  first_missed_before_ms: readonly (readonly number[])[];
  next_missed_before_ms: readonly (readonly number[])[];
  /** The accounts that have a calendar, and how many open milliseconds it has had by `now`, as waits have readings. */
  calendar_account_ids: readonly number[];
  now_business_ms: readonly number[];
}

/** Nothing is late by a target or a calendar. */
export const NO_LIMITS: ServiceLimits = {
  target_keys: [],
  first_target_ms: [],
  next_target_ms: [],
  close_target_ms: [],
  limit_account_ids: [],
  unanswered_before_ms: [],
  first_missed_before_ms: [],
  next_missed_before_ms: [],
  calendar_account_ids: [],
  now_business_ms: [],
};

/** The values that the SQL of every report may bind, for one of the two periods. */
export function boundValues(
  bound: BoundParams,
  period: 'current' | 'previous',
  of: BoundPeriod,
): QueryParams {
  return {
    // TRICKY: first, so that no parameter of a report can take the place of what follows.
    ...withNumbers(bound.own),
    workspace_id: bound.workspace_id,
    definition_id: bound.definition_id,
    repeat_after_seconds: bound.repeat_after_seconds,
    unanswered_after_seconds: bound.unanswered_after_seconds,
    now: bound.now,
    time_zone: bound.time_zone,
    granularity: bound.granularity ?? 'day',
    week_start: bound.week_start ?? 'monday',
    highest_identity_id: bound.highest_identity_id ?? LARGEST_ID,
    channels: bound.channels ?? [],
    account_ids: (bound.account_ids ?? []).map((id) => atMost(id, LARGEST_ACCOUNT)),
    agent_ids: (bound.agent_ids ?? []).map((id) => atMost(id, LARGEST_ID)),
    team_ids: (bound.team_ids ?? []).map((id) => atMost(id, LARGEST_ACCOUNT)),
    refs: bound.refs ?? [],
    hours_of_day: bound.hours_of_day ?? [],
    weekdays: bound.weekdays ?? [],
    ...(bound.limits ?? NO_LIMITS),
    ...(bound.schedule ? openHours(bound.schedule, { ...of, now: bound.now }) : NO_OPEN_HOURS),
    ...boundGoals(askedGoals(bound.goals ?? [], bound.own)),
    ...boundFunnel(bound.own),
    currency: bound.currency ?? '',
    ...daysOf(of, bound.time_zone),
    period,
    from: of.from,
    to: of.to,
  };
}

/** The local days that a period touches, `YYYY-MM-DD`, the last one excluded: money is told by whole days. */
function daysOf({ from, to }: BoundPeriod, time_zone: string): { first_day: string; end_day: string } {
  const days = new Intl.DateTimeFormat('en-CA', { timeZone: time_zone, dateStyle: 'short' });
  const last = days.format(Math.max(from.getTime(), to.getTime() - 1));
  return {
    first_day: days.format(from),
    end_day: new Date(Date.parse(`${last}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10),
  };
}

const LARGEST_ACCOUNT = 2n ** 32n - 1n;
const LARGEST_ID = 2n ** 64n - 1n;
/** A number no column can hold belongs to nobody, like the largest: left out, a list of one would mean all. */
const atMost = (id: string, largest: bigint) => (BigInt(id) > largest ? largest : BigInt(id));

/** Lists of ids are bound as numbers, whichever report they are of. */
const withNumbers = (own: QueryParams = {}): QueryParams =>
  Object.fromEntries(
    Object.entries(own).map(([name, value]) => [
      name,
      name.endsWith('_ids') && Array.isArray(value)
        ? value.map((id: unknown) => atMost(String(id), LARGEST_ID))
        : value,
    ]),
  );

/** The names in {@link boundValues} that every report may bind whatever its contract says. */
export const STANDING_VALUES = [
  'workspace_id',
  'definition_id',
  'repeat_after_seconds',
  'unanswered_after_seconds',
  'now',
  'period',
  'week_start',
  'highest_identity_id',
  'target_keys',
  'first_target_ms',
  'next_target_ms',
  'close_target_ms',
  'limit_account_ids',
  'unanswered_before_ms',
  'first_missed_before_ms',
  'next_missed_before_ms',
  'calendar_account_ids',
  'now_business_ms',
  'open_calendar_ids',
  'open_from_minutes',
  'open_to_minutes',
  'currency',
  'first_day',
  'end_day',
  ...GOAL_VALUES,
  ...FUNNEL_VALUES,
] as const;
