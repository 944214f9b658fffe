import type { funnel, funnelOverTime, funnelSteps, funnelTimes } from '@parley/contracts';
import type { z } from 'zod';

export type FunnelRow = z.infer<typeof funnel.row>;
export type FunnelStepsRow = z.infer<typeof funnelSteps.row>;
export type FunnelTimesRow = z.infer<typeof funnelTimes.row>;
export type FunnelOverTimeRow = z.infer<typeof funnelOverTime.row>;

/** Who stands at a step: of those at the step before, each in exactly one part. */
export interface FunnelBar {
  step: number;
  row: FunnelRow;
  previous: FunnelRow | undefined;
  reached: number;
  /** In percent of those who entered. */
  parts: { outcome: 'mature' | 'immature' | 'open' | 'lost'; units: number; width: number }[];
}

/** The steps of everybody together, in order, beside those of the period before. */
export function barsOf(rows: readonly FunnelRow[]): FunnelBar[] {
  const totals = rows.filter((row) => row.is_total).sort((a, b) => a.step - b.step);
  const current = totals.filter(({ period }) => period === 'current');
  const entered = current[0]?.units_reached ?? 0;
  return current.map((row) => {
    const reached = row.units_reached ?? 0;
    const immature = row.units_immature ?? 0;
    const part = (outcome: FunnelBar['parts'][number]['outcome'], units: number) => ({
      outcome,
      units,
      width: entered > 0 ? (units / entered) * 100 : 0,
    });
    return {
      step: row.step,
      row,
      previous: totals.find(({ period, step }) => period === 'previous' && step === row.step),
      reached,
      parts: [
        part('mature', reached - immature),
        part('immature', immature),
        part('open', row.units_open ?? 0),
        part('lost', row.units_lost ?? 0),
      ].filter(({ units }) => units > 0),
    };
  });
}

/** The largest loss between two steps; null where nobody was lost. */
export function worstOf(bars: readonly FunnelBar[]): FunnelBar | null {
  const lost = ({ row }: FunnelBar) => (row.step === 1 ? 0 : (row.units_lost ?? 0));
  const [first, ...others] = bars;
  if (!first) return null;
  const worst = others.reduce((best, bar) => (lost(bar) > lost(best) ? bar : best), first);
  return lost(worst) > 0 ? worst : null;
}

/** What stays the same for the same value of the breakdown. */
export const idOfValue = ({ value }: Pick<FunnelRow, 'value'>): string =>
  value === null ? 'not set' : `value ${value}`;
