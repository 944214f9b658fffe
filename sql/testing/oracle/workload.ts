import type { Schedule } from '@parley/contracts';
import { openSince2009 } from './business.js';
import { share } from './places.js';
import { askedDialogues, coveredShare } from './service-numbers.js';
import type { KnownAgent, ServiceQuestion } from './service-waits.js';
import { type OracleInput, understand } from './understand.js';
import { answersSeenFrom } from './visibility.js';
import { assignedAt, heldBy } from './waits.js';
import { clockOnTheWall } from './wall-clock.js';

const QUARTER = 900_000;

export interface WorkloadQuestion extends ServiceQuestion {
  pause_seconds: number;
  agent_ids: readonly string[];
  hours_of_day: readonly number[];
  weekdays: readonly number[];
}

/** An answer, and from when on it is worked on; milliseconds UTC. */
export interface WorkedAnswer {
  agent: string;
  at: number;
  workedFrom: number;
  /** Somebody else had the dialogue since the answer before. */
  wasElsewhere: boolean;
  /** The number of the calendar that counts for it; null: none. */
  hours: string | null;
}
/** A stretch in which an agent worked on a dialogue, whole. */
interface Span {
  agent: string;
  dialogue: object;
  from: number;
  to: number;
  answers: WorkedAnswer[];
}

/** The answers of each dialogue there is, whatever is asked. */
function answersOf(
  input: OracleInput,
  pause: number,
  known: ReadonlyMap<string, KnownAgent>,
): WorkedAnswer[][] {
  const who = (agent: bigint) => known.get(String(agent))?.counts_as ?? String(agent);
  return understand(input).flatMap(({ stream, rules: { schedule }, dialogues }) =>
    dialogues.map((dialogue) =>
      dialogue.story.waits
        .filter(({ answered_at }) => answered_at > 0)
        .map((wait) => {
          const by = stream[wait.answerPosition]!.agent_id;
          const account = String(stream[wait.position]!.account_id);
          return {
            agent: who(by),
            at: wait.answered_at,
            workedFrom: Math.max(
              wait.waiting_since,
              assignedAt(stream, wait),
              wait.handed_off_at,
              wait.answered_at - pause,
            ),
            wasElsewhere: heldBy(stream, dialogue, wait).some((held) => who(held.agent_id) !== who(by)),
            hours: schedule.agents[String(by)] ?? schedule.accounts[account] ?? schedule.workspace,
          };
        }),
    ),
  );
}

/** All spans of work, told by walking through the answers of each dialogue. */
const spansOf = (dialogues: readonly WorkedAnswer[][], pause: number): Span[] =>
  dialogues.flatMap((answers) => {
    const spans: Span[] = [];
    const inOrder = [...answers].sort(
      (one, other) =>
        one.at - other.at ||
        one.workedFrom - other.workedFrom ||
        Number(BigInt(one.agent) - BigInt(other.agent)),
    );
    for (const answer of inOrder) {
      const current = spans.at(-1);
      const { agent, workedFrom, at } = answer;
      if (current?.agent === agent && !answer.wasElsewhere && workedFrom - current.to <= pause) {
        current.to = at;
        current.answers.push(answer);
      } else spans.push({ agent, dialogue: answers, from: workedFrom, to: at, answers: [answer] });
    }
    return spans;
  });

const days = new Map<string, Intl.DateTimeFormat>();
/** The local day of an instant, `2026-03-02`. */
function dayOf(time_zone: string, at: number): string {
  let format = days.get(time_zone);
  if (!format) days.set(time_zone, (format = new Intl.DateTimeFormat('en-CA', { timeZone: time_zone })));
  return format.format(at);
}

/** The rows of workload, the total last, and of workload-by-hour. */
export function workloadOf(input: OracleInput, question: WorkloadQuestion) {
  const { hours_of_day, weekdays } = question;
  const isIn = (list: readonly number[], value: number) => list.length === 0 || list.includes(value);
  return workloadOfAnswers(answersOf(input, question.pause_seconds * 1000, question.known), question, {
    schedule: understand(input)[0]?.rules.schedule,
    isSeen: input.accounts.some(({ account_id }) => answersSeenFrom(input, account_id) < question.to),
    covered: coveredShare(
      input,
      askedDialogues(input, question).filter(
        ({ hour, weekday }) => isIn(hours_of_day, hour) && isIn(weekdays, weekday),
      ),
    ),
  });
}

