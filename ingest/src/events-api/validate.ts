import { event, EVENT_TYPES, type EventsAnswer, type ParleyEvent } from '@parley/contracts';
import type { z } from 'zod';
import type { Account, Directory, Workspace } from '../snapshot/directory.js';
import type { Item } from './read-items.js';

type Rejection = Omit<EventsAnswer['rejected'][number], 'index'>;

/** An event with its account, or why the item is refused. Depends on nothing but this item and the workspace. */
export function validate(
  item: Item,
  workspace: Workspace,
  directory: Directory,
): { event: ParleyEvent; account: Account } | Rejection {
  if ('error' in item) return { path: '', message: item.error };
  const parsed = event.safeParse(item.value);
  if (!parsed.success) return rejectionOf(parsed.error.issues);
  const account = directory.accountOf(workspace.workspaceId, Number(parsed.data.account_id));
  // The same words for an account that does not exist and for one of another workspace.
  if (!account) return { path: 'account_id', message: 'is no account of this workspace' };
  if (!account.isActive) return { path: 'account_id', message: 'is switched off' };
  if ('other' in parsed.data) {
    const other = Number(parsed.data.other.account_id);
    if (!directory.accountOf(workspace.workspaceId, other)) {
      return { path: 'other.account_id', message: 'is no account of this workspace' };
    }
  }
  return { event: parsed.data, account };
}

type Issue = z.core.$ZodIssue;

/** The first thing that is wrong, in words that say what to do. */
function rejectionOf(issues: readonly Issue[]): Rejection {
  const [issue] = issues;
  if (!issue) return { path: '', message: 'is not an event' };
  const path = issue.path.map(String).join('.');
  if (issue.code === 'invalid_union') {
    if (path === 'type') return { path, message: `must be one of ${EVENT_TYPES.join(', ')}` };
    return { path, message: closest(issue.errors).message };
  }
  return { path, message: issue.message };
}

/** Of the alternatives of a union, the complaint of the one that came furthest: not about the type of the value. */
function closest(alternatives: readonly (readonly Issue[])[]): Issue | { message: string } {
  const firsts = alternatives.flatMap(([first]) => (first ? [first] : []));
  return (
    firsts.find((issue) => issue.code !== 'invalid_type') ?? firsts.at(-1) ?? { message: 'is not valid' }
  );
}
