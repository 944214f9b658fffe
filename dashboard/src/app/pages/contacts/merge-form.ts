import { HttpClient, httpResource } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import {
  contactLink,
  type ContactPage,
  type ContactRow,
  contactsAnswer,
  type ContactTotals,
  mergePreview,
} from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import { I18n } from '../../i18n/i18n';
import { failureOf } from '../../session/failure';
import { ViewState } from '../../shell/view-state';
import { formatNumber } from '../../theme/format';
import { amountsText, contactName, whereOf } from './contact-words';

const PAUSE_MS = 300;
const FOUND = 8;

/** Finds another contact and says that both are one person, after a look at what both have. */
@Component({
  selector: 'app-merge-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './merge-form.html',
  styleUrl: './merge-form.css',
})
export class MergeForm {
  readonly #i18n = inject(I18n);
  readonly #http = inject(HttpClient);
  readonly #state = inject(ViewState);
  protected readonly t = this.#i18n.t;
  readonly contact = input.required<ContactPage>();
  /** The number of the merge that was made. */
  readonly merged = output<string>();
  readonly cancelled = output();
  protected readonly sought = signal('');
  protected readonly other = signal<ContactRow | null>(null);
  protected readonly why = signal('');
  protected readonly isBusy = signal(false);
  protected readonly failure = signal('');
  readonly #base = computed(() => `/api/workspaces/${this.#state.workspaceId()}`);
  readonly #list = httpResource(
    () =>
      this.sought() === ''
        ? undefined
        : { url: `${this.#base()}/contacts`, params: { q: this.sought(), limit: FOUND } },
    { parse: (raw) => contactsAnswer.parse(raw) },
  );
  protected readonly found = computed(() => {
    if (!this.#list.hasValue() || this.sought() === '') return null;
    return this.#list.value().rows.filter(({ contact_id }) => contact_id !== this.contact().contact_id);
  });
  readonly #preview = httpResource(
    () => {
      const other = this.other();
      return other === null
        ? undefined
        : {
            url: `${this.#base()}/contact-links/preview`,
            params: { identity_id: this.contact().contact_id, other_identity_id: other.contact_id },
          };
    },
    { parse: (raw) => mergePreview.parse(raw) },
  );
  protected readonly preview = computed(() => {
    const other = this.other();
    if (other === null || !this.#preview.hasValue()) return null;
    const { contacts, together, is_one_already } = this.#preview.value();
    if (is_one_already) return null;
    const mine = contacts.find(({ contact_id }) => contact_id === this.contact().contact_id);
    const theirs = contacts.find(({ contact_id }) => contact_id === other.contact_id);
    if (mine === undefined || theirs === undefined) return null;
    const column = (identities: number, totals: ContactTotals) => this.#numbers(identities, totals);
    const columns = [
      column(mine.identities.length, mine),
      column(theirs.identities.length, theirs),
      column(together.identities, together),
    ] as const;
    return {
      names: [this.nameOf(mine), this.nameOf(theirs), this.t('merge.together')],
      lines: LINES.map((name, index) => ({
        name: this.t(name),
        cells: columns.map((values) => values[index] ?? ''),
      })),
    };
  });
  protected readonly isOneAlready = computed(
    () => this.other() !== null && this.#preview.hasValue() && this.#preview.value().is_one_already,
  );
  /** What went wrong, whatever was tried last: the merge, the look at what both have, the search. */
  protected readonly trouble = computed(() => {
    const error = this.other() === null ? this.#list.error() : this.#preview.error();
    return this.failure() || (error ? (failureOf(error).detail ?? this.t('merge.not_read')) : '');
  });
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.#typing));
  }

  protected typed(text: string): void {
    clearTimeout(this.#typing);
    // At once: whoever was chosen before is not who is looked for now.
    this.other.set(null);
    this.failure.set('');
    this.#typing = setTimeout(() => this.sought.set(text.trim()), PAUSE_MS);
  }

  protected nameOf(row: ContactRow): string {
    return contactName(row, { i18n: this.#i18n });
  }

  protected placesOf(row: ContactRow): string {
    const places = row.identities.map((identity) => whereOf(identity, { i18n: this.#i18n }));
    return [...new Set(places), row.phone, row.email].filter(Boolean).join(' · ');
  }

  protected choose(row: ContactRow): void {
    this.failure.set('');
    this.other.set(row);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const other = this.other();
    if (other === null || this.preview() === null || this.isBusy()) return;
    this.isBusy.set(true);
    this.failure.set('');
    try {
      const raw = await firstValueFrom(
        this.#http.post(`${this.#base()}/contact-links`, {
          kind: 'merge',
          identity_id: this.contact().contact_id,
          other_identity_id: other.contact_id,
          why: this.why(),
        }),
      );
      this.merged.emit(contactLink.parse(raw).link_id);
    } catch (error) {
      this.failure.set(failureOf(error).detail ?? this.t('merge.failed'));
    } finally {
      this.isBusy.set(false);
    }
  }

  /** In the order of {@link LINES}. */
  #numbers(identities: number, totals: ContactTotals): string[] {
    const number = (value: number) => formatNumber(value, this.#i18n.language());
    return [
      number(identities),
      number(totals.messages_received),
      totals.messages_sent === null ? this.t('contact.unseen') : number(totals.messages_sent),
      number(totals.dialogues),
      number(totals.orders),
      amountsText(totals.amounts, { i18n: this.#i18n }),
    ];
  }
}

const LINES = [
  'merge.identities',
  'contact.messages_received',
  'contact.messages_sent',
  'contact.dialogues',
  'contact.orders',
  'contact.amount',
] as const;
