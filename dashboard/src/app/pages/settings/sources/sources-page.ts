import { CdkDrag, CdkDropList, type CdkDragDrop } from '@angular/cdk/drag-drop';
import { HttpClient, httpResource } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  linkedSignal,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import {
  type PastRef,
  pastRefs,
  sourcePreview,
  type SourceRule,
  sourceRulesAnswer,
  USUAL_SOURCE_RULES,
} from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import { I18n } from '../../../i18n/i18n';
import { type Failure, failureOf } from '../../../session/failure';
import { afterRebuilding } from '../../../shell/after-rebuilding';
import { Live } from '../../../shell/live';
import { ViewState } from '../../../shell/view-state';
import { Failed } from '../../../ui/failed';
import { focusSoon } from '../../../ui/focus-soon';
import { Rebuilding } from '../../../ui/rebuilding';
import { faultOf, moved, ruleFor } from './draft';
import { SourceMoves } from './moves';
import { hiddenFrom, reachOf, readAll, type ReadRef } from './readings';
import { RefsTable } from './refs-table';
import { RuleItem } from './rule-item';
import { type RulesVersion, SourcesHistory } from './sources-history';

/** So long nothing is changed before all history is tried, and before a search is asked. */
const PAUSE_MS = 600;
const SEARCH_PAUSE_MS = 300;

/** By which rules refs are read: the rules in order, what they make of real refs while they are typed, what moves. */
@Component({
  selector: 'app-sources-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CdkDrag,
    CdkDropList,
    Failed,
    Rebuilding,
    RefsTable,
    RouterLink,
    RuleItem,
    SourceMoves,
    SourcesHistory,
  ],
  templateUrl: './sources-page.html',
  styleUrls: ['../settings.css', './sources-page.css'],
})
export class SourcesPage {
  readonly #http = inject(HttpClient);
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  protected readonly live = inject(Live);
  protected readonly t = this.#i18n.t;
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');

