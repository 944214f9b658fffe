import {
  type FunnelDefinition,
  type FunnelExclusion,
  type FunnelStep,
  USUAL_FUNNEL,
} from '@parley/contracts';
import type { QueryParams } from '../lib/client.js';

/** A step or an exclusion: what picks events. Its place in the bound lists is that in {@link partsOf}, from 1. */
export type FunnelPart = FunnelStep | FunnelExclusion;

/** The steps, then the exclusions: the place of each is its bit in the mask of an event, from 0. */
export const partsOf = ({ steps, exclusions }: FunnelDefinition): FunnelPart[] => [...steps, ...exclusions];

/** The funnel that a question is about. */
export const funnelOf = (asked: QueryParams): FunnelDefinition =>
  (asked['funnel'] as FunnelDefinition | undefined) ?? USUAL_FUNNEL;

/**
 * What the fragments of funnels bind: of filters one value per part in each list, in the order of {@link partsOf}; of
 * properties one per property, part after part. Nothing of a definition is written into a text but which events it has.
 */
export function boundFunnel(own: QueryParams = {}): QueryParams {
  const funnel = funnelOf(own);
  const parts = partsOf(funnel);
  const of = <T>(value: (part: FunnelPart) => T) => parts.map(value);
  const props = parts.flatMap((part) => part.props);
  return {
    funnel_events: funnel.steps.map(({ event }) => event),
    funnel_labels: funnel.steps.map(({ label }) => label),
    funnel_window_ms: funnel.window_seconds * 1000,
    // Longer than any funnel where a step has no window of its own.
    funnel_step_window_ms: funnel.steps.map(({ window_seconds }) => (window_seconds ?? 1e10) * 1000),
    funnel_gap_ms: funnel.steps.map(({ min_gap_seconds }) => min_gap_seconds * 1000),
    funnel_channels: of((part) => part.channels),
    funnel_accounts: of((part) => part.account_ids.map((id) => atMost(id, LARGEST_ACCOUNT))),
    funnel_agents: of((part) => part.agent_ids.map((id) => atMost(id, LARGEST_ID))),
    funnel_refs: of((part) => part.refs),
    funnel_sources: of((part) => part.sources),
    funnel_mediums: of((part) => part.mediums),
    funnel_campaigns: of((part) => part.campaigns),
    funnel_contents: of((part) => part.contents),
    funnel_terms: of((part) => part.terms),
    funnel_goal_names: of((part) => part.goal_names),
    funnel_senders: of((part) => part.senders),
    funnel_kinds: of((part) => part.content_kinds),
    funnel_prop_keys: props.map(({ key }) => key),
    funnel_prop_values: props.map(({ values }) => values),
    funnel_entered_from_ms: instantOf(own['entered_from'], 0),
    funnel_entered_to_ms: instantOf(own['entered_to'], 0),
  };
}

const instantOf = (text: unknown, otherwise: number): number =>
  typeof text === 'string' ? Date.parse(text) : otherwise;

const LARGEST_ACCOUNT = 2n ** 32n - 1n;
const LARGEST_ID = 2n ** 64n - 1n;
/** A number no column can hold belongs to nobody. */
const atMost = (id: string, largest: bigint) => (BigInt(id) > largest ? largest : BigInt(id));

/** The names of what {@link boundFunnel} gives. */
export const FUNNEL_VALUES = Object.keys(boundFunnel());
