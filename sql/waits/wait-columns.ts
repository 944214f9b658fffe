import type { ClockStartAsked, Clock, DatedBy, Hours, WaitKind } from '@parley/contracts';

/** What of a question decides how a wait is measured. */
export interface WaitMeasure {
  kind: WaitKind;
  clock: Clock;
  hours: Hours;
  clock_starts: ClockStartAsked;
  dated_by: DatedBy;
  /** Where no target is set, none can be met or missed. */
  has_targets: boolean;
}

const NEVER = "toDateTime64(0, 3, 'UTC')";
const ms = (instant: string) => `toUnixTimestamp64Milli(${instant})`;

/** Of what `clock_starts` asks for: the one of two columns with which the clock starts. */
const byStart = ({ clock_starts }: WaitMeasure, ofFirst: string, ofLast: string) =>
  ({ first: ofFirst, last: ofLast, definition: `if(starts_with_last, ${ofLast}, ${ofFirst})` })[clock_starts];

/** Milliseconds from the clock asked for to the answer; `prefix` for whose time. */
function lengthOf(measure: WaitMeasure, prefix: '' | 'agent_business_', customer: string): string {
  if (measure.kind === 'after_hand_off') return `${prefix}from_hand_off_ms`;
  if (measure.kind === 'after_assignment') return `${prefix}from_assignment_ms`;
  if (measure.clock === 'customer') return customer;
  return `ifNull(least(${prefix}from_hand_off_ms, ${prefix}from_start_ms), ${prefix}from_start_ms)`;
}

/**
 * Every idea that a report may have of a wait, once: its SQL by the columns of waits_v1 and by each other.
 *
 * - `at`: the moment the wait belongs to, its beginning or its answer; `hour_of_day`, `weekday` (Monday is 1) of it
 * - `clock_at`: from when the clock asked for runs
 * - `calendar_ms`, `business_ms`: from there to the answer; NULL without an answer, or where no calendar is known;
 *   `response_ms` is the one of both that is asked for. `*from_*_ms` lengths from there, whatever is asked
 * - `agent_id`: who answered, else whom the contact is assigned to; joined identities are one; 0 = nobody known.
 *   `team_id`: the team that agent is in now; 0 = none
 * - `is_shared`: several agents answered in its dialogue, at any time; joined identities are one
 * - `asked_by_contact`: the dialogue was started by the contact or is a reply to a broadcast
 * - `is_left`: nobody has ended it, neither a person, nor a bot, nor a dismissal
 * - `state`: what it is at now; `is_unanswered`: 1 = unanswered or abandoned at now
 * - `target_ms`: of its team and channel, negative = of business time, 0 = none; `has_target`: 1 = it is known whether it
 *   was met: answered, or older than the target; `is_within_target`: 1 = it was; exactly the target is within
 */
