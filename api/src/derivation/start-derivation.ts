import { type DerivationNews, type RunningDerivation } from './derivation-loop.js';

/** Starts deriving; `onEnd` is called when it ends by itself. */
export type StartDerivation = (
  tell: (news: DerivationNews) => void,
  log: (line: string) => void,
  onEnd: () => void,
) => RunningDerivation;

/** Injection token of {@link StartDerivation}: a thread in the product, the same thread in tests. */
export const START_DERIVATION = Symbol('start-derivation');
