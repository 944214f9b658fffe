import { HttpClient } from '@angular/common/http';
import { computed, inject, signal } from '@angular/core';
import { firstValueFrom, type Observable } from 'rxjs';
import { I18n } from '../../i18n/i18n';
import { failureOf } from '../../session/failure';
import { ViewState } from '../../shell/view-state';
import { focusSoon } from '../../ui/focus-soon';

/** What the pages of things that are added, changed and removed share: who may, what is asked, what was said. */
export class Entries<Draft> {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  readonly http = inject(HttpClient);
  readonly base = computed(() => `/api/workspaces/${this.#state.workspaceId()}/costs`);
  readonly mayChange = computed(() => ['owner', 'analyst'].includes(this.#state.workspace()?.role ?? ''));
  /** What is being entered; `id` is null for a new one. */
  readonly edited = signal<{ id: string | null; draft: Draft } | null>(null);
  readonly removing = signal<string | null>(null);
  readonly message = signal<{ text: string; isBad: boolean } | null>(null);

  edit(id: string | null, draft: Draft, focus: string): void {
    this.message.set(null);
    this.removing.set(null);
    this.edited.set({ id, draft });
    focusSoon(focus);
  }

  change(part: Partial<Draft>): void {
    this.edited.update((edited) => edited && { ...edited, draft: { ...edited.draft, ...part } });
  }

  stop(): void {
    this.edited.set(null);
    focusSoon('entry-add');
  }

  /** Asks whether one is really to go; null when it stays. */
  ask(id: string | null): void {
    const asked = this.removing();
    this.message.set(null);
    this.removing.set(id);
    focusSoon(id === null ? `entry-remove-${asked}` : 'entry-sure');
  }

  refuse(text: string): void {
    this.message.set({ text, isBad: true });
  }

  /** Sends a change and has the list come again; what is refused is said. */
  async send(request: Observable<unknown>, then: () => void): Promise<void> {
    try {
      await firstValueFrom(request, { defaultValue: null });
      this.removing.set(null);
      this.edited.set(null);
      this.message.set({ text: this.#i18n.t('costs.saved'), isBad: false });
      then();
      focusSoon('entry-add');
    } catch (error) {
      this.refuse(failureOf(error).detail ?? this.#i18n.t('state.network'));
    }
  }
}
