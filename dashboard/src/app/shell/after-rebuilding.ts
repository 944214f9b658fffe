import { effect, inject, untracked } from '@angular/core';
import { Live } from './live';
import { ViewState } from './view-state';

/**
 * Calls `then` whenever reports of this workspace begin to read by another definition. A quick rebuilding is never seen
 * between two looks at the status, so not its end is waited for but what it leaves. Call it where `inject` may be called.
 */
export function afterRebuilding(then: () => void): void {
  const live = inject(Live);
  const view = inject(ViewState);
  let seen: { workspace: string; definition: number } | undefined;
  effect(() => {
    const definition = live.status()?.definition_id;
    const workspace = view.workspaceId();
    if (definition === undefined) return;
    const isAnother = seen?.workspace === workspace && seen.definition !== definition;
    seen = { workspace, definition };
    if (isAnother) untracked(then);
  });
}
