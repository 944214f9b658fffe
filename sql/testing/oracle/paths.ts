import type { AcquisitionGroup } from '@parley/contracts';
import { contactsOf, type OracleContact } from './contacts.js';
import { type OracleInput, understand, type Understood } from './understand.js';
import { touchRow } from './rows.js';
import { clockOnTheWall } from './wall-clock.js';

/** What is asked of paths; milliseconds UTC, lengths in milliseconds. Of nothing listed: of all. */
export interface PathsQuestion {
  from: number;
  to: number;
  now: number;
  time_zone: string;
  by: AcquisitionGroup;
  anchor: string;
  anchor_names: readonly string[];
  direction: 'from' | 'to';
  steps: 'main' | 'every';
  depth: number;
  minimum_share: number;
  window: number;
  account_ids: readonly number[];
  hours_of_day: readonly number[];
  weekdays: readonly number[];
}

export interface OracleLink {
  path_step: number;
  from_value: string | null;
  to_value: string | null;
  contacts: number;
  open: number;
}

interface Step {
  at: number;
  /** Which of several comes first at one moment. */
  place: readonly (number | bigint | string)[];
  kind: string;
  name: string;
  account_id: number;
  channel: string;
}

const MILESTONES = [
  'goal_reached',
  'order_placed',
  'purchase_completed',
  'purchase_refunded',
  'paid_subscription_started',
  'paid_subscription_ended',
];
const FROM_TABLES = ['touch', 'wrote', 'answered', 'subscribed', 'unsubscribed', 'blocked', ...MILESTONES];
const NEVER = [
  'link_clicked',
  'widget_shown',
  'widget_opened',
  'unblocked',
  'conversation_started',
  'referral_received',
  'identities_merged',
  'identities_split',
];

function stepsOf(person: Understood, question: PathsQuestion, input: OracleInput): Step[] {
  const { anchor, steps } = question;
  const isWhole = steps === 'every';
  const byMessage = (type: string) => isWhole || anchor === type;
  const told = input.accounts
    .filter(({ subscriptions }) => subscriptions)
    .map(({ account_id }) => account_id);
  const touches = person.touches
    .filter(
      ({ event }) => FROM_TABLES.includes(anchor) || anchor === 'message_received' || event.type !== anchor,
    )
    .map((touch): Step => {
      const row = touchRow(person, touch, 1);
      const column =
        { link: 'link_id', ad: 'ad_id', account: 'account_id' }[question.by as string] ?? question.by;
      const value = question.by === 'link' && row[column] === 0 ? '' : String(row[column]);
      const arrival = touch.event.ref !== '' ? '<ref>' : touch.is_direct ? '<direct>' : '<no_ref>';
      const { occurred_at: at, event_id, account_id, channel } = touch.event;
      return { at, place: [1, 0n, event_id], kind: 'touch', name: value || arrival, account_id, channel };
    });
  const wrote = person.dialogues
    .filter(({ firstIncoming }) => firstIncoming >= 0)
    .map(({ firstIncoming, first }): Step => {
      const at = person.stream[firstIncoming]!.occurred_at;
      return { ...first, at, place: [3, 0n, first.event_id], kind: 'wrote', name: '' };
    });
  const answered = person.dialogues.flatMap(({ story, first }): Step[] => {
    const [answer] = story.waits
      .filter(({ answered_at }) => answered_at > 0)
      .sort((a, b) => a.answered_at - b.answered_at || a.waiting_since - b.waiting_since);
    if (!answer) return [];
    const { account_id, channel } = person.stream[answer.position]!;
    return [
      {
        at: answer.answered_at,
        place: [4, 0n, first.event_id],
        kind: 'answered',
        name: '',
        account_id,
        channel,
      },
    ];
  });
  const subscriptions = person.subscriptions
    .filter(({ begin }) => told.includes(begin.account_id))
    .flatMap(({ begin, end }): Step[] => [
      { ...begin, at: begin.occurred_at, place: [2, 0n, begin.event_id], kind: 'subscribed', name: '' },
      ...(end
        ? [
            {
              ...begin,
              at: end.occurred_at,
              place: [4, 0n, begin.event_id],
              kind: end.type === 'message_failed' ? 'blocked' : end.type,
              name: '',
            },
          ]
        : []),
    ]);
  const events = person.stream
    .filter(
      ({ type }) =>
        MILESTONES.includes(type) ||
        (!FROM_TABLES.includes(type) && (type === anchor || (isWhole && !NEVER.includes(type)))),
    )
    .map((event): Step => ({
      ...event,
      at: event.occurred_at,
      place: [4, event.sequence, event.event_id],
      kind: event.type,
      name: event.type === 'goal_reached' ? event.goal : '',
    }));
  return [
    ...touches,
    ...(anchor === 'wrote' || !byMessage('message_received') ? wrote : []),
    ...(anchor === 'answered' || !byMessage('message_sent') ? answered : []),
    ...subscriptions,
    ...events,
  ];
}

