import type { UnavailableReason } from '../capabilities.js';
import { METRICS, type Metric } from '../metrics.js';

const metrics: Record<string, Metric> = METRICS;

/**
 * Why a number of one row is null; null where it is not. No row needs a reason of its own beside it: a count is 0 where
 * nothing happened and null only where none of the row's accounts can tell, so a null count says what else of the row
 * is not known. A length is null although there are answers or closings where no calendar applies to them. A count that needs
 * nothing is null only where it cannot be given to whom is asked for. Whoever reads a CSV can go by the same rules.
 */
export function whyEmpty(key: string, row: Readonly<Record<string, unknown>>): UnavailableReason | null {
  const metric = metrics[key];
  if (metric === undefined || row[key] !== null) return null;
  if (metric.needs === 'nothing')
    return metric.missing === 'zero' ? 'belongs_to_nobody' : 'nothing_to_divide';
  const cannotTell = Object.keys(row).some((other) => {
    const found = metrics[other];
    return found?.missing === 'zero' && found.needs === metric.needs && row[other] === null;
  });
  if (cannotTell) return `${metric.needs}_not_visible`;
  const isKnown = (column: string | undefined) => column !== undefined && Number(row[column]) > 0;
  const lacksCalendar =
    metric.unit === 'seconds' &&
    isKnown(metric.sample) &&
    (isKnown('waits_without_calendar') || isKnown('closings_without_calendar'));
  return lacksCalendar ? 'no_calendar' : 'nothing_to_divide';
}
