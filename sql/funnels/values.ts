import type { FunnelBreakdown, FunnelBreakdownPlace, FunnelDefinition } from '@parley/contracts';
import { withContact } from '../acquisition/contacts.js';
import { type ItemsQuestion, isTouch } from './sources.js';
import { SPILLED } from './spilled.js';

export interface Breakdown {
  by: FunnelBreakdown;
  at: FunnelBreakdownPlace;
}

/** What a funnel is split by needs of events and touches. */
export interface Values {
  /** What every event is to say itself. */
  own: ItemsQuestion['own'];
  /** Whether the touches of the owner are needed: an expression for what each is called; null where they are not. */
  touches: string | null;
  /** What the unit stands under, as text, '' for nothing; by step one per step. */
  value: string;
}

const OF_TOUCHES = ['source', 'medium', 'campaign', 'content'] as const;
type OfTouches = (typeof OF_TOUCHES)[number];
const isOfTouches = (by: FunnelBreakdown): by is OfTouches => OF_TOUCHES.includes(by as OfTouches);

const inForceAt = (moment: string) => `arrayLast(touch -> touch.1 <= ${moment}, touches).3`;

/** How a breakdown is worked out. Reads `way` (at, place), `owns` (what each event says itself) and `touches` (at, event_id, value). */
export function valuesOf(funnel: FunnelDefinition, { by, at }: Breakdown): Values {
  if (by === 'none') return { own: null, touches: null, value: "''" };
  const own: ItemsQuestion['own'] = by;
  const ownAt = (index: number | string) => `owns[way[${index}].2]`;
  if (by === 'agent' || by === 'property') {
    const all = 'arrayMap(event -> event.2, way)';
    if (at === 'step') return { own, touches: null, value: `arrayMap(place -> owns[place], ${all})` };
    return {
      own,
      touches: null,
      // An entry seldom has an agent: the first on the way stands for it.
      value:
        by === 'agent' ? `arrayFirst(one -> one != '', arrayMap(place -> owns[place], ${all}))` : ownAt(1),
    };
  }
  const touches = isOfTouches(by)
    ? `toString(${by})`
    : by === 'channel'
      ? 'toString(channel)'
      : 'toString(account_id)';
  if (at === 'first_touch') return { own: null, touches, value: 'touches[1].3' };
  if (at === 'last_touch')
    return { own: null, touches, value: inForceAt('arrayMax(arrayMap(event -> event.1, way))') };
  if (!isOfTouches(by))
    return {
      own,
      touches: null,
      value: at === 'entry' ? ownAt(1) : 'arrayMap(event -> owns[event.2], way)',
    };
  const isOwn = funnel.steps.map(({ event }) => isTouch(event));
  if (at === 'entry')
    return isOwn[0]
      ? { own, touches: null, value: ownAt(1) }
      : { own: null, touches, value: inForceAt('way[1].1') };
  return {
    own: isOwn.some(Boolean) ? own : null,
    touches: isOwn.every(Boolean) ? null : touches,
    value: `arraySlice([${isOwn
      .map((itself, index) => (itself ? ownAt(index + 1) : inForceAt(`way[${index + 1}].1`)))
      .join(', ')}], 1, level)`,
  };
}

/**
 * The touches of those whose `owner_id` the other SELECT gives, in order, as a SELECT: `owner_id`, `touches` (at_ms,
 * event_id, what it is called).
 */
export function touchesOfOwners(funnel: FunnelDefinition, named: string, owners: string): string {
  const rows = `
    SELECT identity_id, toUnixTimestamp64Milli(occurred_at) AS touched_at_ms, event_id, ${named} AS named
    FROM touches_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}`;
  const isContact = funnel.unit === 'contact';
  return `
  SELECT ${isContact ? 'contact_id' : 'identity_id'} AS owner_id,
    arraySort(groupArray((touched_at_ms, event_id, named))) AS touches
  FROM (${isContact ? withContact(rows) : rows})
  WHERE owner_id IN (SELECT owner_id FROM (${owners}))
  GROUP BY owner_id
  ${SPILLED}`;
}
