import type { Metric } from '@parley/contracts';

const TIME_STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800,
  432_000, 864_000,
];

/** The step of the axis: whole numbers for counts, round minutes and hours for times. Null leaves it to the chart. */
export function axisStep(unit: Metric['unit'], highest: number): number | null {
  if (unit !== 'seconds' || highest <= 0) return null;
  return TIME_STEPS.find((step) => highest / step <= 5) ?? null;
}

/** The font of the page; a canvas does not inherit it. */
export const FONT =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', 'DejaVu Sans', Arial, sans-serif";

/** Text in the markup of a tooltip. */
export const escape = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

/** The complete part of a line, and the incomplete part with the points it leans on. */
export function splitPartial(points: readonly { value: number | null; isPartial: boolean }[]): {
  whole: (number | null)[];
  partial: (number | null)[];
} {
  const whole = points.map((point) => (point.isPartial ? null : point.value));
  const partial = points.map((point, index) =>
    point.isPartial || points[index - 1]?.isPartial || points[index + 1]?.isPartial ? point.value : null,
  );
  return { whole, partial };
}

/** A value without neighbours would be invisible as a line: it gets a dot. */
export const dotted = (values: readonly (number | null)[], dot: number) =>
  values.map((value, index) => {
    const isAlone = (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;
    return { value, symbolSize: isAlone ? Math.max(dot, 6) : dot };
  });
