import { httpResource } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  inject,
  linkedSignal,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { accountList, quality, reasonIn, type Quality } from '@parley/contracts';
import { en, type TextKey } from '../../i18n/en';
import { I18n } from '../../i18n/i18n';
import { failureOf } from '../../session/failure';
import { ViewState } from '../../shell/view-state';
import { formatMoment, formatTime } from '../../theme/dates';
import { formatDuration, formatNumber, localeOf } from '../../theme/format';
import { Failed } from '../../ui/failed';
import { AgentsCard } from './agents-card';
import { attentionOf } from './attention';
import { HoursCard } from './hours-card';
import { QuarantineCard } from './quarantine-card';
import { Loading } from '../../ui/loading';

const EVERY_MS = 15_000;

/** What arrives in a workspace and what does not, and what to do about it. */
@Component({
  selector: 'app-quality-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Loading, RouterLink, AgentsCard, Failed, HoursCard, QuarantineCard],
  templateUrl: './quality-page.html',
  styleUrl: './quality.css',
})
export class QualityPage {
  readonly #i18n = inject(I18n);
  protected readonly why = (reason: string) => reasonIn(reason, this.#i18n.language());
  protected readonly t = this.#i18n.t;
  protected readonly state = inject(ViewState);
  readonly #base = computed(() => `/api/workspaces/${this.state.workspaceId()}`);
  protected readonly quality = httpResource(() => `${this.#base()}/quality`, {
    parse: (raw) => quality.parse(raw),
  });
  readonly #accounts = httpResource(() => `${this.#base()}/accounts`, {
    parse: (raw) => accountList.parse(raw),
  });
  /** The last answer of this workspace: it stays while the next one is on its way. */
  protected readonly shown = linkedSignal<{ id: string; value: Quality | undefined }, Quality | undefined>({
    source: () => ({
      id: this.state.workspaceId(),
      value: this.quality.hasValue() ? this.quality.value() : undefined,
    }),
    computation: (now, before) => now.value ?? (before?.source.id === now.id ? before.value : undefined),
  });
  protected readonly failure = computed(() => {
    const error = this.quality.error();
    return error && !this.shown() ? failureOf(error) : null;
  });
  protected readonly names = computed<ReadonlyMap<string, string>>(
    () =>
      new Map(
        this.#accounts.hasValue()
          ? this.#accounts.value().accounts.map(({ account_id, name }) => [account_id, name] as const)
          : [],
      ),
  );
  protected readonly hasAccounts = computed(
    () => !this.#accounts.hasValue() || this.#accounts.value().accounts.length > 0,
  );

  protected readonly attention = computed(() => {
    const known = this.shown();
    return known ? attentionOf(known) : [];
  });
  protected readonly summary = computed(() => {
    const known = this.shown();
    if (!known) return '';
    const language = this.#i18n.language();
    const found = this.attention().map(({ text, count }) => this.#i18n.plural(text, count));
    if (found.length > 0) {
      const list = new Intl.ListFormat(localeOf(language), { type: 'conjunction' }).format(found);
      return this.t('quality.attention', { list });
    }
    const { events_last_day, lag_median_seconds: lag } = known.collecting;
    if (events_last_day === 0 || lag === null) return this.t('quality.well');
    return this.t('quality.well_events', {
      events: this.#i18n.plural('events', events_last_day),
      lag: formatDuration(lag, language),
    });
  });

  protected readonly tiles = computed(() => {
    const known = this.shown();
    if (!known) return [];
    const { collecting, is_complete } = known;
    const language = this.#i18n.language();
    const number = (value: number) => formatNumber(value, language);
    /** What only ingest counts is not known when a part of it does not answer and the rest counted nothing. */
    const counted = (value: number) => (is_complete || value > 0 ? number(value) : '—');
    const lag = (value: number | null) => (value === null ? '—' : formatDuration(value, language));
    const tile = (label: string, value: string, hint: string | null = null, isBad = false) => ({
      label,
      value,
      hint,
      isBad,
    });
    const { oldest_waiting_at: waits, lag_p90_seconds: p90 } = collecting;
    return [
      tile(this.t('quality.events'), number(collecting.events_last_day)),
      tile(
        this.t('quality.waiting'),
        counted(collecting.waiting),
        waits && this.t('quality.waiting_hint', { time: this.moment(waits) }),
      ),
      tile(
        this.t('quality.lag'),
        lag(collecting.lag_median_seconds),
        p90 === null ? null : this.t('quality.lag_hint', { p90: lag(p90) }),
      ),
      tile(
        this.t('quality.duplicates'),
        counted(collecting.duplicates_last_day),
        this.t('quality.duplicates_hint'),
      ),
      tile(
        this.t('quality.late'),
        number(collecting.late_last_day),
        this.t('quality.late_hint'),
        collecting.late_last_day > 0,
      ),
      tile(
        this.t('quality.future'),
        number(collecting.future_times),
        this.t('quality.future_hint'),
        collecting.future_times > 0,
      ),
      tile(
        this.t('quality.refused'),
        counted(collecting.refused_signatures),
        null,
        collecting.refused_signatures > 0,
      ),
      tile(this.t('quality.quarantined'), counted(collecting.quarantined), null, collecting.quarantined > 0),
    ];
  });
  /** What accounts do not tell, one line for each kind with the accounts it is true of. */
  protected readonly gaps = computed(() => {
    const all = this.shown()?.gaps ?? [];
    const silent = all.filter((gap) => gap.outgoing_since === null);
    const ids = (list: typeof all) => list.map(({ account_id }) => account_id);
    const lines: { text: TextKey; hint: TextKey | null; accounts: string[] }[] = [
      {
        text: 'gaps.outgoing',
        hint: 'gaps.outgoing_auto',
        accounts: ids(silent.filter((gap) => gap.outgoing !== 'never')),
      },
      {
        text: 'gaps.never',
        hint: 'gaps.outgoing_never',
        accounts: ids(silent.filter((gap) => gap.outgoing === 'never')),
      },
      {
        text: 'gaps.subscriptions',
        hint: null,
        accounts: ids(all.filter((gap) => !gap.tells_subscriptions)),
      },
    ];
    return lines.filter(({ accounts }) => accounts.length > 0);
  });
  protected readonly at = computed(() => {
    const known = this.shown();
    return known ? formatTime(known.computed_at, this.state.workspaceZone(), this.#i18n.language()) : '';
  });

  constructor() {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && !this.quality.isLoading()) this.reload();
    }, EVERY_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  protected reload(): void {
    this.quality.reload();
  }

  /** In words where there are any; else as the events API spells it. */
  protected typeName(type: string): string {
    const key = `csv.t.${type}`;
    return key in en ? this.t(key as TextKey) : type;
  }

  protected nameOf(id: string): string {
    return this.names().get(id) ?? this.t('filters.account_number', { id });
  }

  protected number(value: number): string {
    return formatNumber(value, this.#i18n.language());
  }

  protected moment(at: string): string {
    return formatMoment(at, this.state.workspaceZone(), this.#i18n.language());
  }
}
