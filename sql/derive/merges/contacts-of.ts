import { compareDecimals } from '../fold/stream-event.js';

/** That two identities are one person, or are not. Ids are unsigned decimal numbers. */
export interface Link {
  isMerge: boolean;
  identityId: string;
  /** 0: of a split, from all others. */
  otherIdentityId: string;
  /** Milliseconds UTC. */
  at: number;
}

/** An identity that is one contact with others. */
export interface MergedIdentity {
  identityId: string;
  /** The lowest identity of the contact. */
  contactId: string;
  /** The latest merge that the contact is made of, milliseconds UTC. */
  mergedAt: number;
}

const ALL_OTHERS = '0';

/**
 * Which identities are one contact after all these merges and splits, which come in order. A merge joins two identities,
 * and whoever else they are merged with. A split takes back every merge of just these two; where others still hold them
 * together, it takes the first of the two out of all its merges so far. A split from all others takes one out and leaves the
 * others together, also those that only it had joined.
 */
export function contactsOf(links: readonly Link[]): MergedIdentity[] {
  const edges = new Map<string, Map<string, number>>();
  const edgesOf = (identity: string) => {
    let found = edges.get(identity);
    if (!found) edges.set(identity, (found = new Map()));
    return found;
  };
  const cut = (one: string, other: string) => {
    edges.get(one)?.delete(other);
    edges.get(other)?.delete(one);
  };

  for (const { isMerge, identityId: one, otherIdentityId: other, at } of links) {
    if (one === other) continue;
    if (isMerge) {
      edgesOf(one).set(other, at);
      edgesOf(other).set(one, at);
      continue;
    }
    if (other === ALL_OTHERS) {
      const left = [...edgesOf(one)];
      for (const [neighbour] of left) cut(one, neighbour);
      const [[hub, hubAt] = ['', 0], ...rest] = left;
      for (const [neighbour, told] of rest) {
        const joinedAt = Math.max(hubAt, told, edgesOf(hub).get(neighbour) ?? 0);
        edgesOf(hub).set(neighbour, joinedAt);
        edgesOf(neighbour).set(hub, joinedAt);
      }
      continue;
    }
    cut(one, other);
    if (reached(edges, one).has(other)) for (const neighbour of [...edgesOf(one).keys()]) cut(one, neighbour);
  }

  const seen = new Set<string>();
  return [...edges.keys()].flatMap((identity) => {
    if (seen.has(identity) || edgesOf(identity).size === 0) return [];
    const group = [...reached(edges, identity)].sort(compareDecimals);
    for (const one of group) seen.add(one);
    const mergedAt = Math.max(...group.flatMap((one) => [...edgesOf(one).values()]));
    return group.map((one) => ({ identityId: one, contactId: group[0]!, mergedAt }));
  });
}

/** All identities that merges lead to from this one, itself included. */
function reached(edges: ReadonlyMap<string, ReadonlyMap<string, number>>, from: string): Set<string> {
  const found = new Set([from]);
  for (const one of found) for (const other of edges.get(one)?.keys() ?? []) found.add(other);
  return found;
}
