import type { Language, PathDirection } from '@parley/contracts';
import type { EChartsCoreOption } from 'echarts/core';
import { formatNumber, formatRate } from '../../theme/format';
import type { ChartColors } from '../../theme/theme';
import { FONT, escape } from '../time-axis';

/** One ribbon: a pair of neighbours, the step that it leads to, counted from the anchor. */
export interface PathLink {
  step: number;
  from: string | null;
  to: string | null;
  contacts: number;
  share: number | null;
}

/** What was pointed at: a ribbon, a value at a step (0: the anchor), or where journeys stop. */
export interface PathNode {
  id: string;
  /** From the anchor outward; a stop lies one step further than what it follows. */
  step: number;
  /** Null: a stop. */
  value: string | null;
  contacts: number;
}

export interface PathTexts {
  name: (value: string) => string;
  stop: string;
  share: (share: string) => string;
}

const idOf = (step: number, value: string | null) => JSON.stringify([step, value]);

/** The two ends of a ribbon, the nearer to the anchor first. */
function endsOf({ from, to, step }: PathLink, direction: PathDirection) {
  const [near, far] = direction === 'from' ? [from, to] : [to, from];
  return { near: { step: step - 1, value: near }, far: { step, value: far } };
}

/** Every value at every step, with how many contacts pass it; the anchor's first, larger ones before smaller ones. */
export function nodesOf(links: readonly PathLink[], direction: PathDirection): PathNode[] {
  const nodes = new Map<string, PathNode>();
  const add = (step: number, value: string | null, contacts: number) => {
    const id = idOf(step, value);
    const known = nodes.get(id);
    nodes.set(id, { id, step, value, contacts: (known?.contacts ?? 0) + contacts });
  };
  for (const link of links) {
    const { near, far } = endsOf(link, direction);
    if (link.step === 1) add(near.step, near.value, link.contacts);
    add(far.step, far.value, link.contacts);
  }
  return [...nodes.values()].sort((a, b) => a.step - b.step || b.contacts - a.contacts);
}

/** Room for each value of the fullest step. */
export function heightOf(nodes: readonly PathNode[]): number {
  const fullest = Math.max(0, ...nodes.map(({ step }) => nodes.filter((each) => each.step === step).length));
  return Math.min(960, Math.max(320, fullest * 42));
}

const LONGEST = 24;
const short = (name: string) => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name);

/** Journeys as ribbons from left to right in the order of time; stops and what is rare are paler. */
export function pathsChart(
  links: readonly PathLink[],
  direction: PathDirection,
  everybody: number,
  colors: ChartColors,
  texts: PathTexts,
  language: Language,
): EChartsCoreOption {
  const nodes = nodesOf(links, direction);
  const last = Math.max(0, ...nodes.map(({ step }) => step));
  const nameOf = (value: string | null) => (value === null ? texts.stop : texts.name(value));
  const told = (contacts: number) =>
    `<b>${escape(formatNumber(contacts, language))}</b> (${escape(
      texts.share(formatRate(everybody === 0 ? 0 : contacts / everybody, language)),
    )})`;
  return {
    animation: false,
    textStyle: { fontFamily: FONT },
    tooltip: {
      trigger: 'item',
      confine: true,
      backgroundColor: colors.surface,
      borderColor: colors.line,
      textStyle: { color: colors.ink, fontSize: 13, fontFamily: 'inherit' },
      formatter: ({ dataType, dataIndex }: { dataType?: string; dataIndex: number }) => {
        if (dataType === 'edge') {
          const link = links[dataIndex];
          if (!link) return '';
          return `${escape(nameOf(link.from))} → ${escape(nameOf(link.to))}: ${told(link.contacts)}`;
        }
        const node = nodes[dataIndex];
        return node ? `${escape(nameOf(node.value))}: ${told(node.contacts)}` : '';
      },
    },
    series: [
      {
        type: 'sankey',
        left: direction === 'from' ? 4 : 4,
        right: 150,
        top: 12,
        bottom: 12,
        nodeGap: 14,
        nodeWidth: 14,
        draggable: false,
        layoutIterations: 48,
        emphasis: { focus: 'adjacency' },
        lineStyle: { color: colors.current, opacity: 0.22, curveness: 0.5 },
        label: {
          color: colors.ink,
          fontSize: 12,
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const node = nodes[dataIndex];
            return node ? `${short(nameOf(node.value))}  ${formatNumber(node.contacts, language)}` : '';
          },
        },
        labelLayout: { hideOverlap: true },
        data: nodes.map(({ id, step, value }) => ({
          name: id,
          depth: direction === 'from' ? step : last - step,
          itemStyle: {
            color: value === null ? colors.line : value === '<other>' ? colors.previous : colors.current,
            borderWidth: 0,
          },
        })),
        links: links.map((link) => {
          const { near, far } = endsOf(link, direction);
          const ends = [idOf(near.step, near.value), idOf(far.step, far.value)];
          const [source, target] = direction === 'from' ? ends : ends.reverse();
          return {
            source,
            target,
            value: link.contacts,
            ...(far.value === null ? { lineStyle: { color: colors.previous, opacity: 0.16 } } : {}),
          };
        }),
      },
    ],
  };
}
