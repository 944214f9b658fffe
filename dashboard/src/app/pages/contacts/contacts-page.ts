import { httpResource } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  linkedSignal,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import {
  CONTACT_COLUMNS,
  type Channel,
  type ContactColumn,
  type ContactRow,
  type ContactsAnswer,
  contactsAnswer,
} from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { failureOf } from '../../session/failure';
import { Choices } from '../../shell/choices';
import { FilterPicker } from '../../shell/filter-picker';
import { Live } from '../../shell/live';
import { MAY_MERGE } from '../../shell/may-open';
import { ViewState } from '../../shell/view-state';
import { formatNumber } from '../../theme/format';
import { Failed } from '../../ui/failed';
import { Icon } from '../../ui/icon';
import { Loading } from '../../ui/loading';
import { ColumnChooser } from '../../ui/table/column-chooser';
import { columnsFrom, columnsName } from '../../ui/table/columns';
import { DataTable, type TableLine } from '../../ui/table/data-table';
import { cellText, contactName } from './contact-words';
import {
  contactsQuery,
  contactsUrl,
  MOST_SHOWN,
  orderAfter,
  type Pick,
  PICKS,
  shownFrom,
  sortOf,
  STEP,
} from './contacts-query';

/** While somebody types, the search waits so long for the next letter. */
const PAUSE_MS = 300;
const TEXTS: ReadonlySet<ContactColumn> = new Set<ContactColumn>([
  'contact_id',
  'phone',
  'email',
  'customer_id',
  'channels',
  'accounts',
  'first_seen_at',
  'last_seen_at',
  'first_ref',
  'is_subscribed',
]);
/** Only these are shown at first. */
const USUAL: readonly ContactColumn[] = [
  'channels',
  'last_seen_at',
  'first_seen_at',
  'first_ref',
  'is_subscribed',
  'messages_received',
  'dialogues',
  'orders',
  'amounts',
];
/** What nobody without names sees. */
const NAMING: ReadonlySet<ContactColumn> = new Set<ContactColumn>(['phone', 'email', 'customer_id']);

interface ContactLine extends TableLine {
  row: ContactRow;
}

/** Everybody who wrote or came, found, filtered and sorted; the whole question stands in the URL. */
@Component({
  selector: 'app-contacts-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ColumnChooser, DataTable, Failed, FilterPicker, Icon, Loading, RouterLink],
  templateUrl: './contacts-page.html',
  styleUrl: './contacts-page.css',
})
export class ContactsPage {
  readonly #i18n = inject(I18n);
  protected readonly state = inject(ViewState);
  protected readonly choices = inject(Choices);
  protected readonly t = this.#i18n.t;
  protected readonly any = ['any', 'yes', 'no'] as const;
  protected readonly days = ['first_seen_from', 'first_seen_to', 'last_seen_from', 'last_seen_to'] as const;

