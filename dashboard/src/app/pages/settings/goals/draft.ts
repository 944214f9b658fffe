import {
  type Goal,
  type GoalInput,
  goalInput,
  type GoalRepeats,
  type GoalRule,
  goalRule,
  type GoalValue,
  type LookbackKind,
} from '@parley/contracts';

/** A goal while it is edited: numbers and lists as they are typed. */
export interface Draft {
  goalId: string | null;
  name: string;
  eventType: string;
  goalNames: string;
  channels: readonly string[];
  accountIds: readonly string[];
  props: readonly { key: string; values: string }[];
  value: GoalValue['kind'];
  amount: string;
  currency: string;
  repeats: GoalRepeats['kind'];
  repeatDays: string;
  lookback: Readonly<Record<LookbackKind, string>>;
  halfLife: string;
}

/** The goal as it can be edited; null: a new one, which counts purchases. */
export function draftOf(goal: Goal | null, currency: string): Draft {
  const rule: GoalRule =
    goal?.rule ?? goalRule.parse({ event_type: 'purchase_completed', repeats: { kind: 'by_order' } });
  return {
    goalId: goal?.goal_id ?? null,
    name: goal?.name ?? '',
    eventType: rule.event_type,
    goalNames: rule.goal_names.join(', '),
    channels: rule.channels,
    accountIds: rule.account_ids,
    props: rule.props.map(({ key, values }) => ({ key, values: values.join(', ') })),
    value: rule.value.kind,
    amount: rule.value.kind === 'fixed' ? rule.value.amount : '',
    currency: rule.value.kind === 'fixed' ? rule.value.currency : currency,
    repeats: rule.repeats.kind,
    repeatDays: rule.repeats.kind === 'once_per_days' ? String(rule.repeats.days) : '7',
    lookback: {
      paid: String(rule.lookback_days.paid),
      acquisition: String(rule.lookback_days.acquisition),
      other: String(rule.lookback_days.other),
    },
    halfLife: String(rule.half_life_days),
  };
}

const listOf = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean),
  ),
];

/** A number as people type it, with a comma or a point; what is none stays text, and the contract refuses it. */
const numberOf = (text: string): number | string => {
  const plain = text.trim().replace(',', '.');
  return plain !== '' && Number.isFinite(Number(plain)) ? Number(plain) : plain;
};

function valueOf({ value, amount, currency }: Draft): unknown {
  if (value !== 'fixed') return { kind: value };
  return { kind: value, amount: amount.trim().replace(',', '.'), currency: currency.trim().toUpperCase() };
}

/** What the draft means; null where it is no goal (yet), with the fields at fault. The name is not looked at. */
export function ruleOf(draft: Draft): { rule: GoalRule | null; wrong: ReadonlySet<string> } {
  const parsed = goalRule.safeParse({
    event_type: draft.eventType,
    goal_names: draft.eventType === 'goal_reached' ? listOf(draft.goalNames) : [],
    channels: draft.channels,
    account_ids: draft.accountIds,
    props: draft.props
      .filter(({ key, values }) => key.trim() || values.trim())
      .map(({ key, values }) => ({ key: key.trim(), values: listOf(values) })),
    value: valueOf(draft),
    repeats:
      draft.repeats === 'once_per_days'
        ? { kind: draft.repeats, days: numberOf(draft.repeatDays) }
        : { kind: draft.repeats },
    lookback_days: {
      paid: numberOf(draft.lookback.paid),
      acquisition: numberOf(draft.lookback.acquisition),
      other: numberOf(draft.lookback.other),
    },
    half_life_days: numberOf(draft.halfLife),
  });
  if (parsed.success) return { rule: parsed.data, wrong: new Set() };
  return { rule: null, wrong: new Set(parsed.error.issues.map(({ path }) => path.slice(0, 2).join('.'))) };
}

/** What is saved; null where something is still missing. */
export function inputOf(draft: Draft): GoalInput | null {
  const { rule } = ruleOf(draft);
  const parsed = goalInput.safeParse({ name: draft.name, rule });
  return parsed.success ? parsed.data : null;
}
