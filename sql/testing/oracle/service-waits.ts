import {
  type Channel,
  type Clock,
  type ClockStartAsked,
  type DatedBy,
  type Hours,
  WAIT_MAX_SECONDS,
  type WaitKind,
  type WaitState,
} from '@parley/contracts';
import { openSince2009 } from './business.js';
import { isIncoming } from './plain-event.js';
import { clockOnTheWall } from './wall-clock.js';
import { touchInForce } from './touches.js';
import { type OracleInput, understand } from './understand.js';
import { clockStartedAt, heldBy, assignedAt, assigneeOf, settledAt } from './waits.js';

/** Who an agent really is, and in which team; 0 = none. */
export interface KnownAgent {
  counts_as: string;
  team_id: number;
}

/** How a service report is asked; milliseconds UTC, `[from, to)`. */
export interface ServiceQuestion {
  from: number;
  to: number;
  now: number;
  time_zone: string;
  kind: WaitKind;
  clock: Clock;
  hours: Hours;
  clock_starts: ClockStartAsked;
  dated_by: DatedBy;
  unanswered_after_seconds: number;
  known: ReadonlyMap<string, KnownAgent>;
  /** Of each account. */
  channelOf: ReadonlyMap<number, Channel>;
  /** The target of a wait, if it has one. */
  targetOf(wait: { team_id: number; channel: Channel; kind: 'first' | 'next' }): Target | undefined;
  /** Which waits pass the filters. */
  passes(wait: ServiceWait): boolean;
}
export interface Target {
  seconds: number;
  hours: Hours;
}

/** A wait as a service report looks at it. */
export interface ServiceWait {
  identity: bigint;
  dialogue: object;
  wait: object;
  agent: string;
  team_id: number;
  channel: Channel;
  account_id: number;
  arrival: string;
  ref: string;
  /** The moment it belongs to, and what the wall of the zone showed then. */
  at: number;
  hour: number;
  weekday: number;
  waiting_since: number;
  answered_at: number;
  isFirst: boolean;
  state: WaitState;
  /** Seconds; null without an answer or where no calendar is known. */
  length: number | null;
  isOffHours: boolean;
  target: 'met' | 'missed' | null;
  held: { agent: string; team_id: number; seconds: number }[];
}

