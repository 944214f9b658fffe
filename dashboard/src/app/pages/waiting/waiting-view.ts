import { HttpClient } from '@angular/common/http';
import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { I18n } from '../../i18n/i18n';
import { type Failure, failureOf } from '../../session/failure';
import { ViewState } from '../../shell/view-state';
import { Ticker } from './ticker';
import { liveWait, sumsOf } from './waiting-rows';
import { WaitingStream } from './waiting-stream';

const ids = (values: readonly string[]): string[] => [
  ...new Set(
    values
      .flatMap((value) => value.split(','))
      .map((value) => value.trim())
      .filter((value) => /^\d{1,20}$/.test(value)),
  ),
];

/** Who waits at this second, picked as the URL says; for the screen and for the board. */
@Injectable()
export class WaitingView {
  readonly #state = inject(ViewState);
  readonly #ticker = inject(Ticker);
  readonly #i18n = inject(I18n);
  readonly #http = inject(HttpClient);
  readonly stream = inject(WaitingStream);

  readonly teamIds = computed(() => ids(this.#state.ownAll('team_ids')));
  readonly agentIds = computed(() => ids(this.#state.ownAll('agent_ids')));
  readonly isFiltered = computed(
    () => this.#state.isFiltered() || this.teamIds().length + this.agentIds().length > 0,
  );
  readonly url = computed(() => {
    if (!this.#state.workspace()) return null;
    const { channels, account_ids } = this.#state.view();
    const query = new URLSearchParams();
    const asked = { channels, account_ids, team_ids: this.teamIds(), agent_ids: this.agentIds() };
    for (const [key, values] of Object.entries(asked)) if (values.length) query.set(key, values.join(','));
    const text = query.toString().replaceAll('%2C', ',');
    return `/api/workspaces/${this.#state.workspaceId()}/waiting-now/live${text && `?${text}`}`;
  });

  readonly #failure = signal<Failure | null>(null);
  /** Why the server refuses to tell; null while it tells, and while it is only away. */
  readonly failure = this.#failure.asReadonly();

  /** Null until the server has told. */
  readonly waits = computed(() => {
    const event = this.stream.event();
    if (!event) return null;
    const passed = Math.max(0, (this.#ticker.now() - this.stream.listedAt()) / 1000);
    return event.rows.map((row) => liveWait(row, event.computed_at, passed));
  });
  readonly total = computed(() => this.stream.event()?.total ?? 0);
  readonly sums = computed(() => sumsOf(this.waits() ?? []));

  constructor() {
    effect(() => {
      const url = this.url();
      untracked(() => {
        this.#failure.set(null);
        this.stream.ask(url);
      });
    });
    effect(() => {
      const state = this.stream.state();
      untracked(() => {
        if (state === 'lost') void this.#askWhy();
        if (state === 'live') this.#failure.set(null);
      });
    });
  }

  /** A stream does not say why it broke off; the report of the same name does, and leads to the sign-in where that is due. */
  async #askWhy(): Promise<void> {
    const url = this.url()?.replace('/waiting-now/live', '/reports/waiting-now');
    if (!url) return;
    try {
      await firstValueFrom(this.#http.get(`${url}${url.includes('?') ? '&' : '?'}limit=1`));
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind === 'refused' && failure.status < 500) this.#failure.set(failure);
    }
  }

  /** Tries again at once. */
  retry(): void {
    this.#failure.set(null);
    const url = this.url();
    this.stream.ask(null);
    this.stream.ask(url);
  }

  /** What was counted, in words. */
  people(n: number): string {
    const text = this.#i18n.plural('waiting', n);
    return text.charAt(0).toLocaleUpperCase(this.#i18n.language()) + text.slice(1);
  }
}
