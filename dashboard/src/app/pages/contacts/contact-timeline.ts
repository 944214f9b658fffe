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
import { type ContactPage, contactTimeline } from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import { I18n } from '../../i18n/i18n';
import { type Failure, failureOf } from '../../session/failure';
import { ViewState } from '../../shell/view-state';
import { Failed } from '../../ui/failed';
import { Loading } from '../../ui/loading';
import { whereOf, whoOf } from './contact-words';
import { type Shown, withNewest, withOlder } from './timeline-entries';
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
  readonly #shown = signal<Shown | null>(null);
  protected readonly failure = signal<Failure | null>(null);
  protected readonly isLoading = signal(false);
  protected readonly hasOlder = computed(() => (this.#shown()?.next_cursor ?? null) !== null);
  protected readonly isWhole = computed(() => this.#shown() !== null);
  protected readonly entries = computed(() => {
    const telling = { i18n: this.#i18n, zone: this.state.zone() };
    const known = {
      named: (id: string) => this.#named(id),
      firstTouchAt: this.contact().first_touch?.occurred_at ?? null,
    };
    return (this.#shown()?.entries ?? []).map((entry) => entryWords(entry, telling, known));
  });
  /** Rises with whom it is about: an answer of before says nothing of them. */
  #turn = 0;
  #reading: Promise<void> = Promise.resolve();
  #isNewestAsked = false;

  constructor() {
    // Of other identities it is another timeline; of the same ones something may have come.
    const whose = computed(() =>
      [this.state.workspaceId(), ...this.contact().identities.map(({ identity_id }) => identity_id)].join(
        ' ',
      ),
    );
    effect(() => {
      whose();
      untracked(() => this.load('whole'));
    });
    effect(() => {
      if (this.version() > 0) untracked(() => this.load('newest'));
    });
  }

  /** All anew; or the newest entries above the ones that are shown; or older ones below them. One after the other. */
  protected load(what: 'whole' | 'newest' | 'older'): void {
    if (what === 'whole') {
      this.#turn += 1;
      this.#isNewestAsked = false;
      this.#reading = this.#read(what, this.#turn);
      return;
    }
    if (what === 'newest') {
      if (this.#isNewestAsked) return;
      this.#isNewestAsked = true;
    } else {
      if (this.isLoading()) return;
      this.isLoading.set(true);
    }
    const turn = this.#turn;
    this.#reading = this.#reading.then(() => this.#read(what, turn));
  }

  async #read(what: 'whole' | 'newest' | 'older', turn: number): Promise<void> {
    if (turn !== this.#turn) return;
    if (what === 'newest') this.#isNewestAsked = false;
    else this.isLoading.set(true);
    const cursor = what === 'older' ? (this.#shown()?.next_cursor ?? null) : null;
    try {
      const url = `/api/workspaces/${this.state.workspaceId()}/contacts/${this.contact().contact_id}/timeline`;
      const raw = await firstValueFrom(this.#http.get(url, { params: cursor === null ? {} : { cursor } }));
      if (turn !== this.#turn) return;
      const page = contactTimeline.parse(raw);
      this.#shown.update((had) =>
        had === null || what === 'whole'
          ? page
          : what === 'older'
            ? withOlder(had, page)
            : withNewest(had, page),
      );
      this.failure.set(null);
    } catch (error) {
      // What is shown stays when it only could not be looked whether there is more.
      if (turn === this.#turn && (what !== 'newest' || this.#shown() === null)) {
        this.failure.set(failureOf(error));
      }
    } finally {
      if (turn === this.#turn && what !== 'newest') this.isLoading.set(false);
    }
  }

  #named(id: string): string {
    const identity = this.contact().identities.find(({ identity_id }) => identity_id === id);
    if (identity === undefined) return this.t('contacts.nameless', { id });
    const who = whoOf(identity);
    return who === '—' ? whereOf(identity, { i18n: this.#i18n }) : who;
  }
}
