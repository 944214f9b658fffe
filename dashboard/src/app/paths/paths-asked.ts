import {
  ACQUISITION_GROUPS,
  type AcquisitionGroup,
  MOST_DEPTH,
  PATH_DIRECTIONS,
  PATH_KINDS,
  PATH_STEPS,
  type PathDirection,
  type PathKind,
  paths,
  USUAL_MINIMUM_SHARE,
  USUAL_PATH_WINDOW,
} from '@parley/contracts';
import type { OwnQuery } from '../shell/view-state';

/** What the screen of paths is asked; the names are those of the api and of the URL. */
export interface PathsAsked {
  anchor: PathKind;
  anchor_names: readonly string[];
  direction: PathDirection;
  steps: (typeof PATH_STEPS)[number];
  depth: number;
  minimum_share: number;
  window_seconds: number;
  by: AcquisitionGroup;
}

export const USUAL_PATHS: PathsAsked = {
  anchor: 'touch',
  anchor_names: [],
  direction: 'from',
  steps: 'main',
  depth: 4,
  minimum_share: USUAL_MINIMUM_SHARE,
  window_seconds: USUAL_PATH_WINDOW,
  by: 'source',
};

export const DEPTHS = Array.from({ length: MOST_DEPTH }, (_, index) => index + 1);
export const SHARES = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2];
/** An hour, a day, a week, 30, 90 days, a year. */
export const WINDOWS = [3600, 86_400, 604_800, 2_592_000, 7_776_000, 31_536_000];

type Read = (key: string) => readonly string[];
const shape = paths.params.shape;

/** Reads from the URL what is asked. Total: what it does not understand is as usual. */
export function parsePaths(read: Read): PathsAsked {
  const word = <W extends string>(all: readonly W[], key: string, usual: W): W =>
    all.find((each) => each === read(key)[0]) ?? usual;
  const number = (key: 'depth' | 'minimum_share' | 'window_seconds') => {
    const parsed = shape[key].safeParse(read(key)[0]);
    return parsed.success ? parsed.data : USUAL_PATHS[key];
  };
  return {
    anchor: word(PATH_KINDS, 'anchor', 'touch'),
    anchor_names: [...new Set(read('anchor_names'))].slice(0, 200),
    direction: word(PATH_DIRECTIONS, 'direction', 'from'),
    steps: word(PATH_STEPS, 'steps', 'main'),
    depth: number('depth'),
    minimum_share: number('minimum_share'),
    window_seconds: number('window_seconds'),
    by: word(ACQUISITION_GROUPS, 'by', 'source'),
  };
}

/** A part of it as it stands in the URL: what is as usual is left out. */
export function pathsQuery(part: Partial<PathsAsked>): OwnQuery {
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => {
      if (Array.isArray(value)) return [key, value.length > 0 ? (value as readonly string[]) : null];
      return [key, value === USUAL_PATHS[key as keyof PathsAsked] ? null : String(value)];
    }),
  );
}

/** What the report is asked with. */
export const pathsParams = (asked: PathsAsked) => ({
  anchor: asked.anchor,
  anchor_names: asked.anchor_names,
  direction: asked.direction,
  steps: asked.steps,
  depth: String(asked.depth),
  minimum_share: String(asked.minimum_share),
  window_seconds: String(asked.window_seconds),
  by: asked.by,
});
