import { httpResource } from '@angular/common/http';
import {
  DestroyRef,
  Injectable,
  computed,
  effect,
  inject,
  linkedSignal,
  signal,
  untracked,
} from '@angular/core';
import { type WorkspaceStatus, workspaceStatus } from '@parley/contracts';
import { ViewState } from './view-state';

const EVERY_MS = 1_500;
/** So long after events arrived every poll may bring what was computed from them. */
const SETTLING_MS = 10_000;

/**
 * Watches the workspace while the page is visible. `version` rises when there is something new to show:
 * events arrived, or dialogues and waits were computed from them.
 */
@Injectable()
export class Live {
  readonly #view = inject(ViewState);
  readonly #status = httpResource<WorkspaceStatus>(
    () => (this.#view.workspace() ? `/api/workspaces/${this.#view.workspaceId()}/status` : undefined),
    { parse: (raw) => workspaceStatus.parse(raw) },
  );
  readonly #version = signal(0);
  readonly version = this.#version.asReadonly();

  /** The last status of this workspace that arrived; undefined until the first one. */
  readonly status = linkedSignal<
    { id: string; value: WorkspaceStatus | undefined },
    WorkspaceStatus | undefined
  >({
    source: () => ({
      id: this.#view.workspaceId(),
      value: this.#status.hasValue() ? this.#status.value() : undefined,
    }),
    computation: (now, before) => now.value ?? (before?.source.id === now.id ? before.value : undefined),
  }).asReadonly();
  #touchedAt = -Infinity;
  readonly isOffline = computed(() => this.#status.status() === 'error');

  /** Something was done here that reports will show in a moment. */
  settle(): void {
    this.#touchedAt = performance.now();
    this.#status.reload();
  }

  constructor() {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && !this.#status.isLoading()) this.#status.reload();
    }, EVERY_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));

    let seen: { id: string; key: string; until: string | null; changedAt: number } | undefined;
    effect(() => {
      const status = this.status();
      const id = this.#view.workspaceId();
      if (!status) return;
      const now = performance.now();
      const until = status.changed_at;
      const changedAt = seen?.id === id && seen.until === until ? seen.changedAt : now;
      // Dialogues are computed a moment after their events arrive, often between two polls: what was shown first may
      // hold the message and not yet its dialogue.
      const isSettling = status.is_deriving || now - Math.max(changedAt, this.#touchedAt) < SETTLING_MS;
      // By another definition every number may be another.
      const key = `${until} ${isSettling ? now : ''} ${status.definition_id}`;
      if (seen?.id === id && seen.key !== key) untracked(() => this.#version.update((n) => n + 1));
      seen = { id, key, until, changedAt };
    });
  }
}