const called = ({ kind, name }: Step) => (name === '' ? kind : `${kind}:${name}`);

function before(a: Step, b: Step): number {
  const [one, other] = [
    [a.at, ...a.place, called(a)],
    [b.at, ...b.place, called(b)],
  ];
  const differs = one.findIndex((value, index) => value !== other[index]);
  return differs < 0 ? 0 : one[differs]! < other[differs]! ? -1 : 1;
}

function isAnchor(step: Step, question: PathsQuestion): boolean {
  const { hour, weekday } = clockOnTheWall(question.time_zone, step.at);
  const isIn = <T>(list: readonly T[], one: T) => list.length === 0 || list.includes(one);
  return (
    step.kind === question.anchor &&
    isIn(question.anchor_names, /^<\w+>$/.test(step.name) ? '' : step.name) &&
    step.at >= question.from &&
    step.at < question.to &&
    isIn(question.account_ids, step.account_id) &&
    isIn(question.hours_of_day, hour) &&
    isIn(question.weekdays, weekday)
  );
}

/** Leaves out what is the same as before, and pairs that only repeat the pair before. */
function folded(steps: readonly string[]): string[] {
  const way: string[] = [];
  for (const step of steps) {
    if (way.at(-1) === step) continue;
    way.push(step);
    const [a, b, c, d] = way.slice(-4);
    if (way.length >= 4 && a === c && b === d) way.splice(-2);
  }
  return way;
}

function journeyOf(contact: OracleContact, question: PathsQuestion, input: OracleInput) {
  // What is stamped with a time to come has not happened.
  const steps = contact.people
    .flatMap((person) => stepsOf(person, question, input))
    .filter((step) => step.at <= question.now)
    .sort(before);
  const place = steps.findIndex((step) => isAnchor(step, question));
  if (place < 0) return [];
  const { at } = steps[place]!;
  const outward = question.direction === 'from' ? steps.slice(place) : steps.slice(0, place + 1).reverse();
  const near = outward.filter((step) => Math.abs(step.at - at) <= question.window);
  return [
    {
      walked: folded(near.map(called)).slice(0, question.depth + 1),
      isOpen: question.direction === 'from' && at + question.window > question.now,
    },
  ];
}

/** The links of the report on paths, and how many contacts there are in all. */
export function pathLinksOf(
  input: OracleInput,
  question: PathsQuestion,
): { everybody: number; links: OracleLink[] } {
  const journeys = contactsOf(understand(input)).flatMap((contact) => journeyOf(contact, question, input));
  const isRare = (step: number, value: string) =>
    journeys.filter(({ walked }) => walked[step] === value).length < question.minimum_share * journeys.length;
  const shown = (walked: readonly string[], step: number) => {
    const value = walked[step];
    return value === undefined ? null : isRare(step, value) ? '<other>' : value;
  };
  const links = new Map<string, OracleLink>();
  for (const { walked, isOpen } of journeys)
    for (let step = 1; step <= Math.min(question.depth, walked.length); step++) {
      const ends = [shown(walked, step - 1), shown(walked, step)];
      const [from_value, to_value] = question.direction === 'from' ? ends : ends.reverse();
      const key = JSON.stringify([step, from_value, to_value]);
      const link = links.get(key) ?? {
        path_step: step,
        from_value: from_value ?? null,
        to_value: to_value ?? null,
        contacts: 0,
        open: 0,
      };
      links.set(key, { ...link, contacts: link.contacts + 1, open: link.open + (isOpen ? 1 : 0) });
    }
  return { everybody: journeys.length, links: [...links.values()] };
}
