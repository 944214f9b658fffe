import { HttpClient, httpResource } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import {
  quarantineDismissed,
  type QuarantineEntry,
  quarantinePage,
  reasonIn,
  type QuarantineReplayInput,
  type ReplayProgress,
} from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import { I18n } from '../../i18n/i18n';
import { failureOf } from '../../session/failure';
import { ViewState } from '../../shell/view-state';
import { formatMoment } from '../../theme/dates';
import { formatNumber } from '../../theme/format';
import { Failed } from '../../ui/failed';
import { replay } from './replay';
import { focusSoon } from '../../ui/focus-soon';

/** What could not be taken: why, what arrived, and how to have it read again or dismissed. */
@Component({
  selector: 'app-quarantine-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Failed],
  templateUrl: './quarantine-card.html',
  styleUrl: './quality.css',
})
export class QuarantineCard {
  readonly #i18n = inject(I18n);
  protected readonly why = (reason: string) => reasonIn(reason, this.#i18n.language());
  readonly #http = inject(HttpClient);
  protected readonly t = this.#i18n.t;
  protected readonly state = inject(ViewState);
  readonly names = input.required<ReadonlyMap<string, string>>();
  /** How many entries there are as far as the page knows: when it changes, the list is read anew. */
  readonly count = input.required<number>();
  /** Something was read again or dismissed. */
  readonly changed = output();

  readonly #base = computed(() => `/api/workspaces/${this.state.workspaceId()}/quarantine`);
  protected readonly only = computed(() => {
    const id = this.state.own('quarantine');
    return id !== null && /^[1-9]\d{0,9}$/.test(id) ? id : null;
  });
  protected readonly page = httpResource(
    () => `${this.#base()}${this.only() === null ? '' : `?account_id=${this.only()}`}`,
    { parse: (raw) => quarantinePage.parse(raw) },
  );
  protected readonly failure = computed(() => (this.page.error() ? failureOf(this.page.error()) : null));
  readonly #more = signal<{ entries: QuarantineEntry[]; next: string | null } | null>(null);
  readonly #first = computed(() => (this.page.hasValue() ? this.page.value() : undefined));
  protected readonly total = computed(() => this.#first()?.total ?? 0);
  protected readonly next = computed(() => {
    const more = this.#more();
    return more ? more.next : (this.#first()?.next_before ?? null);
  });
  protected readonly isComplete = computed(() => this.#first()?.is_complete ?? true);
  protected readonly isOwner = computed(() => this.state.workspace()?.role === 'owner');
  protected readonly entries = computed(() =>
    [...(this.#first()?.entries ?? []), ...(this.#more()?.entries ?? [])].map((entry) => ({
      ...entry,
      account: entry.account_id === null ? '—' : this.nameOf(entry.account_id),
      moment: formatMoment(entry.at, this.state.workspaceZone(), this.#i18n.language()),
      why: this.t(`quarantine.source.${entry.source}`),
      body: entry.body ? pretty(entry.body) : null,
    })),
  );

  protected readonly asked = signal<string | null>(null);

  /** The question before anything is deleted; the focus goes into it and back to what asked. */
  protected ask(entry_id: string): void {
    this.asked.set(entry_id);
    focusSoon(`ask-${entry_id}`);
  }

  protected keep(entry_id: string): void {
    this.asked.set(null);
    focusSoon(`dismiss-${entry_id}`);
  }

  protected readonly progress = signal<ReplayProgress | null>(null);
  protected readonly message = signal<{ text: string; isBad: boolean } | null>(null);
  readonly #leaving = new AbortController();

  constructor() {
    inject(DestroyRef).onDestroy(() => this.#leaving.abort());
    let seen: number | undefined;
    effect(() => {
      const count = this.count();
      if (seen !== undefined && seen !== count) untracked(() => this.reload());
      seen = count;
    });
  }

  protected nameOf(id: string): string {
    return this.names().get(id) ?? this.t('filters.account_number', { id });
  }

  protected number(value: number): string {
    return formatNumber(value, this.#i18n.language());
  }

  protected reload(): void {
    this.#more.set(null);
    this.page.reload();
  }

  protected async showMore(): Promise<void> {
    const before = this.next();
    if (before === null) return;
    const params = { before, ...(this.only() === null ? {} : { account_id: this.only() ?? '' }) };
    const page = quarantinePage.parse(await firstValueFrom(this.#http.get(this.#base(), { params })));
    this.#more.update((known) => ({
      entries: [...(known?.entries ?? []), ...page.entries],
      next: page.next_before,
    }));
  }

  protected replayOne(entry_id: string): Promise<void> {
    return this.#replay({ entry_ids: [entry_id] });
  }

  protected replayAll(): Promise<void> {
    const only = this.only();
    return this.#replay(only === null ? {} : { account_id: only });
  }

  async #replay(input: QuarantineReplayInput): Promise<void> {
    if (this.progress()) return;
    this.message.set(null);
    this.progress.set({ bodies: 0, total: 0, events: 0, still_unmapped: 0, is_done: false });
    let last: ReplayProgress | undefined;
    try {
      for await (const line of replay(`${this.#base()}/replay`, input, this.#leaving.signal)) {
        last = line;
        this.progress.set(line);
      }
    } catch {
      last = undefined;
    }
    this.progress.set(null);
    if (this.#leaving.signal.aborted) return;
    const isDone = last?.is_done === true && last.error === undefined;
    this.message.set({
      isBad: !isDone,
      text:
        isDone && last
          ? this.t('quarantine.done', {
              bodies: this.number(last.bodies),
              events: this.number(last.events),
              unmapped: this.number(last.still_unmapped),
            })
          : this.t('quarantine.failed'),
    });
    this.reload();
    this.changed.emit();
  }

  protected async dismiss(entry_id: string): Promise<void> {
    this.asked.set(null);
    try {
      const body = { entry_ids: [entry_id] };
      const answer = quarantineDismissed.parse(
        await firstValueFrom(this.#http.post(`${this.#base()}/dismiss`, body)),
      );
      this.message.set(
        answer.is_complete
          ? { isBad: false, text: this.t('quarantine.dismissed', { count: answer.dismissed }) }
          : { isBad: true, text: this.t('quarantine.dismissed_part') },
      );
    } catch (error) {
      this.message.set({ isBad: true, text: failureOf(error).detail ?? this.t('state.network') });
    }
    this.reload();
    this.changed.emit();
  }

  protected showAll(): void {
    this.state.changeOwn({ quarantine: null });
  }
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
