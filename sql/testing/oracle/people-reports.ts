import type { Dialogue } from './dialogues.js';
import { firstAgentOf } from './dialogues.js';
import { isIncoming, isOutgoing, type PlainEvent } from './plain-event.js';
import { mean, quantile } from './quantile.js';
import { actor } from './settings.js';
import { openSince2009 } from './business.js';
import { type OracleInput, understand, type Understood } from './understand.js';
import { answersSeenFrom } from './visibility.js';
import { closerOf } from './waits.js';
import { type AskedMoments, isAskedAt } from './wall-clock.js';

/** A period `[from, to)` and the moment it is asked at; milliseconds UTC. */
export interface PeopleQuestion extends AskedMoments {
  now: number;
}
type Numbers = Record<string, number | string | null>;

const DAY = 86_400_000;
const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
const within = (question: PeopleQuestion) => (time: number) => isAskedAt(question, time);
const wroteIn = (messages: readonly PlainEvent[], question: PeopleQuestion) =>
  messages.some((event) => isIncoming(event) && within(question)(event.occurred_at));

/** The dialogues of the period: those of which some of it, from the first to the last message, lies in it. */
const goingOn = (dialogues: readonly Dialogue[], { from, to }: PeopleQuestion) =>
  dialogues.filter(
    ({ first, last, firstIncoming }) =>
      firstIncoming >= 0 && first.occurred_at < to && last.occurred_at >= from,
  );

/** The total row of repeat-contact; with an agent, that agent's row ('0' = nobody known), as `joined` says who is whom. */
export function repeatsOf(
  input: OracleInput,
  question: PeopleQuestion,
  repeatAfter: number,
  agent?: { id: string; joined: ReadonlyMap<string, string> },
): Numbers {
  const called = (id: bigint | undefined) => agent?.joined.get(String(id ?? 0n)) ?? String(id ?? 0n);
  const firstIn = ({ stream, rules }: Understood, dialogue: Dialogue) =>
    called(firstAgentOf(stream, dialogue, rules));
  const people = understand(input).map((person) => {
    const dialogues = goingOn(person.dialogues, question);
    const later = dialogues.filter(
      ({ previous }) => previous && (!agent || firstIn(person, previous) === agent.id),
    );
    const returns = later.filter((dialogue) => {
      const since = person.stream[dialogue.firstIncoming]!.occurred_at;
      return (
        ['contact', 'broadcast_reply'].includes(dialogue.starter) &&
        within(question)(since) &&
        since - dialogue.previous!.last.occurred_at > repeatAfter
      );
    });
    const isMine =
      !agent || later.length > 0 || dialogues.some((dialogue) => firstIn(person, dialogue) === agent.id);
    return {
      person,
      wrote: isMine && wroteIn(person.stream, question),
      later,
      returns,
      pause: returns.map(
        (dialogue) =>
          person.stream[dialogue.firstIncoming]!.occurred_at - dialogue.previous!.last.occurred_at,
      )[0],
    };
  });
  const contacts = people.filter(({ wrote }) => wrote);
  const back = people.filter(({ returns }) => returns.length > 0);
  const pauses = back.map(({ pause }) => pause! / 1000);
  const unprompted = people.filter(({ returns }) => returns.some(({ starter }) => starter === 'contact'));
  const earlier = contacts.filter(({ later }) => later.length > 0);
  const end = Math.min(question.to, question.now);
  return {
    contacts: contacts.length,
    repeat_contacts: back.length,
    repeat_contact_rate: share(back.length, contacts.length),
    contacts_immature: contacts.filter(({ person }) => end - person.identity.firstSeenAt < repeatAfter)
      .length,
    time_to_repeat_median_seconds: quantile(pauses, 0.5),
    time_to_repeat_p90_seconds: quantile(pauses, 0.9),
    repeat_contacts_unprompted: unprompted.length,
    repeat_contact_rate_unprompted: share(unprompted.length, contacts.length),
    contacts_with_earlier_dialogue: earlier.length,
    contacts_with_earlier_dialogue_share: share(earlier.length, contacts.length),
  };
}

