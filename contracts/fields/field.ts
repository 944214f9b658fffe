import type * as z from 'zod';
import type { Dimension } from '../dimensions.js';
import type { Localized } from '../text.js';

/**
 * What a row report says of one thing, beside metrics and dimensions: an instant, a length, a state. `seconds`: a
 * length of time; `list`: several values, in a CSV one cell; `link`: an address.
 */
export interface Field {
  label: Localized;
  kind: Dimension['kind'] | 'seconds' | 'link';
  /** What words mean, where `kind` is `word`. */
  words?: Readonly<Record<string, Localized>>;
  /** How it stands in a row. Null: there is none, or it is not known. */
  column: z.ZodType;
}
