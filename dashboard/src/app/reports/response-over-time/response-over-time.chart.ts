import type { Language, UnavailableReason } from '@parley/contracts';
import type { EChartsCoreOption } from 'echarts/core';
import { formatNumber, formatValue } from '../../theme/format';
import type { ChartColors } from '../../theme/theme';
import { FONT, axisStep, dotted, escape, splitPartial } from '../time-axis';
import type { Point } from './series';

export interface ChartTexts {
  median: string;
  p90: string;
  answered: string;
  previous: string;
  partial: string;
  /** Why a point has no value, in a few words. */
  empty: (reason: UnavailableReason) => string;
}

/**
 * The median over time as a line, and above it, up to the 90th percentile, a band: nine replies of ten lie below its
 * upper edge. Incomplete units are dotted, the median of the compared period is dashed; gaps are gaps, never zeros.
 */
export function responseOverTimeChart(
  points: readonly Point[],
  colors: ChartColors,
  texts: ChartTexts,
  language: Language,
): EChartsCoreOption {
  const show = (value: number | null) => formatValue(value, 'seconds', language);
  const medians = points.map(({ median: value, isPartial }) => ({ value, isPartial }));
  const { whole, partial } = splitPartial(medians);
  const hasPrevious = points.some((point) => point.previousName !== null);
  const highest = Math.max(0, ...points.flatMap(({ p90, previous }) => [p90 ?? 0, previous ?? 0]));
  const step = axisStep('seconds', highest);
  const few = points.length <= 31;
  const line = (
    name: string,
    values: readonly (number | null)[],
    style: { color: string; type: 'solid' | 'dashed' | 'dotted'; width: number; dot: number },
  ) => ({
    name,
    type: 'line',
    data: dotted(values, style.dot),
    symbol: 'circle',
    showSymbol: true,
    connectNulls: false,
    lineStyle: { color: style.color, width: style.width, type: style.type },
    itemStyle: { color: style.color },
    emphasis: { disabled: true },
    silent: true,
  });
  const edge = {
    type: 'line',
    symbol: 'none',
    connectNulls: false,
    silent: true,
    emphasis: { disabled: true },
  };
  const { current } = colors;

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
        const note = point.isPartial ? ` (${texts.partial})` : '';
        const head = `${escape(point.longName)}${escape(note)}`;
        if (point.reason) return `${head}: <b>— ${escape(texts.empty(point.reason))}</b>`;
        const lines = [
          `${texts.median}: <b>${escape(show(point.median))}</b>`,
          `${texts.p90}: ${escape(show(point.p90))}`,
          `${texts.answered}: ${point.answered === null ? '—' : formatNumber(point.answered, language)}`,
          ...(point.previousName ? [`${escape(point.previousName)}: ${escape(show(point.previous))}`] : []),
        ];
        return [head, ...lines].join('<br>');
      },
    },
    series: [
      // First and unseen: every point is there, so the tooltip and the arrow keys find it.
      line(
        'all',
        medians.map(({ value }) => value),
        { color: current, type: 'solid', width: 0, dot: 0 },
      ),
      // The band is what is stacked upon the unseen median: the distance to the 90th percentile.
      {
        ...edge,
        name: 'floor',
        stack: 'band',
        data: medians.map(({ value }) => value),
        lineStyle: { opacity: 0 },
      },
      {
        ...edge,
        name: texts.p90,
        stack: 'band',
        data: points.map(({ median, p90 }) => (median === null || p90 === null ? null : p90 - median)),
        lineStyle: { color: current, width: 1, opacity: 0.55 },
        areaStyle: { color: current, opacity: 0.18 },
      },
      ...(hasPrevious
        ? [
            line(
              texts.previous,
              points.map(({ previous }) => previous),
              { color: colors.previous, type: 'dashed', width: 1.5, dot: 0 },
            ),
          ]
        : []),
      line(texts.median, whole, { color: current, type: 'solid', width: 2.25, dot: few ? 5 : 0 }),
      line(texts.partial, partial, { color: current, type: 'dotted', width: 2.25, dot: 0 }),
    ],
  };
}