/** What bots did with the dialogues of the period, of the total row of bots; null where answers cannot be seen. */
export function botsOf(input: OracleInput, question: PeopleQuestion): Numbers {
  const sees = input.accounts.some(({ account_id }) => answersSeenFrom(input, account_id) < question.to);
  const all = understand(input).flatMap((person) =>
    person.dialogues
      .filter(({ first, firstIncoming }) => firstIncoming >= 0 && within(question)(first.occurred_at))
      .map((dialogue) => {
        const messages = dialogue.messages.map((position) => person.stream[position]!);
        const times = (who: string) =>
          messages.filter((event) => actor(event, person.rules) === who).map((event) => event.occurred_at);
        return { person, dialogue, bot: times('bot'), people: times('agent') };
      }),
  );
  const fronted = all.filter(({ bot, people }) => bot.length > 0 && !(people[0]! < bot[0]!));
  const handedOff = fronted.filter(({ dialogue }) => dialogue.story.isHandedOff);
  const contained = fronted.filter(
    ({ dialogue, people }) => !dialogue.story.isHandedOff && people.length === 0,
  );
  const reopened = contained.filter(({ person, bot }) =>
    person.dialogues
      .flatMap(({ story }) => story.waits)
      .some(({ answered_at, waiting_since }) => {
        const later = waiting_since - bot.at(-1)!;
        return answered_at > 0 && later >= 0 && later <= DAY && waiting_since >= question.from;
      }),
  );
  const told = (number: number | null) => (sees ? number : null);
  return {
    dialogues: all.length,
    bot_dialogues: told(fronted.length),
    bot_dialogues_contained: told(contained.length),
    containment_share: told(share(contained.length, fronted.length)),
    bot_dialogues_handed_off: told(handedOff.length),
    bot_dialogues_taken_over: told(fronted.length - handedOff.length - contained.length),
    bot_dialogues_reopened: told(reopened.length),
    reopened_after_bot_share: told(share(reopened.length, contained.length)),
  };
}

/** The total row of time-to-close without targets; with an agent, that agent's row. */
export function closingsOf(
  input: OracleInput,
  question: PeopleQuestion,
  hours: 'calendar' | 'business',
  agent?: { id: string; joined: ReadonlyMap<string, string> },
): Numbers {
  const { schedule } = input.definition;
  const every = understand(input).flatMap((person) =>
    person.dialogues
      .filter(({ firstIncoming }) => firstIncoming >= 0)
      .map((dialogue) => {
        const { first, story } = dialogue;
        const closer = closerOf(person.stream, dialogue);
        const id = String(closer || (firstAgentOf(person.stream, dialogue, person.rules) ?? 0n));
        const since = person.stream[dialogue.firstIncoming]!.occurred_at;
        const calendar = schedule.accounts[String(first.account_id)] ?? schedule.workspace;
        const read = (at: number) => openSince2009(schedule.calendars[calendar!]!, at);
        const length = () => {
          if (hours === 'calendar') return (story.resolvedAt - since) / 1000;
          return calendar === null ? null : (read(story.resolvedAt) - read(since)) / 1000;
        };
        return {
          account_id: first.account_id,
          at: first.occurred_at,
          agent: agent?.joined.get(id) ?? id,
          isClosed: story.resolvedAt > 0,
          length,
        };
      }),
  );
  const anyClosed = understand(input)
    .flatMap(({ dialogues }) => dialogues)
    .filter(({ story }) => story.resolvedAt > 0);
  const toldFrom = (account_id: number) =>
    Math.min(
      Infinity,
      ...anyClosed
        .filter(({ first }) => first.account_id === account_id)
        .map(({ first }) => first.occurred_at),
    );
  const mine = every.filter((one) => within(question)(one.at) && (!agent || one.agent === agent.id));
  const closable = mine.filter(({ account_id, at }) => toldFrom(account_id) <= at);
  const closed = mine.filter(({ isClosed }) => isClosed);
  const lengths = closed.map(({ length }) => length()).filter((length) => length !== null);
  const sees =
    input.accounts.some(({ account_id }) => toldFrom(account_id) < question.to) &&
    (mine.length === 0 || closable.length > 0);
  const told = (number: number | null) => (sees ? number : null);
  return {
    dialogues: mine.length,
    dialogues_closable: told(closable.length),
    dialogues_closed: told(closed.length),
    closed_share: told(share(closed.length, closable.length)),
    close_mean_seconds: mean(lengths),
    close_median_seconds: quantile(lengths, 0.5),
    close_p75_seconds: quantile(lengths, 0.75),
    close_p90_seconds: quantile(lengths, 0.9),
    closings_without_calendar: told(closed.length - lengths.length),
    closing_covered_share: share(closable.length, mine.length),
  };
}

/** Who received and who wrote between two moments, under the names of active-and-engaged. */
export function engagementOf(input: OracleInput, question: PeopleQuestion): Numbers {
  const isIn = within(question);
  const shows = new Set(
    input.accounts.filter(({ outgoing }) => outgoing !== 'never').map(({ account_id }) => account_id),
  );
  const sees = input.accounts.some(({ account_id }) => answersSeenFrom(input, account_id) < question.to);
  const people = understand(input).map(({ stream }) => ({
    wrote: wroteIn(stream, question),
    received: stream.some(
      (event) => isOutgoing(event) && isIn(event.occurred_at) && shows.has(event.account_id),
    ),
  }));
  const active = people.filter(({ received }) => received);
  const engaged = active.filter(({ wrote }) => wrote);
  return {
    contacts: people.filter(({ wrote }) => wrote).length,
    contacts_active: sees ? active.length : null,
    contacts_engaged: sees ? engaged.length : null,
    engaged_share: sees ? share(engaged.length, active.length) : null,
  };
}
