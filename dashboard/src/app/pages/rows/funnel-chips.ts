import {
  FUNNEL_BREAKDOWN_LABELS,
  FUNNEL_BREAKDOWN_PLACE_LABELS,
  FUNNEL_EVENT_LABELS,
  FUNNEL_NOT_SET,
  FUNNEL_OUTCOME_LABELS,
  type FunnelBreakdown,
  type FunnelBreakdownPlace,
  funnelDefinition,
  type FunnelOutcome,
  type Localized,
} from '@parley/contracts';
import { formatMoment } from '../../theme/dates';
import type { ChipTexts } from './rows-chips';

/** What a chip of who is in a funnel says; null: it is no such chip. */
export function funnelChip(
  key: string,
  value: string,
  { t, language, zone }: Pick<ChipTexts, 't' | 'language' | 'zone'>,
): string | null {
  const word = <W extends string>(labels: Record<W, Localized>) =>
    Object.hasOwn(labels, value) ? labels[value as W][language] : value;
  switch (key) {
    case 'funnel':
      return t('rows.chip.funnel', { steps: stepsText(value, language) });
    case 'funnel_id':
      return t('rows.chip.funnel_id', { id: value });
    case 'outcome':
      return word<FunnelOutcome>(FUNNEL_OUTCOME_LABELS);
    case 'step':
    case 'from_step':
      return t(`rows.chip.${key}`, { n: value });
    case 'is_mature':
      return value === 'any' ? null : t(`rows.chip.is_mature.${value === 'yes' ? 'yes' : 'no'}`);
    case 'breakdown':
      return t('rows.chip.breakdown', { name: word<FunnelBreakdown>(FUNNEL_BREAKDOWN_LABELS) });
    case 'breakdown_at':
      return word<FunnelBreakdownPlace>(FUNNEL_BREAKDOWN_PLACE_LABELS);
    case 'breakdown_property':
      return t('rows.chip.breakdown_property', { name: value });
    case 'breakdown_values':
      return t('rows.chip.breakdown_value', { name: value === '' ? FUNNEL_NOT_SET[language] : value });
    case 'entered_from':
    case 'entered_to':
      return t(`rows.chip.${key}`, { time: formatMoment(value, zone, language) });
    default:
      return null;
  }
}

/** `Started the conversation → Bought`. */
function stepsText(value: string, language: keyof Localized): string {
  try {
    const { steps } = funnelDefinition.parse(JSON.parse(value));
    return steps.map(({ label, event }) => label || FUNNEL_EVENT_LABELS[event][language]).join(' → ');
  } catch {
    return value;
  }
}
