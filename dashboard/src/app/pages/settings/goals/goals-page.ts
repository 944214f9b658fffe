import { NgTemplateOutlet } from '@angular/common';
import { HttpClient, httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import {
  type Goal,
  GOAL_EVENT_LABELS,
  GOAL_EVENT_TYPES,
  GOAL_PREVIEW_DAYS,
  goalChoices,
  goalList,
  goalPreview,
  LOOKBACK_KIND_LABELS,
  LOOKBACK_KINDS,
  type LookbackKind,
  type Role,
} from '@parley/contracts';
import { firstValueFrom, type Observable } from 'rxjs';
import { I18n } from '../../../i18n/i18n';
import { failureOf } from '../../../session/failure';
import { Choices } from '../../../shell/choices';
import { MAY_CHANGE_GOALS } from '../../../shell/may-open';
import { ViewState } from '../../../shell/view-state';
import { formatNumber, formatValue } from '../../../theme/format';
import { Failed } from '../../../ui/failed';
import { focusSoon } from '../../../ui/focus-soon';
import { type Draft, draftOf, inputOf, ruleOf } from './draft';

/** After so many milliseconds without a key the events that match are counted. */
const PAUSE_MS = 400;
const VALUES = ['amount', 'fixed', 'none'] as const;
const REPEATS = ['every', 'by_order', 'once', 'once_per_days'] as const;
/** What most goals count stands first. */
const FIRST_TYPES = ['purchase_completed', 'order_placed', 'goal_reached', 'subscribed'] as const;

/** What counts as a conversion: made, tried on what came lately, changed and removed here. */
@Component({
  selector: 'app-goals-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Failed, NgTemplateOutlet, RouterLink],
  templateUrl: './goals-page.html',
  styleUrls: ['../settings.css', './goals.css'],
})
export class GoalsPage {
  readonly #i18n = inject(I18n);
  readonly #http = inject(HttpClient);
  readonly #state = inject(ViewState);
  protected readonly choices = inject(Choices);
  protected readonly t = this.#i18n.t;
  protected readonly days = GOAL_PREVIEW_DAYS;
  protected readonly values = VALUES;
  protected readonly repeats = REPEATS;
  protected readonly kinds = LOOKBACK_KINDS;
  protected readonly types = [...new Set([...FIRST_TYPES, ...GOAL_EVENT_TYPES])];

  readonly #base = computed(() => `/api/workspaces/${this.#state.workspaceId()}/goals`);
  protected readonly list = httpResource(() => this.#base(), { parse: (raw) => goalList.parse(raw).goals });
  protected readonly failure = computed(() => (this.list.error() ? failureOf(this.list.error()) : null));
  protected readonly mayChange = computed(() =>
    MAY_CHANGE_GOALS.includes(this.#state.workspace()?.role as Role),
  );
  readonly #suggested = httpResource(
    () => (this.mayChange() && this.draft() ? `${this.#base()}/choices` : undefined),
    { parse: (raw) => goalChoices.parse(raw) },
  );
  protected readonly suggestions = computed(() =>
    this.#suggested.hasValue() ? this.#suggested.value() : { goal_names: [], props: [] },
  );

  protected readonly draft = signal<Draft | null>(null);
  protected readonly isNew = computed(() => this.draft() !== null && this.draft()?.goalId === null);
  protected readonly removing = signal<string | null>(null);
  protected readonly message = signal<{ text: string; isBad: boolean } | null>(null);
  protected readonly read = computed(() => {
    const draft = this.draft();
    return draft ? ruleOf(draft) : null;
  });
  protected readonly canSave = computed(() => {
    const draft = this.draft();
    return draft !== null && inputOf(draft) !== null;
  });

  /** The rule that is counted: it follows what is typed after a moment of rest. */
  readonly #counted = signal<unknown>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  protected readonly preview = httpResource(
    () => {
      const rule = this.#counted();
      return rule === null ? undefined : { url: `${this.#base()}/preview`, method: 'POST', body: { rule } };
    },
    { parse: (raw) => goalPreview.parse(raw) },
  );
  protected readonly matching = computed(() => {
    if (this.read()?.rule === null) return this.t('goals.preview_wrong');
    if (this.preview.error()) return failureOf(this.preview.error()).detail ?? this.t('state.network');
    const found = this.preview.hasValue() ? this.preview.value() : undefined;
    if (!found) return this.t('state.loading');
    const language = this.#i18n.language();
    const events = this.#i18n.plural('goal_events', found.events);
    if (found.events === 0) return this.t('goals.preview_none', { days: this.days });
    const sentence = this.t('goals.preview', {
      days: this.days,
      events,
      conversions: this.#i18n.plural('goal_conversions', found.conversions),
      contacts: this.#i18n.plural('goal_contacts', found.contacts),
      value: `${formatValue(found.value, 'money', language)} ${found.currency}`,
    });
    return found.unconverted === 0
      ? sentence
      : `${sentence} ${this.t('goals.preview_unconverted', { n: formatNumber(found.unconverted, language) })}`;
  });

  protected edit(goal: Goal | null): void {
    this.message.set(null);
    this.removing.set(null);
    this.draft.set(draftOf(goal, this.#state.workspace()?.currency ?? ''));
    this.#count(0);
    focusSoon('goal-name');
  }

  protected change(part: Partial<Draft>): void {
    this.draft.update((draft) => draft && { ...draft, ...part });
    this.#count(PAUSE_MS);
  }

  protected changeLookback(kind: LookbackKind, days: string): void {
    const draft = this.draft();
    if (draft) this.change({ lookback: { ...draft.lookback, [kind]: days } });
  }

  protected toggle(key: 'channels' | 'accountIds', id: string, isIn: boolean): void {
    const chosen = this.draft()?.[key] ?? [];
    this.change({ [key]: isIn ? [...chosen, id] : chosen.filter((each) => each !== id) });
  }

  protected changeProp(index: number, part: Partial<Draft['props'][number]>): void {
    const props = this.draft()?.props ?? [];
    this.change({ props: props.map((each, at) => (at === index ? { ...each, ...part } : each)) });
  }

  protected addProp(): void {
    const props = this.draft()?.props ?? [];
    this.change({ props: [...props, { key: '', values: '' }] });
    focusSoon(`goal-prop-${props.length}`);
  }

  protected removeProp(index: number): void {
    this.change({ props: (this.draft()?.props ?? []).filter((_, at) => at !== index) });
    focusSoon('goal-add-prop');
  }

  protected stop(): void {
    const draft = this.draft();
    clearTimeout(this.#timer);
    this.draft.set(null);
    this.#counted.set(null);
    focusSoon(draft?.goalId ? `goal-edit-${draft.goalId}` : 'goal-add', 'goal-add');
  }

  protected save(event: Event): void {
    event.preventDefault();
    const draft = this.draft();
    const input = draft && inputOf(draft);
    if (!draft || !input) return;
    void this.#send(
      draft.goalId === null
        ? this.#http.post(this.#base(), input)
        : this.#http.patch(`${this.#base()}/${draft.goalId}`, input),
    );
  }

  protected ask(goal: Goal | null): void {
    const asked = this.removing();
    this.message.set(null);
    this.removing.set(goal?.goal_id ?? null);
    focusSoon(goal ? 'goal-remove' : `goal-edit-${asked}`);
  }

  protected remove(goal_id: string): void {
    void this.#send(this.#http.delete(`${this.#base()}/${goal_id}`));
  }

  protected typeName(type: string): string {
    const known = GOAL_EVENT_TYPES.find((each) => each === type);
    return known ? this.#i18n.text(GOAL_EVENT_LABELS[known]) : type;
  }

  protected kindName(kind: LookbackKind): string {
    return this.#i18n.text(LOOKBACK_KIND_LABELS[kind]);
  }

  /** A goal in a sentence: what it counts, which of several, what it is worth. */
  protected sentence({ rule }: Goal): string {
    const limits = [
      rule.goal_names.join(', '),
      ...rule.channels.map((id) => this.choices.channelName(id)),
      ...rule.account_ids.map((id) => this.choices.accountName(id)),
      ...rule.props.map(({ key, values }) => `${key} = ${values.join(' / ')}`),
    ].filter(Boolean);
    const repeats =
      rule.repeats.kind === 'once_per_days'
        ? this.#i18n.plural('goal_every_days', rule.repeats.days)
        : this.t(`goals.repeats_${rule.repeats.kind}`);
    const value =
      rule.value.kind === 'fixed'
        ? `${rule.value.amount} ${rule.value.currency}`
        : this.t(`goals.value_${rule.value.kind}`);
    return [
      `${this.typeName(rule.event_type)}${limits.length ? `: ${limits.join('; ')}` : ''}`,
      repeats,
      value,
    ].join(' · ');
  }

  #count(pause: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const rule = this.read()?.rule;
      if (rule) this.#counted.set(rule);
    }, pause);
  }

  async #send(request: Observable<unknown>): Promise<void> {
    try {
      await firstValueFrom(request, { defaultValue: null });
      this.removing.set(null);
      this.stop();
      this.message.set({ isBad: false, text: this.t('goals.saved') });
      this.list.reload();
    } catch (error) {
      this.message.set({ isBad: true, text: failureOf(error).detail ?? this.t('state.network') });
    }
  }
}
