import type { IconName } from '../../ui/icon';

/** Under which heading a command stands, in the order of the headings. */
export const COMMAND_GROUPS = [
  'pinned',
  'recent',
  'pages',
  'reports',
  'funnels',
  'accounts',
  'period',
  'display',
] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

/** One thing that the palette can do. */
export interface Command {
  id: string;
  group: CommandGroup;
  name: string;
  hint: string;
  icon: IconName;
  /** What it is found by: its name in every language that is there. */
  words: readonly string[];
  run: () => void;
}

/** With nothing sought so many of each are shown: what one usually wants. */
const FEW: Partial<Record<CommandGroup, number>> = { reports: 0, funnels: 0, accounts: 0 };
/** Of what is found. */
export const MOST_FOUND = 30;

/** How many of what is found are not shown. */
export const leftOut = (commands: readonly Command[], isSought: boolean): number =>
  isSought ? Math.max(0, commands.length - MOST_FOUND) : 0;

/** Those to show, under their headings: nothing sought, the usual ones in their order; else the best first. */
export function grouped(
  commands: readonly Command[],
  isSought: boolean,
): { group: CommandGroup; commands: Command[] }[] {
  const shown = commands.slice(0, isSought ? MOST_FOUND : commands.length);
  const groups = isSought ? [...new Set(shown.map(({ group }) => group))] : COMMAND_GROUPS;
  return groups
    .map((group) => {
      const mine = shown.filter((each) => each.group === group);
      return { group, commands: isSought ? mine : mine.slice(0, FEW[group] ?? mine.length) };
    })
    .filter(({ commands: mine }) => mine.length > 0);
}
