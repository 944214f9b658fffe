import {
  type Channel,
  type Hours,
  type Schedule,
  type TargetKind,
  WAIT_MAX_SECONDS,
} from '@parley/contracts';
import type { ServiceLimits } from '../reports/bound-params.js';
import type { Calendar } from './calendar.js';
import { Calendars } from './calendars.js';

/** How soon waits are to be answered, or dialogues closed. */
export interface ServiceTarget {
  /** null: of every team, and of waits of which nobody's team is known. */
  team_id: number | null;
  /** null: in every channel. */
  channel: Channel | null;
  kind: TargetKind;
  seconds: number;
  /** In `business` hours a target goes by the calendar of the account; without one it is neither kept nor missed. */
  hours: Hours;
}

export interface LimitsQuestion {
  /** Of the definition that reports read. */
  schedule: Schedule;
  /** All accounts of the workspace. */
  accounts: readonly { account_id: number; channel: Channel }[];
  /** The teams that may be looked up besides 0, nobody's. */
  team_ids: readonly number[];
  targets: readonly ServiceTarget[];
  /** After how long a wait is unanswered. In business hours: of the account's calendar; all hours where it has none. */
  unanswered: { seconds: number; hours: Hours };
  now: Date;
}

const NO_TEAM = 0;
/** Before this instant nothing began: so nothing is late. */
const NEVER = 0;

/**
 * What reports are bound with so that they know what is late at `now`. Of several targets that fit the most special one
 * counts: its team's and channel's, its team's, its channel's, everybody's.
 */
export function serviceLimits(question: LimitsQuestion): ServiceLimits {
  const { accounts, team_ids, targets, unanswered } = question;
  const now = question.now.getTime();
  const calendars = new Calendars(question.schedule);
  const channels = [...new Set(accounts.map(({ channel }) => channel))].sort();
  const places = [NO_TEAM, ...team_ids].flatMap((team) => channels.map((channel) => ({ team, channel })));
  const lengths = (kind: TargetKind) =>
    places.map(({ team, channel }) => {
      const target = mostSpecial(targets, kind, team, channel);
      return target === undefined ? 0 : target.seconds * (target.hours === 'business' ? -1000 : 1000);
    });
  const [first, next, close] = [lengths('first'), lengths('next'), lengths('close')];
  const byAccount = accounts.map(({ account_id }) => calendars.ofAccount(account_id)?.hours ?? null);
  const missed = (of: readonly number[]) =>
    byAccount.map((calendar) => of.map((length) => missedBefore(calendar, now, length)));
  const open = accounts.flatMap(({ account_id }) => {
    const calendar = calendars.ofAccount(account_id);
    return calendar === null ? [] : [{ account_id, reading: calendar.hours.reading(now) }];
  });
  return {
    target_keys: places.map(({ team, channel }) => `${team}|${channel}`),
    first_target_ms: first,
    next_target_ms: next,
    close_target_ms: close,
    limit_account_ids: accounts.map(({ account_id }) => account_id),
    unanswered_before_ms: byAccount.map((calendar) => {
      const ms = unanswered.seconds * 1000;
      const isBusiness = unanswered.hours === 'business' && calendar !== null;
      const before = isBusiness ? calendar.instantBefore(now, ms) : now - ms;
      // What is abandoned counts wherever the unanswered do, however seldom the account is open.
      return Math.max(before, now - WAIT_MAX_SECONDS * 1000);
    }),
    first_missed_before_ms: missed(first),
    next_missed_before_ms: missed(next),
    calendar_account_ids: open.map(({ account_id }) => account_id),
    now_business_ms: open.map(({ reading }) => reading),
  };
}

function mostSpecial(
  targets: readonly ServiceTarget[],
  kind: TargetKind,
  team: number,
  channel: Channel,
): ServiceTarget | undefined {
  const weight = (target: ServiceTarget) =>
    (target.team_id === null ? 0 : 2) + (target.channel === null ? 0 : 1);
  return targets
    .filter((target) => target.kind === kind)
    .filter(({ team_id }) => team_id === null || team_id === team)
    .filter((target) => target.channel === null || target.channel === channel)
    .sort((one, other) => weight(other) - weight(one))[0];
}

/** `length`: negative = of business time, 0 = no target. */
function missedBefore(calendar: Calendar | null, now: number, length: number): number {
  if (length === 0) return NEVER;
  if (length > 0) return now - length;
  return calendar === null ? NEVER : calendar.instantBefore(now, -length);
}
