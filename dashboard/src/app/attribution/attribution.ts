import {
  ATTRIBUTION_MODELS,
  type AttributionModel,
  CREDIT_DATES,
  type CreditDate,
  LONGEST_LOOKBACK_DAYS,
  USUAL_MODEL,
} from '@parley/contracts';

/** How conversions are credited, as it stands in the URL. */
export interface Attribution {
  /** Of this goal only; null: of all. */
  goalId: string | null;
  model: AttributionModel;
  datedBy: CreditDate;
  /** For every touch; null: as each goal has it. */
  lookbackDays: number | null;
}

/** Look-backs that are offered, in days; any other may stand in the URL. */
export const OFFERED_LOOKBACKS = [1, 7, 14, 30, 90, 365] as const;

type Read = (key: string) => string | null;

/** Reads from the URL how conversions are credited. Total: what it does not understand is left out. */
export function parseAttribution(read: Read): Attribution {
  const days = Number(read('lookback_days'));
  const goal = read('goal_ids') ?? '';
  return {
    goalId: /^[1-9]\d{0,9}$/.test(goal) ? goal : null,
    model: ATTRIBUTION_MODELS.find((each) => each === read('model')) ?? USUAL_MODEL,
    datedBy: CREDIT_DATES.find((each) => each === read('dated_by')) ?? 'conversion',
    lookbackDays: Number.isInteger(days) && days >= 1 && days <= LONGEST_LOOKBACK_DAYS ? days : null,
  };
}

/** What reports are asked with; what a report does not take is left out by its address. */
export const attributionParams = ({ goalId, model, datedBy, lookbackDays }: Attribution) => ({
  goal_ids: goalId === null ? [] : [goalId],
  model,
  dated_by: datedBy,
  lookback_days: lookbackDays === null ? '' : String(lookbackDays),
});
