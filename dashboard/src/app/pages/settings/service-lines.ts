import {
  type Language,
  METRICS,
  SERVICE_PREVIEW_METRICS,
  type ServicePreview,
  type ServicePreviewMetric,
} from '@parley/contracts';
import { formatChange, formatValue, isUnseen } from '../../theme/format';

export interface ServiceLine {
  key: ServicePreviewMetric;
  label: string;
  now: string;
  then: string;
  /** Empty where nothing moves, and where one side is not known. */
  change: string;
}

/** The lines of one comparison, as they are read. */
export function serviceLines(
  { present, wanted }: ServicePreview['first'],
  language: Language,
): ServiceLine[] {
  return SERVICE_PREVIEW_METRICS.map((key) => {
    const { unit, label } = METRICS[key];
    const [now, then] = [present[key], wanted[key]];
    const change = now === null || then === null ? null : then - now;
    return {
      key,
      label: label[language],
      now: formatValue(now, unit, language),
      then: formatValue(then, unit, language),
      change: change === null || isUnseen(change, unit) ? '' : formatChange(change, unit, language),
    };
  });
}
