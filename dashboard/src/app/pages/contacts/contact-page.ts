import { HttpClient, httpResource } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  linkedSignal,
  signal,
  untracked,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, RouterLink } from '@angular/router';
import {
  type ContactLink,
  type ContactLinkUndone,
  contactLinks,
  type ContactPage as Contact,
  contactPage,
  type ContactPageIdentity,
  type ContactTouch,
} from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import { I18n } from '../../i18n/i18n';
import { failureOf } from '../../session/failure';
import { Live } from '../../shell/live';
import { MAY_MERGE } from '../../shell/may-open';
import { ViewState } from '../../shell/view-state';
import { formatMoment } from '../../theme/dates';
import { formatNumber } from '../../theme/format';
import { Failed } from '../../ui/failed';
import { focusSoon } from '../../ui/focus-soon';
import { Icon } from '../../ui/icon';
import { Loading } from '../../ui/loading';
import { ContactTimeline } from './contact-timeline';
import { amountsText, contactName, whereOf, whoOf } from './contact-words';
import { MergeForm } from './merge-form';

type Sent = Pick<ContactLinkUndone, 'link_id'> & Partial<ContactLinkUndone>;

/** One person in all messengers: who they are, what they did, and who says that it is one person. */
@Component({
  selector: 'app-contact-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ContactTimeline, Failed, Icon, Loading, MergeForm, RouterLink],
  templateUrl: './contact-page.html',
  styleUrl: './contact-page.css',
})
export class ContactPage {
  readonly #i18n = inject(I18n);
  readonly #http = inject(HttpClient);
  readonly #live = inject(Live);
  protected readonly state = inject(ViewState);
  protected readonly t = this.#i18n.t;
  readonly #params = toSignal(inject(ActivatedRoute).paramMap, { requireSync: true });
  readonly #id = computed(() => this.#params().get('contact_id') ?? '');
  readonly #workspace = computed(() => `/api/workspaces/${this.state.workspaceId()}`);
  readonly #base = computed(() => `${this.#workspace()}/contacts/${encodeURIComponent(this.#id())}`);
  protected readonly resource = httpResource<Contact>(
    () => (this.state.workspace() && this.#id() ? this.#base() : undefined),
    { parse: (raw) => contactPage.parse(raw) },
  );
  readonly #links = httpResource(
    () => (this.state.workspace() && this.#id() ? `${this.#base()}/links` : undefined),
    { parse: (raw) => contactLinks.parse(raw) },
  );
  /** Stays while it is asked for again: what is read must not blink. */
  protected readonly contact = linkedSignal<{ id: string; value: Contact | undefined }, Contact | undefined>({
    source: () => ({ id: this.#id(), value: this.resource.hasValue() ? this.resource.value() : undefined }),
    computation: (now, before) => now.value ?? (before?.source.id === now.id ? before.value : undefined),
  }).asReadonly();
  protected readonly failure = computed(() => {
    const error = this.resource.error();
    return error && !this.contact() ? failureOf(error) : null;
  });
  protected readonly version = signal(0);
  protected readonly isMerging = signal(false);
  /** The identity that is about to be split off. */
  protected readonly splitting = signal<string | null>(null);
  protected readonly isBusy = signal(false);
  protected readonly said = signal<{ text: string; isBad: boolean; undo: string | null } | null>(null);
  protected readonly mayMerge = computed(() => {
    const role = this.state.workspace()?.role;
    return role !== undefined && MAY_MERGE.includes(role);
  });

  readonly #telling = computed(() => ({ i18n: this.#i18n, zone: this.state.zone() }));
  protected readonly name = computed(() => {
    const contact = this.contact();
    return contact ? contactName(contact, this.#telling()) : '';
  });
  protected readonly span = computed(() => {
    const contact = this.contact();
    if (!contact?.first_seen_at || !contact.last_seen_at) return '';
    return [
      this.t('contact.since', { time: this.#moment(contact.first_seen_at) }),
      this.t('contact.last', { time: this.#moment(contact.last_seen_at) }),
    ].join(' · ');
  });
  protected readonly identities = computed(() =>
    (this.contact()?.identities ?? []).map((identity) => this.#identity(identity)),
  );
  protected readonly touches = computed(() => {
    const { first_touch, last_touch } = this.contact() ?? {};
    return [
      ...(first_touch ? [{ name: this.t('contact.first_touch'), text: this.#touch(first_touch) }] : []),
      ...(last_touch && last_touch.occurred_at !== first_touch?.occurred_at
        ? [{ name: this.t('contact.last_touch'), text: this.#touch(last_touch) }]
        : []),
    ];
  });
  protected readonly numbers = computed(() => {
    const totals = this.contact()?.totals;
    if (!totals) return [];
    const number = (value: number | null) =>
      value === null ? this.t('contact.unseen') : formatNumber(value, this.#i18n.language());
    return [
      { name: this.t('contact.messages_received'), value: number(totals.messages_received) },
      { name: this.t('contact.messages_sent'), value: number(totals.messages_sent) },
      { name: this.t('contact.dialogues'), value: number(totals.dialogues) },
      { name: this.t('contact.orders'), value: number(totals.orders) },
      { name: this.t('contact.amount'), value: amountsText(totals.amounts, this.#telling()) },
    ];
  });
  protected readonly history = computed(() =>
    (this.#links.hasValue() ? this.#links.value().links : []).map((link) => this.#link(link)),
  );

  constructor() {
    effect(() => {
      if (this.#live.version() > 0) untracked(() => this.#reload());
    });
    // What was said and begun was of the contact before.
    effect(() => {
      this.#id();
      untracked(() => {
        this.said.set(null);
        this.isMerging.set(false);
        this.splitting.set(null);
      });
    });
  }

  protected openMerge(): void {
    this.said.set(null);
    this.isMerging.set(true);
    focusSoon('merge-q');
  }

  protected closeMerge(): void {
    this.isMerging.set(false);
    focusSoon('merge-open');
  }

  protected merged(link_id: string): void {
    this.isMerging.set(false);
    this.#say(this.t('merge.done'), link_id);
  }

  protected ask(id: string | null): void {
    const asked = this.splitting();
    this.splitting.set(id);
    focusSoon(id === null ? `split-${asked}` : 'split-sure');
  }

  protected async split(identity_id: string): Promise<void> {
    const link = await this.#send('contact-links', { kind: 'split', identity_id });
    this.splitting.set(null);
    if (link) this.#say(this.t('merge.split_done'), link.link_id);
  }

  protected async undo(link_id: string): Promise<void> {
    const undone = await this.#send(`contact-links/${link_id}/undo`, {});
    if (undone) this.#say(this.t(undone.is_one_still ? 'merge.undone_one_still' : 'merge.undone'), null);
  }

  async #send(path: string, body: object): Promise<Sent | null> {
    if (this.isBusy()) return null;
    this.isBusy.set(true);
    try {
      return await firstValueFrom(this.#http.post<Sent>(`${this.#workspace()}/${path}`, body));
    } catch (error) {
      const text = failureOf(error).detail ?? this.t('merge.failed');
      this.said.set({ text, isBad: true, undo: null });
      return null;
    } finally {
      this.isBusy.set(false);
    }
  }

  #say(text: string, undo: string | null): void {
    this.said.set({ text, isBad: false, undo });
    this.#live.settle();
    this.#reload();
    focusSoon('merge-said');
  }

  #reload(): void {
    this.resource.reload();
    this.#links.reload();
    this.version.update((version) => version + 1);
  }

  #moment(at: string): string {
    return formatMoment(at, this.state.zone(), this.#i18n.language());
  }

  #identity(identity: ContactPageIdentity) {
    const { identity_id, phone, email, customer_id, subscription, subscription_at } = identity;
    const where = whereOf(identity, this.#telling());
    const who = whoOf(identity);
    return {
      id: identity_id,
      where,
      who: who === '—' ? this.t('contacts.nameless', { id: identity_id }) : who,
      reach: [phone, email, customer_id].filter(Boolean).join(' · ') || '—',
      subscription:
        subscription === null || subscription_at === null
          ? this.t('contact.sub.none')
          : this.t(`contact.sub.${subscription}`, { time: this.#moment(subscription_at) }),
      seen: [identity.first_seen_at, identity.last_seen_at]
        .map((at) => (at === null ? '—' : this.#moment(at)))
        .join(' – '),
      splitLabel: this.t('merge.split_of', { name: where }),
    };
  }

  #touch(touch: ContactTouch): string {
    const source = [touch.source, touch.campaign].filter(Boolean).join(' / ');
    const what = touch.is_direct ? this.t('contact.direct') : [source, touch.ref].filter(Boolean).join(' · ');
    const where = whereOf(touch, this.#telling());
    return this.t('contact.touch_in', { what: what || '—', where, time: this.#moment(touch.occurred_at) });
  }

  #link(link: ContactLink) {
    const named = (id: string) => {
      const identity = this.contact()?.identities.find(({ identity_id }) => identity_id === id);
      if (identity === undefined) return this.t('contacts.nameless', { id });
      return `${whoOf(identity)} (${whereOf(identity, this.#telling())})`;
    };
    const what =
      link.kind === 'merge'
        ? this.t('merge.kind.merge', {
            one: named(link.identity_id),
            other: named(link.other_identity_id ?? ''),
          })
        : this.t('merge.kind.split', { one: named(link.identity_id) });
    return {
      id: link.link_id,
      what,
      why: link.why,
      said: this.t('merge.said', { time: this.#moment(link.at), by: link.by }),
      undone:
        link.undone_at === null
          ? ''
          : this.t('merge.undone_at', { time: this.#moment(link.undone_at), by: link.undone_by ?? '' }),
      undoLabel: this.t('merge.undo_of', { what }),
    };
  }
}