export const WAIT_COLUMNS = {
  is_answered: () => `answered_at > ${NEVER}`,
  asked_by_contact: () => `CAST(starter IN ('contact', 'broadcast_reply'), 'UInt8')`,
  is_first_response: () => 'is_first = 1 AND asked_by_contact = 1',
  is_left: () =>
    `answered_at = ${NEVER} AND dismissed_at = ${NEVER} AND (bot_answered_at = ${NEVER} OR handed_off_at > ${NEVER})`,
  starts_with_last: () => 'clock_started_at > waiting_since',
  started_at: (measure) => byStart(measure, 'waiting_since', 'settled_at'),
  started_ms: () => ms('started_at'),
  from_last: ({ clock_starts }) =>
    ({ first: 'toUInt8(0)', last: 'toUInt8(1)', definition: 'starts_with_last' })[clock_starts],

  responsible_id: () => 'if(is_answered, answered_by, assignee_id)',
  agent_id: () => 'transform(responsible_id, known_agents.1, known_agents.2, responsible_id)',
  is_shared: () => `length(shared_by) > 1
    AND length(arrayDistinct(arrayMap(one -> transform(one, known_agents.1, known_agents.2, one), shared_by))) > 1`,
  team_id: () => 'transform(responsible_id, known_agents.1, known_agents.3, toUInt32(0))',

  from_first_ms: () => `if(is_answered, ${ms('answered_at')} - ${ms('waiting_since')}, NULL)`,
  from_last_ms: () => `if(is_answered, ${ms('answered_at')} - ${ms('settled_at')}, NULL)`,
  from_start_ms: () => `if(is_answered, ${ms('answered_at')} - started_ms, NULL)`,
  from_hand_off_ms: () =>
    `if(is_answered AND handed_off_at > ${NEVER}, ${ms('answered_at')} - ${ms('handed_off_at')}, NULL)`,
  from_assignment_ms: () =>
    `if(is_answered AND assigned_at >= waiting_since, ${ms('answered_at')} - ${ms('assigned_at')}, NULL)`,
  business_from_first_ms: () =>
    'if(is_answered AND calendar_id > 0, answered_business_ms - since_business_ms, NULL)',
  business_from_last_ms: () =>
    'if(is_answered AND calendar_id > 0, answered_business_ms - settled_business_ms, NULL)',
  business_from_start_ms: (measure) => byStart(measure, 'business_from_first_ms', 'business_from_last_ms'),
  agent_business_from_first_ms: () =>
    'if(is_answered AND agent_calendar_id > 0, agent_answered_business_ms - agent_since_business_ms, NULL)',
  agent_business_from_last_ms: () =>
    'if(is_answered AND agent_calendar_id > 0, agent_answered_business_ms - agent_settled_business_ms, NULL)',
  agent_business_from_start_ms: (measure) =>
    byStart(measure, 'agent_business_from_first_ms', 'agent_business_from_last_ms'),
  agent_business_from_hand_off_ms: () =>
    `if(
      is_answered AND agent_calendar_id > 0 AND handed_off_at > ${NEVER},
      agent_answered_business_ms - agent_handed_off_business_ms, NULL
    )`,
  agent_business_from_assignment_ms: () =>
    `if(
      is_answered AND agent_calendar_id > 0 AND assigned_at >= waiting_since,
      agent_answered_business_ms - agent_assigned_business_ms, NULL
    )`,
  calendar_ms: (measure) => lengthOf(measure, '', 'from_start_ms'),
  business_ms: (measure) => lengthOf(measure, 'agent_business_', 'business_from_start_ms'),
  response_ms: ({ hours }) => (hours === 'business' ? 'business_ms' : 'calendar_ms'),

  at: ({ dated_by }) => (dated_by === 'answered' ? 'answered_at' : 'waiting_since'),
  hour_of_day: () => 'toHour(at, {time_zone:String})',
  weekday: () => 'toDayOfWeek(at, 0, {time_zone:String})',
  clock_at: ({ kind, clock }) => {
    if (kind === 'after_hand_off') return 'handed_off_at';
    if (kind === 'after_assignment') return 'assigned_at';
    return clock === 'agent' ? 'greatest(started_at, handed_off_at)' : 'started_at';
  },

  // TRICKY: an array of nothing has no place for what is not in it.
  unanswered_before: () => `transform(
    account_id,
    arrayPushBack({limit_account_ids:Array(UInt32)}, 0),
    arrayPushBack({unanswered_before_ms:Array(Int64)}, 0),
    now_ms - {unanswered_after_seconds:UInt32} * 1000
  )`,
  is_unanswered: () =>
    'is_left AND (closed_dialogue = 1 OR started_ms < unanswered_before OR started_ms < abandoned_before)',
  state: () => `toLowCardinality(multiIf(
    is_answered, 'answered',
    dismissed_at > ${NEVER}, 'dismissed',
    bot_answered_at > ${NEVER} AND handed_off_at = ${NEVER}, 'bot_answered',
    closed_dialogue = 1, 'abandoned',
    started_ms < abandoned_before, 'abandoned',
    started_ms < unanswered_before, 'unanswered',
    'open'
  ))`,

  // TRICKY: the place of a channel is looked up once per name, an element of an array anew for each row: so all is found by
  // numbers.
  target_place: ({ has_targets }) =>
    has_targets
      ? `transform(
          toUInt64(team_id) * 256 + transform(channel, target_channels, arrayEnumerate(target_channels), 0),
          target_numbers, arrayEnumerate(target_numbers), toUInt32(0)
        )`
      : 'toUInt32(0)',
  target_ms: ({ has_targets }) =>
    has_targets
      ? 'transform(target_place * 2 + is_first_response, target_slots, target_lengths_ms, toInt64(0))'
      : 'toInt64(0)',
  account_place: () => `transform(
    account_id,
    arrayPushBack({limit_account_ids:Array(UInt32)}, 0),
    arrayPushBack(arrayEnumerate({limit_account_ids:Array(UInt32)}), 0),
    toUInt32(0)
  )`,
  missed_place: () =>
    '((toUInt64(account_place) - 1) * length({target_keys:Array(String)}) + target_place) * 2 + is_first_response',
  missed_before: () => `if(
    account_place = 0,
    if(target_ms > 0, now_ms - target_ms, 0),
    transform(missed_place, missed_slots, missed_before_ms, toInt64(0))
  )`,
  of_target_ms: () => 'if(target_ms < 0, business_ms, calendar_ms)',
  has_target: ({ has_targets }) =>
    has_targets
      ? `target_ms != 0 AND if(
          is_answered, of_target_ms IS NOT NULL,
          is_left AND (closed_dialogue = 1 OR ${ms('clock_at')} < missed_before)
        )`
      : 'toUInt8(0)',
  is_within_target: ({ has_targets }) =>
    has_targets
      ? 'target_ms != 0 AND is_answered AND ifNull(of_target_ms <= abs(target_ms), 0)'
      : 'toUInt8(0)',
} as const satisfies Record<string, (measure: WaitMeasure) => string>;

