import type { Filed, Quarantine, QuarantineEntry } from '../quarantine/quarantine.js';
import type { Platform } from '../webhooks/platform.js';
import { keyOf, type Source, type Task } from './sources.js';

/** What became of a task. */
export interface Outcome {
  task: Task;
  /** Undefined where its account or platform is not there any more. */
  platform?: Platform;
  events: number;
  unmapped: string[];
}

/**
 * Settles quarantine, as part of the transaction that it is called in: what is understood now leaves it; what is not
 * stays there, once, with today's reason, however often its body came. A row that was refused again has its new entry
 * already, which takes over the body. `refused`: those rows, by whose they are.
 */
export function settled(
  outcomes: readonly Outcome[],
  refused: ReadonlyMap<string, Filed[]>,
  quarantine: Quarantine,
  workspaceId: number,
): Promise<boolean>[] {
  const written: Promise<boolean>[] = [];
  const bodies = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const { task, platform } = outcome;
    if (task.source.row) written.push(...quarantine.remove(task.entries));
    else if (platform) bodies.set(keyOf(task.source), [...(bodies.get(keyOf(task.source)) ?? []), outcome]);
  }
  for (const [key, same] of bodies) {
    const [first] = same;
    const source = first?.task.source;
    if (!first || !source?.body) continue;
    const { body, receivedAt } = source;
    const kept = { body: body.text, is_full: body.isFull, received_at: receivedAt };
    for (const { place } of refused.get(key) ?? []) {
      const entry = quarantine.get(place);
      if (entry) written.push(...quarantine.put({ ...entry, ...kept }, place));
    }
    const byPlace = new Map(same.flatMap(({ task }) => task.entries.map((each) => [each.place, each])));
    const [newest, ...others] = [...byPlace.values()].sort((one, other) => other.place - one.place);
    let left: Filed[] = [];
    if (first.unmapped.length === 0) written.push(...quarantine.remove([...byPlace.values()]));
    else {
      const place = newest?.place ?? quarantine.nextPlace();
      const entry = { ...unmappedEntry(source, first.unmapped, workspaceId), ...kept };
      if (newest) entry.at = Math.floor(place / 1000);
      written.push(...quarantine.put(entry, place), ...quarantine.remove(others));
      left = [quarantine.filedOf(place, entry)];
    }
    for (const { task } of same) task.entries = left;
  }
  return written;
}

const unmappedEntry = (
  { accountId, deliveryId }: Source,
  unmapped: readonly string[],
  workspaceId: number,
): Omit<QuarantineEntry, 'body' | 'is_full' | 'received_at'> => ({
  source: 'webhook',
  reason: [...new Set(unmapped)].join('; '),
  at: Date.now(),
  workspace_id: workspaceId,
  account_id: accountId,
  delivery_id: String(deliveryId),
  can_replay: true,
  row: null,
});
