import {
  EVENT_RANK,
  type FunnelDefinition,
  type FunnelExclusion,
  type FunnelStep,
  VISITOR_TYPES,
} from '@parley/contracts';
import { contactsOf } from './contacts.js';
import { derivedTables } from './derived-tables.js';
import { type PlainEvent, standing, streamOf } from './plain-event.js';
import type { Row } from './rows.js';
import { countsIn } from './settings.js';
import { type OracleInput, understand } from './understand.js';

/** Something that happened and that a step may ask for. */
export interface Fact {
  identity_id: bigint;
  /** Milliseconds UTC. */
  at: number;
  sequence: bigint;
  event_id: bigint;
  /** The ready-made step or the type. */
  kinds: readonly string[];
  channel: string;
  account_id: number;
  agent_id: bigint;
  labels: Readonly<Record<string, string>>;
  event: PlainEvent | undefined;
  isTouch: boolean;
  isArrival: boolean;
}

const MAY_LEAD = [
  'link_clicked',
  'widget_shown',
  'widget_opened',
  'conversation_started',
  'referral_received',
];

const labelsOf = (row: Row): Record<string, string> =>
  Object.fromEntries(
    ['ref', 'source', 'medium', 'campaign', 'content', 'term'].map((key) => [key, String(row[key])]),
  );
const placeOf = (row: Row) => ({ channel: String(row['channel']), account_id: Number(row['account_id']) });
const rankOf = (type: keyof typeof EVENT_RANK) => BigInt(EVENT_RANK[type]);
const NOTHING = { agent_id: 0n, labels: {}, event: undefined, isTouch: false, isArrival: false };

/** Everything that happened, each thing once: what is derived, and the events themselves. */
export function factsOf(input: OracleInput): Fact[] {
  const { touches_v1, dialogues_v1, waits_v1, subscriptions_v1 } = derivedTables(input);
  const touches = touches_v1
    .filter((row) => row['type'] !== 'message_received')
    .map((row): Fact => ({
      ...NOTHING,
      ...placeOf(row),
      identity_id: BigInt(row['identity_id'] as string),
      at: Number(row['occurred_at']),
      sequence: rankOf(row['type'] as 'link_clicked'),
      event_id: BigInt(row['event_id'] as string),
      kinds: row['type'] === 'conversation_started' ? ['arrived', 'started'] : ['arrived'],
      labels: labelsOf(row),
      isTouch: true,
      isArrival: true,
    }));
  const wrote = dialogues_v1
    .filter((row) => row['first_incoming_at'] !== 0)
    .map((row): Fact => ({
      ...NOTHING,
      ...placeOf(row),
      identity_id: BigInt(row['identity_id'] as string),
      at: Number(row['first_incoming_at']),
      sequence: rankOf('message_received'),
      event_id: BigInt(row['first_event_id'] as string),
      kinds: ['wrote'],
      labels: labelsOf(row),
    }));
  const answered = waits_v1
    .filter((row) => row['answered_at'] !== 0)
    .map((row): Fact => ({
      ...NOTHING,
      ...placeOf(row),
      identity_id: BigInt(row['identity_id'] as string),
      at: Number(row['answered_at']),
      sequence: rankOf('message_sent'),
      event_id: BigInt(row['answer_event_id'] as string),
      kinds: ['answered'],
      agent_id: BigInt(row['answered_by'] as string),
      labels: labelsOf(row),
    }));
  const telling = input.accounts.filter(({ subscriptions }) => subscriptions);
  const subscribed = subscriptions_v1
    .filter((row) => telling.some(({ account_id }) => account_id === row['account_id']))
    .map((row): Fact => ({
      ...NOTHING,
      ...placeOf(row),
      identity_id: BigInt(row['identity_id'] as string),
      at: Number(row['subscribed_at']),
      sequence: rankOf('subscribed'),
      event_id: BigInt(row['first_event_id'] as string),
      kinds: ['subscribed'],
    }));
  return [...touches, ...wrote, ...answered, ...subscribed, ...rawFacts(input)];
}

function rawFacts(input: OracleInput): Fact[] {
  const here = input.rows.filter((row) => countsIn(input.accounts, row, row.type) === row.account_id);
  const identities = [...new Set(here.map((row) => row.identity_id))];
  const knownAs = visitorsOf(input);
  return identities.flatMap((identity) =>
    streamOf(here.filter((row) => row.identity_id === identity))
      .filter(({ type }) => type !== 'subscribed')
      .map((event): Fact => ({
        identity_id: VISITOR_TYPES.has(event.type) ? (knownAs.get(identity) ?? identity) : identity,
        at: event.occurred_at,
        sequence: event.sequence,
        event_id: event.event_id,
        kinds: event.type === 'purchase_completed' ? [event.type, 'bought'] : [event.type],
        channel: event.channel,
        account_id: event.account_id,
        agent_id: event.agent_id,
        labels: { ref: event.ref },
        event,
        isTouch: false,
        isArrival: MAY_LEAD.includes(event.type),
      })),
  );
}

