import { funnelDefinition, type FunnelDefinition, type FunnelDefinitionInput } from '@parley/contracts';

const of = (definition: FunnelDefinitionInput): FunnelDefinition => funnelDefinition.parse(definition);

/** Funnels that between them make every kind of text: each table, unit, order, window, gap, exclusion and filter. */
export const SAMPLE_FUNNELS: readonly FunnelDefinition[] = [
  of({
    unit: 'identity',
    steps: [
      { event: 'started', sources: ['vk', ''] },
      { event: 'wrote', refs: ['a'] },
    ],
  }),
  of({
    unit: 'dialogue',
    order: 'strict',
    steps: [
      { event: 'wrote', mediums: ['cpc'], campaigns: ['spring'] },
      { event: 'answered', agent_ids: ['18446744073709551615'], min_gap_seconds: 60 },
      { event: 'bought', channels: ['telegram'], account_ids: ['1'] },
    ],
  }),
  of({
    window_seconds: 60,
    steps: [
      { event: 'message_received', content_kinds: ['text'], props: [{ key: 'a', values: ['b', ''] }] },
      { event: 'message_sent', senders: ['agent'], window_seconds: 30, min_gap_seconds: 5 },
      { event: 'goal_reached', goal_names: ['won'], props: [{ key: 'c', values: ['d'], is_not: true }] },
      { event: 'button_pressed', window_seconds: 40 },
    ],
    exclusions: [{ event: 'blocked' }, { event: 'message_received', from_step: 2, to_step: 3 }],
  }),
  of({
    unit: 'dialogue',
    steps: [
      { event: 'link_clicked', refs: ['a'] },
      { event: 'started', contents: ['red'], terms: ['mug'], min_gap_seconds: 1 },
      { event: 'subscribed' },
    ],
  }),
  of({
    order: 'any',
    steps: [
      { event: 'arrived' },
      { event: 'started' },
      { event: 'order_placed' },
      { event: 'order_placed', props: [{ key: 'plan', values: ['pro'] }] },
    ],
    exclusions: [{ event: 'unsubscribed' }],
  }),
];

/** What a parameter means nothing without. */
const BESIDES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  breakdown_at: { breakdown: 'source', funnel: SAMPLE_FUNNELS[2] },
  breakdown_property: { breakdown: 'property' },
  breakdown_values: { breakdown: 'source' },
};
export const besides = (key: string): Readonly<Record<string, unknown>> => BESIDES[key] ?? {};
