import type { Language } from '@parley/contracts';
import type { EChartsCoreOption } from 'echarts/core';
import { formatRate } from '../../theme/format';
import type { ChartColors } from '../../theme/theme';
import { dotted, escape, FONT } from '../time-axis';
import type { FunnelPoint } from './funnel-points';

export interface FunnelChartTexts {
  rate: string;
  /** What a point has no rate from. */
  empty: string;
  entered: (point: FunnelPoint) => string;
  immature: (point: FunnelPoint) => string;
}

/**
 * The share of those who entered in each unit, with the band in which it really lies. A unit whose entries are not all
 * judged yet has a hollow dot; one without any has a gap, never zero. The compared period is dashed.
 */
export function funnelOverTimeChart(
  points: readonly FunnelPoint[],
  colors: ChartColors,
  texts: FunnelChartTexts,
  language: Language,
): EChartsCoreOption {
  const { current } = colors;
  const show = (rate: number | null) => (rate === null ? '—' : formatRate(rate, language));
  const few = points.length <= 31;
  const edge = {
    type: 'line',
    symbol: 'none',
    connectNulls: false,
    silent: true,
    emphasis: { disabled: true },
    lineStyle: { opacity: 0 },
  };
  const rates = dotted(
    points.map(({ rate }) => rate),
    few ? 6 : 0,
  ).map((point, index) =>
    (points[index]?.immature ?? 0) > 0
      ? {
          ...point,
          symbolSize: 7,
          itemStyle: { color: colors.surface, borderColor: current, borderWidth: 2 },
        }
      : point,
  );
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
      axisLabel: {
        color: colors.inkSoft,
        fontSize: 12,
        formatter: (value: number) => formatRate(value, language, 0),
      },
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
        const range =
          point.low === null || point.high === null ? '' : ` (${show(point.low)} – ${show(point.high)})`;
        return [
          escape(point.longName),
          `${escape(texts.rate)}: <b>${escape(point.rate === null ? `— ${texts.empty}` : show(point.rate))}</b>${escape(range)}`,
          escape(texts.entered(point)),
          ...(point.immature > 0 ? [escape(texts.immature(point))] : []),
          ...(point.previousName ? [`${escape(point.previousName)}: ${escape(show(point.previous))}`] : []),
        ].join('<br>');
      },
    },
    series: [
      // First and unseen: every point is there, so the tooltip and the arrow keys find it.
      { ...edge, name: 'all', data: points.map(({ rate }) => rate) },
      { ...edge, name: 'floor', stack: 'band', data: points.map(({ low }) => low) },
      {
        ...edge,
        name: 'band',
        stack: 'band',
        data: points.map(({ low, high }) => (low === null || high === null ? null : high - low)),
        areaStyle: { color: current, opacity: 0.14 },
      },
      ...(points.some(({ previousName }) => previousName !== null)
        ? [
            {
              ...edge,
              name: 'previous',
              data: points.map(({ previous }) => previous),
              lineStyle: { color: colors.previous, type: 'dashed', width: 1.5 },
            },
          ]
        : []),
      {
        ...edge,
        name: texts.rate,
        data: rates,
        symbol: 'circle',
        showSymbol: true,
        lineStyle: { color: current, width: 2.25 },
        itemStyle: { color: current },
      },
    ],
  };
}