/** Who visitors turned out to be: the first contact who came by the id of their click. */
function visitorsOf(input: OracleInput): Map<bigint, bigint> {
  const people = understand(input);
  const known = new Set(people.map(({ stream }) => stream[0]!.identity_id));
  const touches = people
    .flatMap((person) => person.touches)
    .filter(({ event }) => event.click_id !== '' && event.type !== 'link_clicked')
    .map(({ event }) => event)
    // A direct touch has no click.
    .filter(({ type }) => type !== 'message_received')
    .sort((a, b) => a.occurred_at - b.occurred_at || (a.event_id < b.event_id ? -1 : 1));
  const found = new Map<bigint, bigint>();
  const clicks = standing(input.rows).filter(
    ({ type, click_id, identity_id }) =>
      type === 'link_clicked' && click_id !== '' && !known.has(identity_id),
  );
  for (const { identity_id } of clicks) {
    const mine = clicks.filter((click) => click.identity_id === identity_id).map(({ click_id }) => click_id);
    const touch = touches.find(({ click_id }) => mine.includes(click_id));
    if (touch) found.set(identity_id, touch.identity_id);
  }
  return found;
}

const isAmong = (list: readonly unknown[], one: unknown) => list.length === 0 || list.includes(one);

/** Whether a fact is what a step or an exclusion asks for. */
export function meets(fact: Fact, part: FunnelStep | FunnelExclusion): boolean {
  const { event, labels } = fact;
  return (
    fact.kinds.includes(part.event) &&
    isAmong(part.channels, fact.channel) &&
    isAmong(part.account_ids, String(fact.account_id)) &&
    isAmong(part.agent_ids, String(fact.agent_id)) &&
    isAmong(part.refs, labels['ref']) &&
    isAmong(part.sources, labels['source']) &&
    isAmong(part.mediums, labels['medium']) &&
    isAmong(part.campaigns, labels['campaign']) &&
    isAmong(part.contents, labels['content']) &&
    isAmong(part.terms, labels['term']) &&
    isAmong(part.goal_names, event?.goal) &&
    isAmong(part.senders, event?.sender) &&
    isAmong(part.content_kinds, event?.kind) &&
    part.props.every(({ key, values, is_not }) => values.includes(event?.props[key] ?? '') !== is_not)
  );
}

/** Somebody or something that goes through a funnel. */
export interface OracleUnit {
  /** Of a contact and a profile the identity, of a dialogue its first event. */
  id: bigint;
  facts: Fact[];
  /** The arrivals that count for it, in order; direct ones too. */
  touches: Row[];
}

const DAY = 86_400_000;
const DERIVED: readonly string[] = ['arrived', 'started', 'wrote', 'answered', 'subscribed'];

/** Everybody with what happened to them, in order. */
export function unitsOf(input: OracleInput, facts: readonly Fact[], funnel: FunnelDefinition): OracleUnit[] {
  const tables = derivedTables(input);
  const contacts = contactsOf(understand(input));
  const contactOf = (identity: bigint) =>
    contacts.find(({ people }) => people.some(({ stream }) => stream[0]!.identity_id === identity))?.id ??
    identity;
  const dialogueOf = ({ identity_id, at, isArrival }: Fact): bigint | null => {
    const mine = tables.dialogues_v1
      .filter((row) => BigInt(row['identity_id'] as string) === identity_id)
      .sort((a, b) => Number(a['started_at']) - Number(b['started_at']));
    const next = mine.find((row) => Number(row['started_at']) >= at);
    if (isArrival && next && Number(next['started_at']) - at <= DAY)
      return BigInt(next['first_event_id'] as string);
    const last = mine.findLast((row) => Number(row['started_at']) <= at);
    return last ? BigInt(last['first_event_id'] as string) : null;
  };
  const idOf = (fact: Fact): bigint | null =>
    funnel.unit === 'contact'
      ? contactOf(fact.identity_id)
      : funnel.unit === 'identity'
        ? fact.identity_id
        : dialogueOf(fact);

  // What is derived has no number of the platform, so numbers order nothing where others have one.
  const isDerived = [...funnel.steps, ...funnel.exclusions].map(({ event }) => DERIVED.includes(event));
  const isMixed = isDerived.includes(true) && isDerived.includes(false);

  const units = new Map<bigint, Fact[]>();
  for (const fact of facts) {
    const id = idOf(fact);
    if (id !== null) units.set(id, [...(units.get(id) ?? []), fact]);
  }
  return [...units].map(([id, mine]) => {
    const owner = funnel.unit === 'contact' ? id : mine[0]!.identity_id;
    return {
      id,
      facts: mine.sort(
        (a, b) =>
          a.at - b.at ||
          (isMixed ? Number((a.sequence % 16n) - (b.sequence % 16n)) : 0) ||
          (a.sequence === b.sequence ? (a.event_id < b.event_id ? -1 : 1) : a.sequence < b.sequence ? -1 : 1),
      ),
      touches: tables.touches_v1
        .filter((row) => {
          const identity = BigInt(row['identity_id'] as string);
          return (funnel.unit === 'contact' ? contactOf(identity) : identity) === owner;
        })
        .sort(
          (a, b) =>
            Number(a['occurred_at']) - Number(b['occurred_at']) ||
            (BigInt(a['event_id'] as string) < BigInt(b['event_id'] as string) ? -1 : 1),
        ),
    };
  });
}
