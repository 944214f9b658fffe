import { HttpClient } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { type ContactPage, type ContactTimeline as Timeline, contactTimeline } from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import { I18n } from '../../i18n/i18n';
import { type Failure, failureOf } from '../../session/failure';
import { ViewState } from '../../shell/view-state';
import { Failed } from '../../ui/failed';
import { Loading } from '../../ui/loading';
import { whereOf, whoOf } from './contact-words';
import { entryWords } from './timeline-words';

/** What happened with a contact in all messengers, the newest first; dialogues with their waits drawn. */
@Component({
  selector: 'app-contact-timeline',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Failed, Loading, RouterLink],
  templateUrl: './contact-timeline.html',
  styleUrl: './contact-timeline.css',
})
export class ContactTimeline {
  readonly #i18n = inject(I18n);
  readonly #http = inject(HttpClient);
  protected readonly state = inject(ViewState);
  protected readonly t = this.#i18n.t;
  readonly contact = input.required<ContactPage>();
  /** Rises when the contact has to be asked for again. */
  readonly version = input(0);
  readonly #entries = signal<Timeline['entries'] | null>(null);
  readonly #next = signal<string | null>(null);
  protected readonly failure = signal<Failure | null>(null);
  protected readonly isLoading = signal(false);
  protected readonly hasOlder = computed(() => this.#next() !== null);
  protected readonly isWhole = computed(() => this.#entries() !== null);
  protected readonly entries = computed(() => {
    const telling = { i18n: this.#i18n, zone: this.state.zone() };
    const known = {
      named: (id: string) => this.#named(id),
      firstTouchAt: this.contact().first_touch?.occurred_at ?? null,
    };
    return (this.#entries() ?? []).map((entry) => entryWords(entry, telling, known));
  });
  #turn = 0;

  constructor() {
    const asked = computed(
      () => `${this.state.workspaceId()} ${this.contact().contact_id} ${this.version()}`,
    );
    effect(() => {
      asked();
      untracked(() => void this.load(false));
    });
  }

  /** The newest entries, or with `isOlder` those before the ones that are shown. */
  protected async load(isOlder: boolean): Promise<void> {
    const turn = ++this.#turn;
    const cursor = isOlder ? this.#next() : null;
    this.isLoading.set(true);
    try {
      const url = `/api/workspaces/${this.state.workspaceId()}/contacts/${this.contact().contact_id}/timeline`;
      const raw = await firstValueFrom(this.#http.get(url, { params: cursor === null ? {} : { cursor } }));
      if (turn !== this.#turn) return;
      const { entries, next_cursor } = contactTimeline.parse(raw);
      this.#entries.update((had) => [...(isOlder ? (had ?? []) : []), ...entries]);
      this.#next.set(next_cursor);
      this.failure.set(null);
    } catch (error) {
      if (turn === this.#turn) this.failure.set(failureOf(error));
    } finally {
      if (turn === this.#turn) this.isLoading.set(false);
    }
  }

  #named(id: string): string {
    const identity = this.contact().identities.find(({ identity_id }) => identity_id === id);
    if (identity === undefined) return this.t('contacts.nameless', { id });
    const who = whoOf(identity);
    return who === '—' ? whereOf(identity, { i18n: this.#i18n }) : who;
  }
}
