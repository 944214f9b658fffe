import type { Language, Metric, UnavailableReason } from '@parley/contracts';
import type { EChartsCoreOption } from 'echarts/core';
import { formatValue } from '../../theme/format';
import type { ChartColors } from '../../theme/theme';
import { FONT, axisStep, dotted, escape, splitPartial } from '../time-axis';
import type { Point } from './series';

export interface ChartTexts {
  current: string;
  previous: string;
  partial: string;
  /** Why a point has no value, in a few words. */
  empty: (reason: UnavailableReason) => string;
}

/**
 * The line of a metric over time: solid where complete, dotted where not, the compared period dashed.
 * Values that do not exist are gaps, never zeros.
 */
export function overTimeChart(
  points: readonly Point[],
  unit: Metric['unit'],
  colors: ChartColors,
  texts: ChartTexts,
  language: Language,
): EChartsCoreOption {
  const show = (value: number | null) => formatValue(value, unit, language);
  const { whole, partial } = splitPartial(points);
  const previous = points.map((point) => point.previous);
  const hasPrevious = points.some((point) => point.previousName !== null);
  const highest = Math.max(0, ...points.flatMap((point) => [point.value ?? 0, point.previous ?? 0]));
  const step = axisStep(unit, highest);
  const few = points.length <= 31;

  const line = (
    name: string,
    values: (number | null)[],
    color: string,
    style: { type: 'solid' | 'dashed' | 'dotted'; width: number; dot: number },
  ) => ({
    name,
    type: 'line',
    data: dotted(values, style.dot),
    symbol: 'circle',
    showSymbol: true,
    connectNulls: false,
    lineStyle: { color, width: style.width, type: style.type },
    itemStyle: { color },
    emphasis: { disabled: true },
    silent: true,
  });

  return {
    animation: false,
    textStyle: { fontFamily: FONT },
    grid: { left: 4, right: 12, top: 16, bottom: 4, containLabel: true },
    xAxis: {
      type: 'category',
      data: points.map((point) => point.name),
      boundaryGap: points.length === 1,
      axisLine: { lineStyle: { color: colors.line } },
      axisTick: { show: false },
      axisLabel: { color: colors.inkSoft, fontSize: 12, hideOverlap: true, margin: 10 },
    },
    yAxis: {
      type: 'value',
      min: 0,
      ...(unit === 'count' ? { minInterval: 1 } : {}),
      ...(step ? { interval: step, max: Math.ceil(highest / step) * step } : {}),
      axisLabel: { color: colors.inkSoft, fontSize: 12, formatter: (value: number) => show(value) },
      splitLine: { lineStyle: { color: colors.line } },
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: colors.surface,
      borderColor: colors.line,
      textStyle: { color: colors.ink, fontSize: 13, fontFamily: 'inherit' },
      axisPointer: { lineStyle: { color: colors.inkSoft, type: 'solid', width: 1 } },
      formatter: (items: readonly { dataIndex: number }[]) => {
        const point = points[items[0]?.dataIndex ?? -1];
        if (!point) return '';
        const partialNote = point.isPartial ? ` (${escape(texts.partial)})` : '';
        const before = point.previousName
          ? `<br>${escape(point.previousName)}: ${escape(show(point.previous))}`
          : '';
        const shown = point.reason ? `— ${texts.empty(point.reason)}` : show(point.value);
        return `${escape(point.longName)}${partialNote}: <b>${escape(shown)}</b>${before}`;
      },
    },
    series: [
      // First and unseen: every point is there, so the tooltip and the arrow keys find it.
      {
        ...line(
          'all',
          points.map((point) => point.value),
          colors.current,
          { type: 'solid', width: 0, dot: 0 },
        ),
        tooltip: { show: true },
      },
      ...(hasPrevious
        ? [line(texts.previous, previous, colors.previous, { type: 'dashed', width: 1.5, dot: 0 })]
        : []),
      line(texts.current, whole, colors.current, { type: 'solid', width: 2.25, dot: few ? 5 : 0 }),
      line(texts.partial, partial, colors.current, { type: 'dotted', width: 2.25, dot: 0 }),
    ],
  };
}
