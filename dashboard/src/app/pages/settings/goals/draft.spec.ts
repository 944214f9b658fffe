import { goalRule } from '@parley/contracts';
import { draftOf, inputOf, ruleOf } from './draft';

const rule = goalRule.parse({
  event_type: 'goal_reached',
  goal_names: ['qualified', 'signed'],
  props: [{ key: 'plan', values: ['pro', 'team'] }],
  value: { kind: 'fixed', amount: '12.5', currency: 'EUR' },
  repeats: { kind: 'once_per_days', days: 14 },
  lookback_days: { paid: 7, acquisition: 60, other: 90 },
});
const goal = {
  goal_id: '7',
  name: 'Leads',
  rule,
  created_at: '2026-03-01T00:00:00Z',
  changed_at: '2026-03-01T00:00:00Z',
  changed_by: 'owner@example.com',
};

describe('the draft of a goal', () => {
  it('is saved as it was when nothing is changed', () => {
    expect(inputOf(draftOf(goal, 'RUB'))).toEqual({ name: 'Leads', rule });
  });

  it('reads lists and numbers as people write them', () => {
    const draft = {
      ...draftOf(null, 'RUB'),
      name: ' Leads ',
      eventType: 'goal_reached',
      goalNames: 'qualified,, signed , qualified',
      value: 'fixed' as const,
      amount: '12,5',
      currency: 'eur',
      props: [
        { key: ' plan ', values: 'pro, team' },
        { key: '', values: '' },
      ],
      repeats: 'once_per_days' as const,
      repeatDays: '14',
      lookback: { paid: '7', acquisition: '60', other: '90' },
    };
    expect(inputOf(draft)).toEqual({ name: 'Leads', rule });
  });

  it('begins with purchases, one per order, and names what is at fault', () => {
    const fresh = draftOf(null, 'RUB');
    expect(ruleOf(fresh).rule).toMatchObject({
      event_type: 'purchase_completed',
      repeats: { kind: 'by_order' },
    });
    expect(inputOf(fresh)).toBeNull();
    const wrong = {
      ...fresh,
      lookback: { ...fresh.lookback, paid: 'soon' },
      halfLife: '0',
      value: 'fixed' as const,
    };
    expect([...ruleOf(wrong).wrong].sort()).toEqual(['half_life_days', 'lookback_days.paid', 'value.amount']);
    expect(ruleOf({ ...fresh, props: [{ key: 'plan', values: '' }] }).wrong).toEqual(new Set(['props.0']));
  });
});