  readonly #base = computed(() => `/api/workspaces/${this.#state.workspaceId()}/sources`);
  protected readonly stored = httpResource(() => `${this.#base()}/rules`, {
    parse: (raw) => sourceRulesAnswer.parse(raw),
  });
  protected readonly failure = computed(() => (this.stored.error() ? failureOf(this.stored.error()) : null));
  protected readonly mayChange = computed(() =>
    ['owner', 'analyst'].includes(this.#state.workspace()?.role ?? ''),
  );
  protected readonly version = computed(() => (this.stored.hasValue() ? this.stored.value().version : 0));
  readonly #saved = computed(() => (this.stored.hasValue() ? this.stored.value().rules : undefined), {
    equal: (one, other) => JSON.stringify(one) === JSON.stringify(other),
  });

  /** The rules of the form; what was changed stays until the stored ones are others. */
  protected readonly draft = linkedSignal<SourceRule[] | undefined>(() => this.#saved());
  protected readonly opened = signal<number | null>(null);
  protected readonly isChanged = computed(
    () => JSON.stringify(this.draft()) !== JSON.stringify(this.#saved()),
  );
  protected readonly isWrong = computed(() => (this.draft() ?? []).some((rule) => faultOf(rule) !== null));

  // ── refs that came, as the form reads them ──
  readonly #top = httpResource(() => `${this.#base()}/refs`, { parse: (raw) => pastRefs.parse(raw) });
  protected readonly search = signal('');
  readonly #asked = signal('');
  readonly #found = httpResource(
    () =>
      this.#asked() === '' ? undefined : { url: `${this.#base()}/refs`, params: { search: this.#asked() } },
    { parse: (raw) => pastRefs.parse(raw) },
  );
  readonly #topRefs = linkedSignal<PastRef[] | undefined, PastRef[]>({
    source: () => (this.#top.hasValue() ? this.#top.value().refs : undefined),
    computation: (now, before) => now ?? before?.value ?? [],
  });
  readonly #read = computed(() => readAll(this.#topRefs(), this.draft() ?? []));
  protected readonly refsFailure = computed(() => {
    const error = this.#top.error() ?? this.#found.error();
    return error ? failureOf(error) : null;
  });
  readonly #listed = computed(() => (this.#asked() === '' ? this.#top : this.#found));
  protected readonly refs = computed(() => {
    if (this.#asked() === '') return this.#read();
    return readAll(this.#found.hasValue() ? this.#found.value().refs : [], this.draft() ?? []);
  });
  protected readonly ofRefs = computed(() => {
    const listed = this.#listed();
    return listed.hasValue() ? listed.value().of_refs : 0;
  });
  protected readonly areRefsBusy = computed(() => this.#listed().isLoading());
  protected readonly reach = computed(() => reachOf(this.#read(), this.draft() ?? []));
  protected readonly hidden = computed(() => {
    const opened = this.opened();
    return opened === null ? [] : hiddenFrom(this.#read(), this.draft() ?? [], opened);
  });
  protected readonly accounts = computed(() => {
    const names = new Map(
      this.#topRefs().map(({ account_id, account_name }) => [account_id, account_name ?? account_id]),
    );
    for (const id of (this.draft() ?? []).flatMap((rule) => rule.account_ids))
      if (!names.has(id)) names.set(id, id);
    return [...names].map(([account_id, name]) => ({ account_id, name }));
  });

  // ── what moves ──
  readonly #tried = signal<string | null>(null);
  protected readonly previewed = httpResource(
    () => {
      const rules = this.#tried();
      return rules === null
        ? undefined
        : { url: `${this.#base()}/preview`, method: 'POST', body: { rules: JSON.parse(rules) as object } };
    },
    { parse: (raw) => sourcePreview.parse(raw) },
  );
  protected readonly previewFailure = computed(() =>
    this.previewed.error() ? failureOf(this.previewed.error()) : null,
  );
  protected readonly isCurrent = computed(
    () => this.#tried() === JSON.stringify(this.draft()) && !this.previewed.isLoading(),
  );

  protected readonly isBusy = signal(false);
  protected readonly isSaved = signal(false);
  protected readonly refused = signal<Failure | null>(null);
  protected readonly restored = signal<number | null>(null);
  /** Said to whoever does not see that a rule has moved. */
  protected readonly said = signal('');

  constructor() {
    effect((onCleanup) => {
      const wanted = this.isChanged() && !this.isWrong() ? JSON.stringify(this.draft()) : null;
      if (wanted === null) return untracked(() => this.#tried.set(null));
      const timer = setTimeout(() => this.#tried.set(wanted), PAUSE_MS);
      onCleanup(() => clearTimeout(timer));
    });
    effect((onCleanup) => {
      const search = this.search();
      const timer = setTimeout(() => this.#asked.set(search), SEARCH_PAUSE_MS);
      onCleanup(() => clearTimeout(timer));
    });
    // Reports read by the new rules now.
    afterRebuilding(() => this.#reload());
  }

  protected toggle(place: number): void {
    this.opened.update((opened) => (opened === place ? null : place));
  }

  protected set(place: number, rule: SourceRule): void {
    this.#edit((rules) => rules.map((each, index) => (index === place ? rule : each)));
  }

  protected dropped({ previousIndex, currentIndex }: CdkDragDrop<unknown>): void {
    if (previousIndex !== currentIndex) this.#moveRule(previousIndex, currentIndex);
  }

  /** By the arrows: the focus goes with the rule. */
  protected move(from: number, to: number): void {
    this.#moveRule(from, to);
    const [first, second] = to < from ? ['up', 'down'] : ['down', 'up'];
    const last = (this.draft()?.length ?? 1) - 1;
    const isAtEnd = to === (to < from ? 0 : last);
    focusSoon(`rule-${to}-${isAtEnd ? second : first}`);
  }

  protected add(ref = ''): void {
    // Before what reads it now, if anything does; a rule for a ref that nothing reads comes first of all.
    const place = ref === '' ? (this.draft()?.length ?? 0) : 0;
    const rule = ruleFor(ref);
    this.#edit((rules) => [...rules.slice(0, place), rule, ...rules.slice(place)]);
    this.opened.set(place);
    focusSoon(`rule-${place}-kind`);
  }

  protected makeFor({ ref }: ReadRef): void {
    this.add(ref);
  }

  protected takeUsual(): void {
    this.#edit(() => [...USUAL_SOURCE_RULES]);
    focusSoon('rule-0');
  }

  protected remove(place: number): void {
    this.#edit((rules) => rules.filter((_, index) => index !== place));
    this.opened.set(null);
    focusSoon(`rule-${place}`, `rule-${place - 1}`, 'rule-add');
  }

  protected discard(): void {
    this.#edit(() => this.#saved() ?? []);
    this.opened.set(null);
  }

  protected restore({ version, rules }: RulesVersion): void {
    this.#edit(() => rules);
    this.opened.set(null);
    this.restored.set(version);
    this.heading()?.nativeElement.focus();
  }

  /** After somebody else changed them: what is in the form is given up. */
  protected takeCurrent(): void {
    this.refused.set(null);
    this.draft.set(this.#saved());
    this.#reload();
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const rules = this.draft();
    if (!rules || !this.isChanged() || this.isWrong() || this.isBusy()) return;
    this.isBusy.set(true);
    this.refused.set(null);
    try {
      const body = { version: this.version(), rules };
      const answer = await firstValueFrom(this.#http.put(`${this.#base()}/rules`, body));
      this.stored.set(sourceRulesAnswer.parse(answer));
      this.opened.set(null);
      this.restored.set(null);
      this.isSaved.set(true);
    } catch (error) {
      this.refused.set(failureOf(error));
    } finally {
      this.isBusy.set(false);
    }
  }

  #moveRule(from: number, to: number): void {
    const opened = this.opened();
    this.#edit((rules) => moved(rules, from, to));
    if (opened !== null) {
      const places = moved([...(this.draft() ?? []).keys()], from, to);
      this.opened.set(places.indexOf(opened));
    }
    this.said.set(this.t('sources.moved', { place: to + 1, count: this.draft()?.length ?? 0 }));
  }

  #edit(change: (rules: SourceRule[]) => SourceRule[]): void {
    this.isSaved.set(false);
    this.refused.set(null);
    this.restored.set(null);
    this.draft.update((rules) => change(rules ?? []));
  }

  protected reloadRefs(): void {
    this.#top.reload();
    if (this.#asked() !== '') this.#found.reload();
  }

  #reload(): void {
    this.stored.reload();
    this.reloadRefs();
  }
}
