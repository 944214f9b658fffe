import {
  type FunnelDefinition,
  funnelDefinition,
  type FunnelDefinitionInput,
  READY_MADE_FUNNELS,
  USUAL_FUNNEL,
} from '@parley/contracts';
import {
  breakdownParams,
  funnelParams,
  funnelQuery,
  funnelText,
  parseFunnel,
  readyMadeOf,
} from './funnel-asked';
import { moved, newExclusion, newStep, problemsOf, tidy } from './funnel-draft';

const of = (input: FunnelDefinitionInput): FunnelDefinition => funnelDefinition.parse(input);
const read = (query: Record<string, string>) => parseFunnel((key) => (key in query ? [query[key]!] : []));

describe('what the screen of funnels is asked', () => {
  it('is the usual funnel where the URL says nothing', () => {
    expect(read({})).toEqual({
      funnel: null,
      funnel_id: null,
      breakdown: 'none',
      breakdown_at: 'entry',
      breakdown_property: '',
      from_step: null,
      to_step: null,
      isUnreadable: false,
    });
    expect(funnelParams(read({}))).toEqual({});
    expect(read({ funnel: '{"steps":[' }).isUnreadable).toBe(true);
    expect(read({ funnel: '{"steps":[{"event":"wrote"}]}' }).isUnreadable).toBe(true);
    expect(read({ from_step: '11', funnel_id: 'x' })).toMatchObject({ from_step: null, funnel_id: null });
  });

  it('stands in the URL in short and comes back the same', () => {
    const asked = of({
      unit: 'dialogue',
      window_seconds: 60,
      steps: [
        { event: 'wrote', sources: ['a, b', ''] },
        { event: 'answered', min_gap_seconds: 5 },
        { event: 'bought', props: [{ key: 'plan', values: [''] }] },
      ],
      exclusions: [{ event: 'blocked', to_step: 2 }],
    });
    expect(funnelText(asked)).toBe(
      '{"unit":"dialogue","window_seconds":60,"steps":[{"event":"wrote","sources":["a, b",""]},' +
        '{"event":"answered","min_gap_seconds":5},{"event":"bought","props":[{"key":"plan","values":[""]}]}],' +
        '"exclusions":[{"event":"blocked","to_step":2}]}',
    );
    expect(read({ funnel: funnelText(asked) }).funnel).toEqual(asked);
    for (const { definition } of READY_MADE_FUNNELS)
      expect(read({ funnel: funnelText(definition) }).funnel).toEqual(definition);
  });

  it('needs no address for the usual funnel, and knows a ready-made one again', () => {
    expect(funnelQuery(USUAL_FUNNEL, null)).toEqual({ funnel: null, funnel_id: null });
    const ready = READY_MADE_FUNNELS[2];
    expect(readyMadeOf(of({ ...ready.definition }))?.key).toBe('question_to_closing');
    expect(readyMadeOf({ ...ready.definition, unit: 'contact' })).toBeNull();
  });

  it('asks for what is being changed before what is saved, and never splits by a property without a name', () => {
    const funnel = funnelText(READY_MADE_FUNNELS[3].definition);
    expect(funnelParams(read({ funnel_id: '7' }))).toEqual({ funnel_id: '7' });
    expect(funnelParams(read({ funnel_id: '7', funnel }))).toEqual({ funnel });
    expect(breakdownParams(read({ breakdown: 'property' }))).toEqual({});
    expect(breakdownParams(read({ breakdown: 'source', breakdown_property: 'x' }))).toEqual({
      breakdown: 'source',
      breakdown_at: 'entry',
    });
  });
});

describe('a funnel while it is built', () => {
  it('has problems exactly where the api refuses it', () => {
    const drafts: FunnelDefinition[] = [
      USUAL_FUNNEL,
      { ...USUAL_FUNNEL, steps: [newStep('wrote')] },
      { ...USUAL_FUNNEL, window_seconds: NaN },
      { ...USUAL_FUNNEL, window_seconds: 0 },
      { ...USUAL_FUNNEL, window_seconds: 90.5 },
      { ...USUAL_FUNNEL, steps: [newStep('arrived'), newStep('link_clicked')] },
      { ...USUAL_FUNNEL, exclusions: [newExclusion('message_sent')] },
      { ...USUAL_FUNNEL, exclusions: [{ ...newExclusion('blocked'), from_step: 3, to_step: 3 }] },
      { ...USUAL_FUNNEL, exclusions: [{ ...newExclusion('blocked'), from_step: 2, to_step: 3 }] },
      {
        ...USUAL_FUNNEL,
        steps: [newStep('started'), { ...newStep('wrote'), window_seconds: 60, min_gap_seconds: 61 }],
      },
      {
        ...USUAL_FUNNEL,
        window_seconds: 60,
        steps: [newStep('started'), { ...newStep('wrote'), min_gap_seconds: 61 }],
      },
      { ...USUAL_FUNNEL, steps: [newStep('started'), { ...newStep('wrote'), label: 'x'.repeat(121) }] },
    ];
    expect(drafts.map((draft) => problemsOf(draft).length === 0)).toEqual(
      drafts.map((draft) => funnelDefinition.safeParse(draft).success),
    );
    expect(problemsOf(drafts[5]!)).toEqual([
      { of: 'step', index: 0, what: 'made_of', other: 'link_clicked' },
    ]);
    expect(problemsOf(drafts[6]!)).toMatchObject([{ of: 'step', index: 2, what: 'made_of' }]);
    expect(problemsOf(drafts[9]!)).toMatchObject([{ of: 'step', index: 1, what: 'gap_step' }]);
  });

  it('loses what cannot hold: filters of another event, the window of a step that comes first, lost places', () => {
    const draft = of({
      steps: [
        { event: 'started', sources: ['vk'] },
        { event: 'wrote', window_seconds: 60 },
        { event: 'bought' },
      ],
      exclusions: [{ event: 'blocked', from_step: 2, to_step: 3 }],
    });
    const first = moved(draft, 1, 0);
    expect(first.steps.map(({ event }) => event)).toEqual(['wrote', 'started', 'bought']);
    expect(first.steps[0]?.window_seconds).toBeNull();
    expect(moved(draft, 0, -1)).toBe(draft);
    const [started, wrote] = draft.steps;
    const shorter = tidy({ ...draft, steps: [{ ...started!, event: 'subscribed' }, wrote!] });
    expect(shorter.steps[0]?.sources).toEqual([]);
    expect(shorter.exclusions[0]).toMatchObject({ from_step: null, to_step: null });
    expect(problemsOf(shorter)).toEqual([]);
    expect(tidy({ ...draft, order: 'any' }).steps[1]?.window_seconds).toBeNull();
  });
});
