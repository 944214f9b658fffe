import type { FunnelDefinition, FunnelEvent } from '@parley/contracts';
import { type FunnelPart, partsOf } from './bound-funnel.js';

/** Which columns of a table each filter is asked of; a filter that a table does not know is not there. */
export interface Columns {
  agent?: string;
  ref?: string;
  labels?: boolean;
  goal?: string;
  sender?: string;
  kind?: string;
  props?: boolean;
}

/** Of each identity of an agent whom it counts as; of both lists the same place, so they are read together. */
const KNOWN_AGENTS = `(
      SELECT (
        arrayPushBack(groupArray(agent_id), 0),
        arrayPushBack(groupArray(if(counts_as = 0, agent_id, counts_as)), 0)
      )
      FROM agent_identities_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32}
    )`;

/** Agents who are one person count as one. */
export const agentOf = (column: string): string =>
  `transform(${column}, ${KNOWN_AGENTS}.1, ${KNOWN_AGENTS}.2, ${column})`;

/**
 * The mask of an event, as an expression: the bit of each part that it meets. `typeOf`: of which events the table must be
 * asked, and what tells a part's event there ('' where the table has no others).
 */
export function maskOf(
  funnel: FunnelDefinition,
  isHere: (event: FunnelEvent) => string | null,
  columns: Columns,
): string {
  const bits = partsOf(funnel).flatMap((part, bit) => {
    const type = isHere(part.event);
    if (type === null) return [];
    const all = [type, ...filters(funnel, part, bit, columns)].filter((one) => one !== '');
    return [all.length === 0 ? `${2 ** bit}` : `if(${all.join(' AND ')}, ${2 ** bit}, 0)`];
  });
  return `toUInt16(${bits.length === 0 ? '0' : bits.join(' + ')})`;
}

/** What a part asks of an event beside its type. */
function filters(funnel: FunnelDefinition, part: FunnelPart, bit: number, columns: Columns): string[] {
  const place = bit + 1;
  const text = (name: string, column: string) => `has({${name}:Array(Array(String))}[${place}], ${column})`;
  const before = partsOf(funnel)
    .slice(0, bit)
    .reduce((sum, { props }) => sum + props.length, 0);
  const props = part.props.map(({ is_not }, index) => {
    const at = before + index + 1;
    const meets = `has({funnel_prop_values:Array(Array(String))}[${at}], props[{funnel_prop_keys:Array(String)}[${at}]])`;
    return is_not ? `NOT ${meets}` : meets;
  });
  const asked = (list: readonly unknown[], condition: string) => (list.length === 0 ? [] : [condition]);
  return [
    ...asked(part.channels, text('funnel_channels', 'toString(channel)')),
    ...asked(part.account_ids, `has({funnel_accounts:Array(Array(UInt32))}[${place}], account_id)`),
    ...(columns.agent
      ? asked(
          part.agent_ids,
          // Whoever is asked for by an identity that was joined is the one whom it counts as.
          `has(arrayMap(one -> ${agentOf('one')}, {funnel_agents:Array(Array(UInt64))}[${place}]), ${agentOf(columns.agent)})`,
        )
      : []),
    ...(columns.ref ? asked(part.refs, text('funnel_refs', columns.ref)) : []),
    ...(columns.labels
      ? [
          ...asked(part.sources, text('funnel_sources', 'toString(source)')),
          ...asked(part.mediums, text('funnel_mediums', 'toString(medium)')),
          ...asked(part.campaigns, text('funnel_campaigns', 'toString(campaign)')),
          ...asked(part.contents, text('funnel_contents', 'toString(content)')),
          ...asked(part.terms, text('funnel_terms', 'toString(term)')),
        ]
      : []),
    ...(columns.goal ? asked(part.goal_names, text('funnel_goal_names', columns.goal)) : []),
    ...(columns.sender ? asked(part.senders, text('funnel_senders', columns.sender)) : []),
    ...(columns.kind ? asked(part.content_kinds, text('funnel_kinds', columns.kind)) : []),
    ...(columns.props ? props : []),
  ];
}