/** The same of these answers, dialogue by dialogue. */
export function workloadOfAnswers(
  dialogues: readonly WorkedAnswer[][],
  question: Omit<WorkloadQuestion, keyof ServiceQuestion> &
    Pick<ServiceQuestion, 'from' | 'to' | 'now' | 'time_zone'>,
  { schedule, isSeen, covered }: { schedule?: Schedule; isSeen: boolean; covered: number | null },
) {
  const { from, to, time_zone, hours_of_day, weekdays } = question;
  const isAskedAt = (at: number) => {
    const { hour, weekday } = clockOnTheWall(time_zone, at);
    return (
      (hours_of_day.length === 0 || hours_of_day.includes(hour)) &&
      (weekdays.length === 0 || weekdays.includes(weekday))
    );
  };
  /** Cut to the period and, because clocks on walls differ by quarters at most, at every quarter of an hour. */
  const partsOf = (span: Span) => {
    const parts: { from: number; to: number }[] = [];
    const end = Math.min(span.to, to);
    for (let at = Math.max(span.from, from); at < end;) {
      const next = Math.min(end, (Math.floor(at / QUARTER) + 1) * QUARTER);
      parts.push({ from: at, to: next });
      at = next;
    }
    return parts;
  };
  const asked = (hour: number | null = null) => {
    const isHere = (at: number) =>
      isAskedAt(at) && (hour === null || clockOnTheWall(time_zone, at).hour === hour);
    return spansOf(dialogues, question.pause_seconds * 1000)
      .filter(({ agent }) => question.agent_ids.length === 0 || question.agent_ids.includes(agent))
      .map((span) => ({
        ...span,
        parts: partsOf(span),
        given: span.answers.filter(({ at }) => at >= from && at < to && isHere(at)),
      }))
      .filter(({ parts, given }) => parts.some((part) => isHere(part.from)) || given.length > 0)
      .map((span) => ({ ...span, isHere }));
  };
  type Asked = ReturnType<typeof asked>;

  /** Between any two moments at which something changes, how many spans go on. */
  const segmentsOf = (spans: Asked) => {
    const parts = spans.flatMap((span) => span.parts.map((part) => ({ ...part, span })));
    const moments = [...new Set(parts.flatMap((part) => [part.from, part.to]))].sort((a, b) => a - b);
    return moments.slice(0, -1).flatMap((begins, index) => {
      const ends = moments[index + 1]!;
      const atOnce = parts.filter((part) => part.from <= begins && part.to >= ends).length;
      return atOnce > 0 && spans[0]!.isHere(begins) ? [{ begins, ends, atOnce, length: ends - begins }] : [];
    });
  };
  const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);
  const timesOf = (spans: Asked) => {
    const segments = segmentsOf(spans);
    const most = Math.max(0, ...segments.map(({ atOnce }) => atOnce));
    return {
      segments,
      busy: sum(segments.map(({ length }) => length)),
      total: sum(segments.map(({ length, atOnce }) => length * atOnce)),
      most,
      mostAt: segments.find(({ atOnce }) => atOnce === most)?.begins ?? null,
    };
  };
  /** The calendar of the last answer of a day, and the time at work on it. */
  const daysOf = (spans: Asked) => {
    const parts = spans.flatMap((span) => {
      const cut = span.parts.length > 0 ? span.parts : [{ from: span.from, to: span.from }];
      const begun = span.answers.filter((answer) => answer.workedFrom < to);
      return cut.map((part) => ({ ...part, span, hours: begun.at(-1)!.hours }));
    });
    const names = [...new Set(parts.map((part) => dayOf(time_zone, part.from)))].sort();
    return names.map((name) => {
      const ofDay = parts.filter((part) => dayOf(time_zone, part.from) === name);
      const long = ofDay.filter((part) => part.to > part.from);
      const first = Math.min(...long.map((part) => part.from));
      const last = Math.max(...long.map((part) => part.to));
      let atWork = 0;
      for (let at = first; at < last;) {
        const next = Math.min(last, (Math.floor(at / QUARTER) + 1) * QUARTER);
        if (spans[0]!.isHere(at)) atWork += next - at;
        at = next;
      }
      const latest = Math.max(...ofDay.map((part) => part.to));
      const ids = ofDay.filter((part) => part.to === latest).map(({ hours }) => Number(hours ?? 0));
      const isWorked =
        long.some((part) => spans[0]!.isHere(part.from)) ||
        ofDay.some(({ span }) => span.given.some(({ at }) => dayOf(time_zone, at) === name));
      return { name, atWork: long.length > 0 ? atWork : 0, calendar: Math.max(...ids), isWorked };
    });
  };

  const known = <T>(value: T) => (isSeen ? value : null);
  const spans = asked();
  const agents = [...new Set(spans.map(({ agent }) => agent))];
  const ofAgent = (agent: string) => {
    const mine = spans.filter((span) => span.agent === agent);
    const times = timesOf(mine);
    const worked = daysOf(mine);
    const hoursOf = (id: number) => schedule?.calendars[String(id)];
    const openIn = (id: number, begins: number, ends: number) => {
      const hours = hoursOf(id);
      return hours ? openSince2009(hours, ends) - openSince2009(hours, begins) : 0;
    };
    const last = worked.at(-1)!.calendar;
    let open = 0;
    const until = Math.min(to, question.now);
    if (hours_of_day.length === 0 && weekdays.length === 0)
      open = until > from ? openIn(last, from, until) : 0;
    else
      for (let at = from; at < until;) {
        const next = Math.min(until, (Math.floor(at / QUARTER) + 1) * QUARTER);
        if (isAskedAt(at)) open += openIn(last, at, next);
        at = next;
      }
    const openBusy = sum(
      times.segments.map(({ begins, ends }) => {
        const day = worked.find(({ name }) => name === dayOf(time_zone, begins))!;
        // Calendars are told up to now.
        return begins < until ? openIn(day.calendar, begins, Math.min(ends, until)) : 0;
      }),
    );
    return { agent, mine, times, worked, open, openBusy };
  };
  const all = agents.map(ofAgent);
  const rowOf = (of: typeof all, isTotal: boolean) => {
    const mine = of.flatMap((one) => one.mine);
    const together = isTotal ? timesOf(mine) : of[0]!.times;
    const busy = sum(of.map(({ times }) => times.busy));
    const total = sum(of.map(({ times }) => times.total));
    const atWork = sum(of.flatMap(({ worked }) => worked.map((day) => day.atWork)));
    const answers = sum(mine.map(({ given }) => given.length));
    const withHours = of.filter(({ open }) => open > 0);
    const open = sum(withHours.map((one) => one.open));
    return {
      is_total: isTotal,
      agent_id: isTotal || of[0]!.agent === '0' ? null : of[0]!.agent,
      dialogues_answered: known(
        new Set(mine.filter(({ given }) => given.length > 0).map(({ dialogue }) => dialogue)).size,
      ),
      waits_answered: known(answers),
      work_spans: known(mine.length),
      busy_seconds: known(busy / 1000),
      dialogue_seconds: known(total / 1000),
      concurrency_mean: known(share(total, busy)),
      concurrency_max: known(together.most),
      concurrency_max_at: together.mostAt === null ? null : new Date(together.mostAt).toISOString(),
      answers_per_busy_hour: known(share(answers, busy / 3_600_000)),
      days_worked: known(of.flatMap(({ worked }) => worked.filter(({ isWorked }) => isWorked)).length),
      at_work_seconds: known(atWork / 1000),
      busy_share: known(share(busy, atWork)),
      open_seconds: open > 0 ? open / 1000 : null,
      open_busy_share: open > 0 ? share(sum(withHours.map((one) => one.openBusy)), open) : null,
      outgoing_covered_share: covered,
    };
  };
  const byHour = (hour: number) => {
    const here = asked(hour);
    const times = agents.map((agent) => timesOf(here.filter((span) => span.agent === agent)));
    const busy = sum(times.map((one) => one.busy));
    const total = sum(times.map((one) => one.total));
    return {
      hour_of_day: hour,
      work_spans: known(here.length),
      waits_answered: known(sum(here.map(({ given }) => given.length))),
      busy_seconds: known(busy / 1000),
      dialogue_seconds: known(total / 1000),
      concurrency_mean: known(share(total, busy)),
      concurrency_max: known(Math.max(0, ...times.map(({ most }) => most))),
    };
  };
  return { rows: [...all.map((one) => rowOf([one], false)), rowOf(all, true)], byHour };
}