export type WaitColumn = keyof typeof WAIT_COLUMNS;

/** What is the same for every wait of a question; none names another. */
export const CONSTANTS = {
  now_ms: "toUnixTimestamp64Milli({now:DateTime64(3, 'UTC')})",
  abandoned_before: "toUnixTimestamp64Milli({now:DateTime64(3, 'UTC')}) - 2592000000",
  // Which target: by the team and the number of the channel. A place has two slots, for later waits and for first ones.
  target_channels: "arrayDistinct(arrayMap(key -> splitByChar('|', key)[2], {target_keys:Array(String)}))",
  target_numbers: `arrayMap(
    key -> toUInt64(splitByChar('|', key)[1]) * 256
      + indexOf(
        arrayDistinct(arrayMap(each -> splitByChar('|', each)[2], {target_keys:Array(String)})), splitByChar('|', key)[2]
      ),
    {target_keys:Array(String)}
  )`,
  target_slots: 'range(2, 2 + 2 * length({target_keys:Array(String)}))',
  target_lengths_ms: `arrayFlatten(arrayMap(
    (of_first, of_next) -> [of_next, of_first], {first_target_ms:Array(Int64)}, {next_target_ms:Array(Int64)}
  ))`,
  missed_slots:
    'range(2, 2 + 2 * length({target_keys:Array(String)}) * length({limit_account_ids:Array(UInt32)}))',
  missed_before_ms: `arrayFlatten(arrayMap(
    (of_first, of_next) -> [of_next, of_first],
    arrayFlatten({first_missed_before_ms:Array(Array(Int64))}),
    arrayFlatten({next_missed_before_ms:Array(Array(Int64))})
  ))`,
  // Of each identity of an agent that is joined or in a team: whom it counts as, and the team.
  known_agents: `(
    SELECT (
      arrayPushBack(groupArray(agent_id), 0),
      arrayPushBack(groupArray(if(counts_as = 0, agent_id, counts_as)), 0),
      arrayPushBack(groupArray(team_id), 0)
    )
    FROM agent_identities_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
  )`,
} as const;
export type WaitConstant = keyof typeof CONSTANTS;

/** What a question may read of waits_v1 as it is stored. */
const STORED = [
  'workspace_id',
  'definition_id',
  'identity_id',
  'waiting_since',
  'first_event_id',
  'last_incoming_at',
  'messages_received',
  'clock_started_at',
  'settled_at',
  'answered_at',
  'answered_by',
  'answer_event_id',
  'bot_answered_at',
  'handed_off_at',
  'dismissed_at',
  'dismissed_by',
  'assigned_at',
  'assignee_id',
  'calendar_id',
  'since_business_ms',
  'settled_business_ms',
  'answered_business_ms',
  'began_off_hours',
  'answered_off_hours',
  'agent_calendar_id',
  'agent_since_business_ms',
  'agent_settled_business_ms',
  'agent_handed_off_business_ms',
  'agent_assigned_business_ms',
  'agent_answered_business_ms',
  'held_by',
  'shared_by',
  'is_first',
  'dialogue_started_at',
  'dialogue_first_event_id',
  'closed_dialogue',
  'starter',
  'account_id',
  'channel',
  'ref',
  'arrival',
] as const;
export type StoredColumn = (typeof STORED)[number];
export const STORED_COLUMNS: ReadonlySet<string> = new Set(STORED);

/** Ideas that others name once or that are short: written where they are named, not in a SELECT of their own. */
export const NAMED_ONCE: ReadonlySet<string> = new Set<WaitColumn>([
  'is_answered',
  'asked_by_contact',
  'is_first_response',
  'is_left',
  'starts_with_last',
  'started_at',
  'started_ms',
  'responsible_id',
  'team_id',
  'from_start_ms',
  'calendar_ms',
  'business_from_first_ms',
  'business_from_last_ms',
  'business_from_start_ms',
  'business_ms',
  'response_ms',
  'at',
  'clock_at',
  'unanswered_before',
  'account_place',
]);
