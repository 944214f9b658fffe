import type { CostImportState } from '@parley/contracts';

/** The colour of a state's dot. */
export function toneOf(state: CostImportState): 'good' | 'bad' | 'busy' | 'still' {
  if (state === 'done') return 'good';
  if (state === 'failed') return 'bad';
  return state === 'undone' ? 'still' : 'busy';
}
