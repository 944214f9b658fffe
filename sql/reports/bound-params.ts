import type { Granularity, WeekStart } from '@parley/contracts';
import type { QueryParams } from '../lib/client.js';

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
}

/** The values that the SQL of every report may bind, for one of the two periods. */
export function boundValues(
  bound: BoundParams,
  period: 'current' | 'previous',
  of: BoundPeriod,
): QueryParams {
  return {
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
    period,
    from: of.from,
    to: of.to,
  };
}

const LARGEST_ACCOUNT = 2n ** 32n - 1n;
const LARGEST_ID = 2n ** 64n - 1n;
/** A number no column can hold belongs to nobody, like the largest: left out, a list of one would mean all. */
const atMost = (id: string, largest: bigint) => (BigInt(id) > largest ? largest : BigInt(id));

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
] as const;