/** Every wait of the kind asked for, whatever the period and the filters. */
export function serviceWaits(input: OracleInput, question: ServiceQuestion): ServiceWait[] {
  const who = (agent: bigint): { agent: string; team_id: number } => {
    const found = question.known.get(String(agent));
    return { agent: found?.counts_as ?? String(agent), team_id: found?.team_id ?? 0 };
  };
  return understand(input).flatMap(({ stream, rules, dialogues, touches }) =>
    dialogues.flatMap((dialogue) =>
      dialogue.story.waits.flatMap((wait): ServiceWait[] => {
        const opened = stream[wait.position]!;
        const answer = stream[wait.answerPosition];
        const { schedule } = rules;
        const calendars = {
          customer: schedule.accounts[String(opened.account_id)] ?? schedule.workspace,
          agent: null as string | null,
        };
        calendars.agent = answer
          ? (schedule.agents[String(answer.agent_id)] ?? calendars.customer)
          : calendars.customer;
        const openUntil = (whose: Clock, at: number) => {
          const calendar = calendars[whose];
          return calendar === null ? null : openSince2009(schedule.calendars[calendar]!, at);
        };
        const between = (hours: Hours, whose: Clock, from: number, to: number): number | null => {
          if (hours === 'calendar') return to - from;
          const [begun, ended] = [openUntil(whose, from), openUntil(whose, to)];
          return begun === null || ended === null ? null : ended - begun;
        };

        const isFirst =
          wait === dialogue.story.waits[0] && ['contact', 'broadcast_reply'].includes(dialogue.starter);
        const started = {
          definition: clockStartedAt(stream, dialogue, wait, rules),
          first: wait.waiting_since,
          last: settledAt(stream, dialogue, wait, rules),
        }[question.clock_starts];
        const assigned = assignedAt(stream, wait);
        const isOfKind = {
          every: true,
          first: isFirst,
          next: !isFirst,
          after_hand_off: wait.handed_off_at > 0,
          after_assignment: assigned >= wait.waiting_since,
        }[question.kind];
        if (!isOfKind || (question.dated_by === 'answered' && !answer)) return [];
        const runsFrom = {
          after_hand_off: wait.handed_off_at,
          after_assignment: assigned,
          customer: started,
          agent: Math.max(started, wait.handed_off_at),
        };
        const isAgents = question.kind === 'after_hand_off' || question.kind === 'after_assignment';
        const from =
          question.kind === 'after_hand_off' || question.kind === 'after_assignment'
            ? runsFrom[question.kind]
            : runsFrom[question.clock];
        const whose = isAgents ? 'agent' : question.clock;

        const state = stateOf();
        function stateOf(): WaitState {
          if (wait.answered_at > 0) return 'answered';
          if (wait.dismissed_at > 0) return 'dismissed';
          if (wait.bot_answered_at > 0 && wait.handed_off_at === 0) return 'bot_answered';
          const age = question.now - started;
          const hasLater = dialogues.some((other) => other.previous === dialogue);
          if (hasLater || age > WAIT_MAX_SECONDS * 1000) return 'abandoned';
          return age > question.unanswered_after_seconds * 1000 ? 'unanswered' : 'open';
        }
        const responsible = who(answer ? answer.agent_id : assigneeOf(stream, dialogue, wait));
        const target = question.targetOf({
          team_id: responsible.team_id,
          channel: opened.channel,
          kind: isFirst ? 'first' : 'next',
        });
        const outcome = (): ServiceWait['target'] => {
          if (!target || state === 'dismissed' || state === 'bot_answered') return null;
          const most = target.seconds * 1000;
          if (answer) {
            const took = between(target.hours, whose, from, wait.answered_at);
            return took === null ? null : took <= most ? 'met' : 'missed';
          }
          if (dialogues.some((other) => other.previous === dialogue)) return 'missed';
          // Nobody has answered: by the calendar of the account.
          const age = between(target.hours, 'customer', from, question.now);
          return age !== null && age > most ? 'missed' : null;
        };

        const at = question.dated_by === 'answered' ? wait.answered_at : wait.waiting_since;
        const length = answer ? between(question.hours, whose, from, wait.answered_at) : null;
        const touch = touchInForce(touches, dialogue);
        const open = openUntil('customer', wait.answered_at);
        return [
          {
            identity: opened.identity_id,
            dialogue,
            wait,
            ...responsible,
            channel: opened.channel,
            account_id: opened.account_id,
            ref: touch?.event.ref ?? '',
            arrival: !touch
              ? 'unattributed'
              : touch.is_direct
                ? 'direct'
                : touch.event.ref === ''
                  ? 'no_ref'
                  : 'ref',
            at,
            ...clockOnTheWall(question.time_zone, at),
            waiting_since: wait.waiting_since,
            answered_at: wait.answered_at,
            isFirst,
            state,
            length: length === null ? null : length / 1000,
            isOffHours:
              answer !== undefined && openUntil('customer', wait.answered_at + 1) === open && open !== null,
            target: outcome(),
            held: heldBy(stream, dialogue, wait).map((held) => ({
              ...who(held.agent_id),
              seconds: held.held_ms / 1000,
            })),
          },
        ];
      }),
    ),
  );
}

/** A dialogue with what the contact wrote in it. */
export interface ServiceDialogue {
  started_at: number;
  received: number;
  account_id: number;
  channel: Channel;
  arrival: string;
  ref: string;
  hour: number;
  weekday: number;
}

/** Every dialogue in which the contact wrote. */
export const serviceDialogues = (input: OracleInput, time_zone: string): ServiceDialogue[] =>
  understand(input).flatMap(({ stream, dialogues, touches }) =>
    dialogues
      .filter(({ firstIncoming }) => firstIncoming >= 0)
      .map((dialogue) => {
        const { first } = dialogue;
        const touch = touchInForce(touches, dialogue);
        return {
          started_at: first.occurred_at,
          received: dialogue.messages.filter((position) => isIncoming(stream[position]!)).length,
          account_id: first.account_id,
          channel: first.channel,
          arrival: !touch
            ? 'unattributed'
            : touch.is_direct
              ? 'direct'
              : touch.event.ref === ''
                ? 'no_ref'
                : 'ref',
          ref: touch?.event.ref ?? '',
          ...clockOnTheWall(time_zone, first.occurred_at),
        };
      }),
  );
