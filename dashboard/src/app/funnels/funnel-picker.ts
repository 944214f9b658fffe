import { HttpClient } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { READY_MADE_FUNNELS, savedFunnel, type SavedFunnel } from '@parley/contracts';
import { firstValueFrom, type Observable } from 'rxjs';
import { I18n } from '../i18n/i18n';
import { failureOf } from '../session/failure';
import { ViewState } from '../shell/view-state';
import { CopyButton } from '../ui/copy-button';
import { focusSoon } from '../ui/focus-soon';
import { FunnelState } from './funnel-state';

const SAVED = 'saved:';

/** Which funnel is looked at: a ready-made one, a saved one, one's own; and saving, duplicating, removing it. */
@Component({
  selector: 'app-funnel-picker',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CopyButton],
  templateUrl: './funnel-picker.html',
  styleUrl: './funnel-picker.css',
})
export class FunnelPicker {
  readonly #i18n = inject(I18n);
  readonly #http = inject(HttpClient);
  readonly #view = inject(ViewState);
  protected readonly state = inject(FunnelState);
  protected readonly t = this.#i18n.t;
  /** Those for the reader's role come first. */
  protected readonly ready = computed(() => {
    const role = this.#view.workspace()?.role;
    return [...READY_MADE_FUNNELS]
      .sort((a, b) => Number(b.role === role) - Number(a.role === role))
      .map(({ key, name }) => ({ key, name: this.#i18n.text(name) }));
  });
  protected readonly chosen = computed(() => {
    const picked = this.state.picked();
    return picked ? `${SAVED}${picked.funnel_id}` : (this.state.readyMade()?.key ?? '');
  });
  protected readonly description = computed(() => {
    const ready = this.state.readyMade();
    return ready ? this.#i18n.text(ready.description) : '';
  });
  protected readonly isGone = computed(
    () => this.state.list.hasValue() && this.state.asked().funnel_id !== null && !this.state.picked(),
  );
  protected readonly hasProblems = computed(() => this.state.problems().length > 0);
  /** What is being named: a new funnel, or the picked one anew. */
  protected readonly naming = signal<'new' | 'rename' | null>(null);
  protected readonly isRemoving = signal(false);
  protected readonly isBusy = signal(false);
  protected readonly said = signal<{ text: string; isBad: boolean } | null>(null);
  readonly #base = computed(() => `/api/workspaces/${this.#view.workspaceId()}/funnels`);

  protected address(): string {
    // Read when it is drawn: it is what the address bar says.
    this.state.asked();
    this.#view.view();
    return location.href;
  }

  protected choose(value: string): void {
    this.said.set(null);
    this.naming.set(null);
    this.isRemoving.set(false);
    if (value.startsWith(SAVED)) return this.state.show({ funnel_id: value.slice(SAVED.length) });
    const ready = READY_MADE_FUNNELS.find(({ key }) => key === value);
    if (ready) this.state.show({ definition: ready.definition });
  }

  protected name(which: 'new' | 'rename'): void {
    this.said.set(null);
    this.isRemoving.set(false);
    this.naming.set(which);
    focusSoon('funnel-name');
  }

  protected stop(): void {
    this.naming.set(null);
    this.isRemoving.set(false);
    focusSoon('funnel-save', 'funnel-picked');
  }

  protected askRemove(): void {
    this.naming.set(null);
    this.isRemoving.set(true);
    focusSoon('funnel-sure');
  }

  protected saveNamed(event: Event, name: string): void {
    event.preventDefault();
    const picked = this.state.picked();
    if (name.trim() === '') return this.said.set({ text: this.t('funnels.name_missing'), isBad: true });
    if (this.naming() === 'rename' && picked)
      void this.#send(this.#http.patch(`${this.#base()}/${picked.funnel_id}`, { name }), 'funnels.renamed');
    else
      void this.#send(
        this.#http.post(this.#base(), { name, definition: this.state.draft() }),
        'funnels.saved',
        (saved) => saved && this.state.show({ funnel_id: saved.funnel_id }),
      );
  }

  protected save({ funnel_id }: SavedFunnel): void {
    const definition = this.state.draft();
    void this.#send(this.#http.patch(`${this.#base()}/${funnel_id}`, { definition }), 'funnels.saved', () =>
      this.state.show({ funnel_id }),
    );
  }

  protected duplicate({ funnel_id }: SavedFunnel): void {
    void this.#send(
      this.#http.post(`${this.#base()}/${funnel_id}/duplicate`, {}),
      'funnels.duplicated',
      (saved) => saved && this.state.show({ funnel_id: saved.funnel_id }),
    );
  }

  protected remove({ funnel_id, definition }: SavedFunnel): void {
    // What was saved stays on the screen as one's own.
    void this.#send(this.#http.delete(`${this.#base()}/${funnel_id}`), 'funnels.removed', () =>
      this.state.show({ definition }),
    );
  }

  async #send(
    request: Observable<unknown>,
    done: 'funnels.saved' | 'funnels.renamed' | 'funnels.duplicated' | 'funnels.removed',
    then: (saved: SavedFunnel | null) => void = () => undefined,
  ): Promise<void> {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    try {
      const raw = await firstValueFrom(request, { defaultValue: null });
      this.naming.set(null);
      this.isRemoving.set(false);
      this.said.set({ text: this.t(done), isBad: false });
      this.state.list.reload();
      const saved = savedFunnel.safeParse(raw);
      then(saved.success ? saved.data : null);
      focusSoon('funnel-picked');
    } catch (error) {
      this.said.set({ text: failureOf(error).detail ?? this.t('state.network'), isBad: true });
    } finally {
      this.isBusy.set(false);
    }
  }
}
