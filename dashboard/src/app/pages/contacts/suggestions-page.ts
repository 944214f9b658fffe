import { HttpClient, httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import {
  type ContactRow,
  contactLink,
  contactLinkUndone,
  type MergeSuggestions,
  mergeSuggestions,
} from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import { I18n } from '../../i18n/i18n';
import { failureOf } from '../../session/failure';
import { Live } from '../../shell/live';
import { ViewState } from '../../shell/view-state';
import { formatMoment } from '../../theme/dates';
import { Failed } from '../../ui/failed';
import { focusSoon } from '../../ui/focus-soon';
import { Icon } from '../../ui/icon';
import { Loading } from '../../ui/loading';
import { contactName, whereOf, whoOf } from './contact-words';

type Suggestion = MergeSuggestions['suggestions'][number];

/** Contacts who seem to be one person, to be merged or left apart for good. */
@Component({
  selector: 'app-suggestions-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Failed, Icon, Loading, RouterLink],
  templateUrl: './suggestions-page.html',
  styleUrls: ['./contact-page.css', './suggestions-page.css'],
})
export class SuggestionsPage {
  readonly #i18n = inject(I18n);
  readonly #http = inject(HttpClient);
  readonly #live = inject(Live);
  protected readonly state = inject(ViewState);
  protected readonly t = this.#i18n.t;
  readonly #base = computed(() => `/api/workspaces/${this.state.workspaceId()}`);
  protected readonly resource = httpResource<MergeSuggestions>(
    () => (this.state.workspace() ? `${this.#base()}/merge-suggestions` : undefined),
    { parse: (raw) => mergeSuggestions.parse(raw) },
  );
  protected readonly answer = linkedSignal<MergeSuggestions | undefined, MergeSuggestions | undefined>({
    source: () => (this.resource.hasValue() ? this.resource.value() : undefined),
    computation: (now, before) => now ?? before?.value,
  }).asReadonly();
  protected readonly failure = computed(() => {
    const error = this.resource.error();
    return error ? failureOf(error) : null;
  });
  protected readonly isBusy = signal(false);
  protected readonly said = signal<{ text: string; isBad: boolean; undo: string | null } | null>(null);
  protected readonly lines = computed(() =>
    (this.answer()?.suggestions ?? []).map((suggestion) => {
      const [one, other] = suggestion.contacts.map((row) => this.#contact(row));
      return {
        id: suggestion.contacts.map(({ contact_id }) => contact_id).join('-'),
        suggestion,
        both: [one, other].filter((each) => each !== undefined),
        reasons: suggestion.reasons.map((reason, index) =>
          this.t(`suggestions.reason.${reason}`, { value: suggestion.values[index] ?? '' }),
        ),
        merge: this.t('suggestions.merge_of', { one: one?.name ?? '', other: other?.name ?? '' }),
        dismiss: this.t('suggestions.dismiss_of', { one: one?.name ?? '', other: other?.name ?? '' }),
      };
    }),
  );

  protected async merge({ contacts, reasons }: Suggestion): Promise<void> {
    const [one, other] = contacts;
    const raw = await this.#send('contact-links', {
      kind: 'merge',
      identity_id: one?.contact_id,
      other_identity_id: other?.contact_id,
      why: reasons.join(', '),
    });
    if (raw !== null) this.#say(this.t('merge.done'), contactLink.parse(raw).link_id);
  }

  protected async dismiss({ contacts }: Suggestion): Promise<void> {
    const [one, other] = contacts;
    const sent = await this.#send('merge-suggestions/dismiss', {
      identity_id: one?.contact_id,
      other_identity_id: other?.contact_id,
    });
    if (sent !== null) this.#say(this.t('suggestions.dismissed'), null);
  }

  protected async undo(link_id: string): Promise<void> {
    const raw = await this.#send(`contact-links/${link_id}/undo`, {});
    if (raw === null) return;
    const { is_one_still } = contactLinkUndone.parse(raw);
    this.#say(this.t(is_one_still ? 'merge.undone_one_still' : 'merge.undone'), null);
  }

  /** What was answered; null when it was refused, which is said. */
  async #send(path: string, body: object): Promise<object | null> {
    if (this.isBusy()) return null;
    this.isBusy.set(true);
    try {
      return (await firstValueFrom(this.#http.post<object | null>(`${this.#base()}/${path}`, body))) ?? {};
    } catch (error) {
      this.said.set({ text: failureOf(error).detail ?? this.t('merge.failed'), isBad: true, undo: null });
      return null;
    } finally {
      this.isBusy.set(false);
    }
  }

  #say(text: string, undo: string | null): void {
    this.said.set({ text, isBad: false, undo });
    this.#live.settle();
    this.resource.reload();
    focusSoon('merge-said');
  }

  #contact(row: ContactRow) {
    const telling = { i18n: this.#i18n, zone: this.state.zone() };
    return {
      id: row.contact_id,
      name: contactName(row, telling),
      places: row.identities.map((identity) => `${whereOf(identity, telling)}: ${whoOf(identity)}`),
      seen: this.t('contact.last', {
        time: formatMoment(row.last_seen_at, this.state.zone(), this.#i18n.language()),
      }),
    };
  }
}
