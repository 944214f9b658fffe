import { HttpClient } from '@angular/common/http';
import { Injectable, computed, inject, signal } from '@angular/core';
import type { DismissalInput, DismissalStep } from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import { I18n } from '../i18n/i18n';
import { failureOf } from '../session/failure';
import { Live } from '../shell/live';
import { MAY_DISMISS } from '../shell/may-open';
import { ViewState } from '../shell/view-state';

/** A wait, as somebody sees it who may say something of it. */
export interface Dismissible {
  id: string;
  /** Of the contact, as it is called on the screen. */
  name: string;
  /** The newest message that stands on the screen; a newer one keeps the wait. */
  lastIncomingAt: string;
  step: DismissalStep | null;
  /** The moment that a list which stands still was judged by; left out where lists are told anew by themselves. */
  judged?: string;
}

interface Said {
  wait: Dismissible;
  step: DismissalStep;
}

/** After so long without a sign of it the server is taken at its word again. */
const PATIENCE_MS = 15_000;

/** Says of waits that they need no reply, takes it back, and knows what was said here. */
@Injectable()
export class Dismissals {
  readonly #http = inject(HttpClient);
  readonly #state = inject(ViewState);
  readonly #live = inject(Live);
  readonly #i18n = inject(I18n);

  /** Whether whoever reads may say such a thing at all. */
  readonly isAllowed = computed(() => {
    const role = this.#state.workspace()?.role;
    return role !== undefined && MAY_DISMISS.includes(role);
  });
  /** What was said last; null when the message of it was closed. */
  readonly last = signal<Said | null>(null);
  /** Why the last thing could not be said, in words. */
  readonly failure = signal<string | null>(null);
  /** What is being said, and what lists do not show yet, by wait. */
  readonly #pending = signal<ReadonlyMap<string, DismissalStep>>(new Map());
  /** What was said of the rows of a list that stands still. */
  readonly #said = signal<ReadonlyMap<string, { step: DismissalStep; judged: string }>>(new Map());

  /** What can be said of this wait now. */
  stepOf({ id, step, judged }: Dismissible): DismissalStep | null {
    const said = this.#said().get(id);
    if (judged === undefined || said?.judged !== judged) return step;
    return said.step === 'dismiss' ? 'take_back' : 'dismiss';
  }

  /** It was said already, and does not show yet. */
  isPending(wait: Dismissible): boolean {
    return this.#pending().get(wait.id) === this.stepOf(wait);
  }

  async say(wait: Dismissible, step: DismissalStep): Promise<boolean> {
    if (this.#pending().get(wait.id) === step) return false;
    this.failure.set(null);
    this.last.set(null);
    this.#wait(wait.id, step);
    const url = `/api/workspaces/${this.#state.workspaceId()}/waits/${encodeURIComponent(wait.id)}/dismissal`;
    const body: DismissalInput = { last_incoming_at: wait.lastIncomingAt };
    try {
      await firstValueFrom(step === 'dismiss' ? this.#http.put(url, body) : this.#http.delete(url));
    } catch (error) {
      this.#wait(wait.id, null);
      this.failure.set(failureOf(error).detail ?? this.#i18n.t('dismissal.failed'));
      return false;
    }
    const { judged } = wait;
    if (judged !== undefined) this.#said.update((all) => new Map(all).set(wait.id, { step, judged }));
    this.last.set({ wait, step });
    this.#live.settle();
    setTimeout(() => {
      if (this.#pending().get(wait.id) === step) this.#wait(wait.id, null);
    }, PATIENCE_MS);
    return true;
  }

  /** Closes the message of what was said last. */
  close(): void {
    this.last.set(null);
    this.failure.set(null);
  }

  #wait(id: string, step: DismissalStep | null): void {
    this.#pending.update((all) => {
      const next = new Map(all);
      if (step === null) next.delete(id);
      else next.set(id, step);
      return next;
    });
  }
}
