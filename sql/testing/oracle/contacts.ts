import type { PlainEvent } from './plain-event.js';
import type { Understood } from './understand.js';

/** Everybody of a workspace, those of one contact together; the contact is known by its lowest identity. */
export interface OracleContact {
  id: bigint;
  people: Understood[];
}

type Pair = readonly [bigint, bigint];

const isSame = ([a, b]: Pair, [c, d]: Pair) => (a === c && b === d) || (a === d && b === c);

/** Who is one with somebody by these pairs, himself included. */
function groupOf(pairs: readonly Pair[], somebody: bigint): bigint[] {
  const group = [somebody];
  for (;;) {
    const next = pairs.flat().find((one) => {
      const touching = pairs.filter((pair) => pair.includes(one));
      return !group.includes(one) && touching.some((pair) => pair.some((other) => group.includes(other)));
    });
    if (next === undefined) return group;
    group.push(next);
  }
}

/** The pairs that stand after all merges and splits, told in order. */
function standingPairs(events: readonly PlainEvent[]): Pair[] {
  let pairs: Pair[] = [];
  for (const { type, identity_id, other_identity_id } of events) {
    const pair: Pair = [identity_id, other_identity_id];
    if (identity_id === other_identity_id) continue;
    pairs = pairs.filter((other) => !isSame(pair, other));
    if (type === 'identities_merged') pairs.push(pair);
    else if (groupOf(pairs, identity_id).includes(other_identity_id))
      pairs = pairs.filter((other) => !other.includes(identity_id));
  }
  return pairs;
}

const inOrder = (a: PlainEvent, b: PlainEvent): number =>
  a.occurred_at - b.occurred_at ||
  (a.sequence === b.sequence ? (a.event_id < b.event_id ? -1 : 1) : a.sequence < b.sequence ? -1 : 1);

/** The contacts of everybody: who was merged is one, as the merges stand now. */
export function contactsOf(people: readonly Understood[]): OracleContact[] {
  const links = people
    .flatMap(({ stream }) => stream)
    .filter(({ type }) => type === 'identities_merged' || type === 'identities_split')
    .sort(inOrder);
  const pairs = standingPairs(links);
  const lowest = (group: readonly bigint[]) => group.reduce((least, one) => (one < least ? one : least));
  const contactOf = ({ stream }: Understood) => lowest(groupOf(pairs, stream[0]!.identity_id));
  return [...new Set(people.map(contactOf))].map((id) => ({
    id,
    people: people.filter((person) => contactOf(person) === id),
  }));
}