  protected readonly query = computed(
    () => {
      const { channels, account_ids } = this.state.view();
      return contactsQuery((key) => this.state.ownAll(key), { channels, account_ids });
    },
    { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  readonly #shown = computed(() => shownFrom(this.state.own('shown') ?? undefined));
  readonly #url = computed(() => contactsUrl(this.state.workspaceId(), this.query(), 'json', this.#shown()));
  protected readonly resource = httpResource<ContactsAnswer>(
    () => (this.state.workspace() ? this.#url() : undefined),
    { parse: (raw) => contactsAnswer.parse(raw) },
  );
  /** Stays while the next answer is on its way: what is read must not blink. */
  protected readonly answer = linkedSignal<ContactsAnswer | undefined, ContactsAnswer | undefined>({
    source: () => (this.resource.hasValue() ? this.resource.value() : undefined),
    computation: (now, before) => now ?? before?.value,
  }).asReadonly();
  protected readonly isOutdated = computed(() => this.resource.isLoading());
  protected readonly failure = computed(() => {
    const error = this.resource.error();
    return error ? failureOf(error) : null;
  });

  protected readonly total = computed(() => this.answer()?.meta.total ?? 0);
  /** Whether this person may see and search for names; null until the first answer says so. */
  protected readonly seesNames = computed(() => this.answer()?.meta.sees_names ?? null);
  protected readonly mayMerge = computed(() => {
    const role = this.state.workspace()?.role;
    return role !== undefined && MAY_MERGE.includes(role);
  });
  protected readonly merges = computed(() => {
    const merges = this.answer()?.meta.merges ?? 0;
    return merges > 0 ? this.#i18n.plural('contacts_merges', merges) : '';
  });
  protected readonly isFiltered = computed(() => {
    const { picks, refs, sources, channels, account_ids } = this.query();
    return (
      Object.keys(picks).length + refs.length + sources.length + channels.length + account_ids.length > 0
    );
  });
  protected readonly found = computed(() => this.#i18n.plural('contacts_found', this.total()));
  protected readonly progress = computed(() => {
    const language = this.#i18n.language();
    const shown = this.lines().length;
    return shown < this.total()
      ? this.t('contacts.shown', { shown: formatNumber(shown, language), total: this.found() })
      : this.found();
  });
  protected readonly hasMore = computed(() => this.lines().length < Math.min(this.total(), MOST_SHOWN));
  protected readonly isCut = computed(() => this.total() > MOST_SHOWN && this.lines().length >= MOST_SHOWN);

  protected readonly choosable = computed(() =>
    (Object.keys(CONTACT_COLUMNS) as ContactColumn[])
      .filter((key) => key !== 'contact_name' && (this.seesNames() || !NAMING.has(key)))
      .map((key) => ({
        key,
        label: this.#i18n.text(CONTACT_COLUMNS[key]),
        isSortable: key === 'first_seen_at' || key === 'last_seen_at',
        isText: TEXTS.has(key),
      })),
  );
  protected readonly usual = USUAL;
  protected readonly chosen = computed(() =>
    columnsFrom(
      this.state.own('columns'),
      this.choosable().map(({ key }) => key),
      USUAL,
    ),
  );
  protected readonly columns = computed(() =>
    this.choosable().filter(({ key }) => this.chosen().includes(key)),
  );
  protected readonly sort = computed(() => sortOf(this.query()));
  protected readonly lines = computed<ContactLine[]>(() =>
    (this.answer()?.rows ?? []).map((row) => ({ id: row.contact_id, isTotal: false, row })),
  );
  protected readonly files = computed(() =>
    (['csv', 'ndjson'] as const).map((format) => ({
      name: this.t(format),
      label: this.t(`${format}.label`, { name: this.t('contacts.list') }),
      url: contactsUrl(this.state.workspaceId(), this.query(), format),
    })),
  );
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    // What was typed last must not go into the address of the next page.
    inject(DestroyRef).onDestroy(() => clearTimeout(this.#typing));
    const live = inject(Live);
    effect(() => {
      if (live.version() > 0) untracked(() => this.resource.reload());
    });
  }

  protected nameOf(row: ContactRow): string {
    return contactName(row, { i18n: this.#i18n });
  }

  protected cellOf(row: ContactRow, key: string): string {
    return cellText(row, key as ContactColumn, { i18n: this.#i18n, zone: this.state.zone() });
  }

  /** Searches when somebody stops typing. */
  protected typed(text: string): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.pick('q', text.trim()), PAUSE_MS);
  }

  protected search(event: Event, text: string): void {
    event.preventDefault();
    clearTimeout(this.#typing);
    this.pick('q', text.trim());
  }

  protected pick(key: Pick, value: string): void {
    if ((this.query().picks[key] ?? '') === value) return;
    this.state.changeOwn({ [key]: value === '' || value === 'any' ? null : value, shown: null });
  }

  protected pickOne(key: 'refs' | 'sources', value: string): void {
    const text = value.trim();
    this.state.changeOwn({ [key]: text === '' ? null : [text], shown: null }, true);
  }

  protected chooseChannels(ids: string[]): void {
    this.state.change({ channels: ids as Channel[] });
  }

  protected clear(): void {
    this.state.changeOwn({
      ...Object.fromEntries(PICKS.map((key) => [key, null])),
      refs: null,
      sources: null,
      channels: null,
      account_ids: null,
      shown: null,
    });
  }

  protected sortBy(key: string): void {
    this.state.changeOwn({ order: orderAfter(this.query(), key), shown: null });
  }

  protected choose(columns: readonly string[]): void {
    this.state.changeOwn({ columns: columnsName(columns, USUAL) });
  }

  protected more(): void {
    this.state.changeOwn({ shown: String(Math.min(this.#shown() + STEP * 2, MOST_SHOWN)) });
  }
}
