import type { NodeReplayInput } from '@parley/contracts';
import type { KeptBody } from '../bodies/body-keeper.js';
import type { Filed, Quarantine, RefusedRow } from '../quarantine/quarantine.js';
import { PAGE_CHARACTERS, PAGE_ENTRIES, type Vault } from '../vault/vault.js';

/** Something that can be taken once more: a kept body, or a refused row without one. */
export type Source = { accountId: number; deliveryId: bigint } & (
  { receivedAt: number; body: KeptBody; row?: undefined } | { row: RefusedRow; body?: undefined }
);

/** A source, and all entries of quarantine that are settled with it: those that are left stand here afterwards. */
export interface Task {
  source: Source;
  entries: Filed[];
}

/** By account and body: one body is one task, however many entries it has. */
export const keyOf = ({ accountId, deliveryId }: { accountId: number; deliveryId: bigint }) =>
  `${accountId}:${deliveryId}`;

/**
 * The bodies of the vault that are meant, with what lies of them in quarantine. A body that came several times is as many
 * tasks, on one page or on several: what became of the first is known to the next.
 */
export async function* tasksOfVault(
  vault: Vault,
  quarantine: Quarantine,
  range: Parameters<Vault['entries']>[0],
): AsyncGenerator<Task[]> {
  const filed = new Map<string, Filed[]>();
  for (const each of quarantine.filed(range.workspaceId)) {
    if (each.deliveryId !== 0n) filed.set(keyOf(each), [...(filed.get(keyOf(each)) ?? []), each]);
  }
  for await (const page of vault.entries(range)) {
    const tasks: Task[] = page.map(({ accountId, deliveryId, receivedAt, body }) => ({
      source: { accountId, deliveryId, receivedAt, body },
      entries: filed.get(keyOf({ accountId, deliveryId })) ?? [],
    }));
    yield tasks;
    for (const { source, entries } of tasks) {
      if (entries.length === 0) filed.delete(keyOf(source));
      else filed.set(keyOf(source), entries);
    }
  }
}

/** The entries of quarantine that are meant, oldest first; entries of one body, or of one refused row, are one task. */
export function* tasksOfQuarantine(quarantine: Quarantine, input: NodeReplayInput): Generator<Task[]> {
  const groups = new Map<string, Filed[]>();
  for (const filed of meant(quarantine, input)) {
    const key = `${keyOf(filed)}:${filed.source === 'insert' ? `row ${filed.eventId}` : 'body'}`;
    groups.set(key, [...(groups.get(key) ?? []), filed]);
  }
  let page: Task[] = [];
  let size = 0;
  for (const entries of [...groups.values()].reverse()) {
    const task = taskOf(quarantine, entries);
    if (!task) continue;
    page.push(task);
    size += task.source.body?.text.length ?? 0;
    if (page.length < PAGE_ENTRIES && size < PAGE_CHARACTERS) continue;
    yield page;
    page = [];
    size = 0;
  }
  if (page.length > 0) yield page;
}

/** How many tasks {@link tasksOfQuarantine} has, about: entries of one body are counted singly. */
export function countInQuarantine(quarantine: Quarantine, input: NodeReplayInput): number {
  let count = 0;
  for (const _ of meant(quarantine, input)) count++;
  return count;
}

function* meant(quarantine: Quarantine, input: NodeReplayInput): Iterable<Filed> {
  const { workspace_id, entry_ids, account_id, from, to } = input;
  const wanted = entry_ids && new Set(entry_ids);
  const options = account_id === undefined ? {} : { accountId: account_id };
  for (const filed of quarantine.filed(workspace_id, options)) {
    const at = filed.place / 1000;
    if (wanted && !wanted.has(String(filed.place))) continue;
    if ((from !== undefined && at < from) || (to !== undefined && at >= to)) continue;
    if (filed.source === 'webhook' || filed.source === 'insert') yield filed;
  }
}

function taskOf(quarantine: Quarantine, entries: Filed[]): Task | undefined {
  const [first] = entries;
  const entry = first && quarantine.get(first.place);
  if (!first || !entry?.can_replay) return undefined;
  const { accountId, deliveryId } = first;
  if (entry.body !== '') {
    const body = { text: entry.body, isFull: entry.is_full, canReplay: true };
    return { source: { accountId, deliveryId, receivedAt: entry.received_at, body }, entries };
  }
  return entry.row === null ? undefined : { source: { accountId, deliveryId, row: entry.row }, entries };
}
