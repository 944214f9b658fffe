import { METRICS, type Metric, type Report, type ReportMeta, whyEmpty } from '@parley/contracts';
import { type Availability, type Coverage } from '@parley/sql';
import { type Row } from './write-answer.js';

/** Whether a report speaks of the closing of dialogues, so that it must be known which accounts tell of it. */
export const speaksOfClosing = (report: Report): boolean => {
  const metrics: Record<string, Metric> = METRICS;
  return Object.keys(report.row.shape).some((column) => metrics[column]?.needs === 'closing');
};

/**
 * Says of each metric of the answer why it is null, or how much it covers: accounts may not tell of answers or of
 * subscriptions, there may be no account, no calendar, or nothing to compute it from. `rows` are those of the period asked for.
 */
export function unavailableMetrics(
  report: Report,
  availability: Availability & { closing: Coverage },
  rows: readonly Row[],
): ReportMeta['unavailable'] {
  const unavailable: ReportMeta['unavailable'] = {};
  const metrics: Record<string, Metric> = METRICS;
  for (const column of Object.keys(report.row.shape)) {
    const metric = metrics[column];
    if (metric === undefined) continue;
    const isNull = rows.length > 0 && rows.every((row) => row[column] === null);
    if (metric.needs !== 'nothing') {
      const { covered_share } = availability[metric.needs];
      if (isNull && availability.accounts === 0) {
        unavailable[column] = { reason: 'no_accounts', covered_share: 0 };
        continue;
      }
      if (covered_share < 1 && availability.accounts > 0) {
        unavailable[column] = {
          reason: `${metric.needs}_not_visible`,
          covered_share,
        };
        continue;
      }
    }
    if (!isNull) continue;
    // Where one row can say more than that nothing happened, that is it.
    const reasons = rows.map((row) => whyEmpty(column, row));
    const reason = reasons.find((one) => one === 'no_calendar' || one === 'belongs_to_nobody');
    unavailable[column] = { reason: reason ?? 'nothing_to_divide', covered_share: 1 };
  }
  return unavailable;
}
