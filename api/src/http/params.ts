import { entityId } from '@parley/contracts';
import { notFound } from './problem-error.js';

/** The number in a path. What cannot be one is simply not there. */
export function idOf(text: string): number {
  const parsed = entityId.safeParse(text);
  // 2^31 − 1 is the largest that the column holds.
  if (!parsed.success || Number(parsed.data) > 2_147_483_647) throw notFound();
  return Number(parsed.data);
}
