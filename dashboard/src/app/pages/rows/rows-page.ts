import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  computed,
  effect,
  inject,
  signal,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { CLOCK_LABELS, HOURS_LABELS, WAIT_KIND_LABELS } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { isAgentsClock, parseMeasures } from '../../measures/measures';
import type { Row } from '../../reports/reading';
import { type ReportParams, reportUrl, takes } from '../../reports/report-url';
import { Choices } from '../../shell/choices';
import { Clock } from '../../shell/clock';
import { ViewState } from '../../shell/view-state';
import { formatPeriod, formatRecently } from '../../theme/dates';
import { formatNumber } from '../../theme/format';
import { Failed } from '../../ui/failed';
import { Icon } from '../../ui/icon';
import { Loading } from '../../ui/loading';
import { DismissalButton } from '../../waits/dismissal-button';
import { DismissalNote } from '../../waits/dismissal-note';
import { type Dismissible, Dismissals } from '../../waits/dismissals';
import { ColumnChooser } from '../../ui/table/column-chooser';
import { columnsFrom, columnsName } from '../../ui/table/columns';
import { DataTable, type TableLine } from '../../ui/table/data-table';
import { type CellTexts, cellOf } from './rows-cells';
import { type RowsChip, chipsOf } from './rows-chips';
import {
  KEYS,
  MOMENTS,
  USUAL,
  columnsOf,
  hasOrder,
  isSortable,
  isText,
  orderAfter,
  sortOf,
} from './rows-columns';
import { ACTIONS, dismissibleOf } from './rows-dismissal';
import { pathOf } from './rows-links';
import { RowsData, RowsKept, type RowsQuestion } from './rows-data';
import { LISTED, MOST_SHOWN, STEP, listedFrom, ownFrom, shownFrom, without } from './rows-query';

interface RowLine extends TableLine {
  row: Row;
  dialogue: string[] | null;
  wait: string | null;
  dismissible: Dismissible | null;
}

/** What a number is made of, row by row; the whole question stands in the URL. */
@Component({
  selector: 'app-rows-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ColumnChooser, DataTable, DismissalButton, DismissalNote, Failed, Icon, Loading, RouterLink],
  providers: [RowsData],
  templateUrl: './rows-page.html',
  styleUrl: './rows-page.css',
})
export class RowsPage {
  readonly #i18n = inject(I18n);
  readonly #choices = inject(Choices);
  readonly #state = inject(ViewState);
  readonly #clock = inject(Clock);
  readonly #dismissals = inject(Dismissals);
  readonly #kept = inject(RowsKept);
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly data = inject(RowsData);
  protected readonly t = this.#i18n.t;
  protected readonly listed = LISTED;
  protected readonly hasOrder = hasOrder;

  protected readonly report = computed(() => listedFrom(this.#state.own('report')));
  readonly #own = computed(() => ownFrom(this.report(), (key) => this.#state.ownAll(key)), {
    equal: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  readonly #shown = computed(() => shownFrom(this.#state.own('shown')));
  readonly #params = computed<ReportParams>(() => {
    const { channels, account_ids } = this.#state.view();
    const { from, to } = this.#state.edges();
    return {
      from,
      to,
      time_zone: this.#state.zone(),
      compare_to: 'none',
      channels,
      account_ids,
      own: this.#own(),
    };
  });
  readonly #question = computed<RowsQuestion | null>(() =>
    this.#state.workspace()
      ? {
          workspaceId: this.#state.workspaceId(),
          report: this.report(),
          params: this.#params(),
          shown: this.#shown(),
        }
      : null,
  );

  protected readonly isOutdated = computed(() => {
    const loaded = this.data.loaded();
    return (
      loaded !== null && loaded.url !== reportUrl(this.#state.workspaceId(), this.report(), this.#params())
    );
  });
  /** The rows of this question; those of another report would not fit the columns. */
  protected readonly loaded = computed(() => {
    const loaded = this.data.loaded();
    return loaded?.meta.report === this.report() ? loaded : null;
  });
  protected readonly total = computed(() => this.loaded()?.meta.total ?? 0);
  protected readonly title = computed(() => {
    const name = this.report();
    return this.loaded() ? this.#i18n.plural(`rows_${name}`, this.total()) : this.t(`rows.report.${name}`);
  });
  protected readonly period = computed(() => {
    const meta = this.loaded()?.meta;
    return meta ? formatPeriod(meta.period, meta.time_zone, this.#i18n.language()) : '';
  });
  protected readonly measured = computed(() => {
    if (!takes(this.report(), 'kind')) return '';
    const measures = parseMeasures((key) => this.#state.ownAll(key));
    const { text } = this.#i18n;
    return this.t('rows.measured', {
      kind: text(WAIT_KIND_LABELS[measures.kind]),
      clock: text(CLOCK_LABELS[isAgentsClock(measures) ? 'agent' : measures.clock]),
      hours: text(HOURS_LABELS[measures.hours]),
      dated: this.t(`measures.dated.${measures.dated_by}`),
    });
  });
  protected readonly chips = computed(() =>
    chipsOf(this.#own(), {
      t: this.t,
      language: this.#i18n.language(),
      zone: this.#state.zone(),
      agent: (id) => this.#choices.agentName(id),
      team: (id) => this.#choices.teamName(id),
    }),
  );

  readonly #columns = computed(() =>
    columnsOf(this.report()).filter(({ key }) => key !== MOMENTS[this.report()]),
  );
  protected readonly moment = computed(() => {
    const key = MOMENTS[this.report()];
    return columnsOf(this.report()).find((each) => each.key === key);
  });
  protected readonly momentName = computed(() => this.#i18n.text(this.moment()?.label ?? { en: '', ru: '' }));
  protected readonly choosable = computed(() =>
    this.#columns().map((column) => ({
      key: column.key,
      label: this.#i18n.text(column.label),
      isSortable: isSortable(this.report(), column.key),
      isText: isText(column),
    })),
  );
  protected readonly usual = computed(() => USUAL[this.report()]);
  protected readonly chosen = computed(() =>
    columnsFrom(
      this.#state.own('columns'),
      this.#columns().map(({ key }) => key),
      this.usual(),
    ),
  );
  protected readonly actions = ACTIONS;
  protected readonly shownColumns = computed(() => [
    ...this.choosable().filter(({ key }) => this.chosen().includes(key)),
    ...(this.#dismissals.isAllowed() && this.lines().some(({ dismissible }) => dismissible?.step)
      ? [{ key: ACTIONS, label: this.t('waiting.actions'), isSortable: false, isText: true }]
      : []),
  ]);
  protected readonly sort = computed(() => sortOf(this.report(), this.#own()['order']?.[0]));
  protected readonly lines = computed<RowLine[]>(() => {
    const key = KEYS[this.report()];
    const workspaceId = this.#state.workspaceId();
    const judged = this.loaded()?.meta.freshness.computed_at ?? '';
    return (this.loaded()?.rows ?? []).map((row) => {
      const { dialogue_id: dialogue, wait_id: wait } = row;
      return {
        id: String(row[key] ?? row['identity_id']),
        isTotal: false,
        row,
        dialogue: typeof dialogue === 'string' ? ['/workspace', workspaceId, 'dialogues', dialogue] : null,
        wait: typeof wait === 'string' ? wait : null,
        dismissible: dismissibleOf(row, judged, (identity) => this.t('service.contact', { id: identity })),
      };
    });
  });

  protected readonly progress = computed(() => {
    const language = this.#i18n.language();
    const total = formatNumber(this.total(), language);
    const shown = this.lines().length;
    return shown < this.total()
      ? this.t('rows.shown', { shown: formatNumber(shown, language), total })
      : this.t('rows.all_shown', { total });
  });
  protected readonly hasMore = computed(
    () => this.lines().length < Math.min(this.total(), MOST_SHOWN) && !this.isOutdated(),
  );
  protected readonly isCut = computed(() => this.lines().length === MOST_SHOWN && this.total() > MOST_SHOWN);
  protected readonly judged = computed(() => {
    const at = this.loaded()?.meta.freshness.computed_at;
    if (!at) return '';
    const time = formatRecently(at, this.#clock.minute(), this.#state.zone(), this.#i18n.language());
    return this.t('rows.judged', { time });
  });
  protected readonly files = computed(() =>
    (['csv', 'ndjson'] as const).map((format) => ({
      name: this.t(format),
      label: this.t(`${format}.label`, { name: this.title() }),
      url: reportUrl(this.#state.workspaceId(), this.report(), this.#params(), format),
    })),
  );
  readonly #texts = computed<CellTexts>(() => ({
    yes: this.t('rows.yes'),
    no: this.t('rows.no'),
    nobody: this.t('agents.unknown'),
    contact: (id) => this.t('service.contact', { id }),
    account: (id) => this.t('origins.unnamed', { id }),
  }));
  /** What is said aloud: only what a press of a button brought. */
  protected readonly told = signal('');

  constructor() {
    this.data.follow(this.#question);
    let isBack = true;
    effect(() => {
      if (!this.loaded() || !isBack) return;
      isBack = false;
      if (this.data.wasKept) this.#toOpened();
    });
    inject(DestroyRef).onDestroy(() => (isBack = false));
  }

  /** What a cell shows; undefined stands for a column of another report. */
  protected shownIn(row: Row, key: string) {
    const column = columnsOf(this.report()).find((each) => each.key === key);
    return column && cellOf(row, column, this.#i18n.language(), this.#state.zone(), this.#texts());
  }

  /** The page of the agent or the contact that a cell names. */
  protected pathOf(row: Row, key: string): string[] | null {
    return pathOf(row, key, this.#state.workspaceId(), this.#state.workspace()?.role);
  }

  protected list(report: string): void {
    this.#state.changeOwn({ report: listedFrom(report), order: null, columns: null, shown: null }, true);
  }

  protected remove({ key, value }: RowsChip): void {
    this.#state.changeOwn({ [key]: without(this.#own(), key, value), shown: null }, true);
  }

  protected removeAll(): void {
    const keys = new Set(this.chips().map(({ key }) => key));
    this.#state.changeOwn({ ...Object.fromEntries([...keys].map((key) => [key, null])), shown: null }, true);
  }

  protected sortBy(key: string): void {
    if (!hasOrder(this.report())) return;
    const order = orderAfter(this.report(), this.#own()['order']?.[0], key);
    this.#state.changeOwn({ order, shown: null });
  }

  protected choose(columns: readonly string[]): void {
    this.#state.changeOwn({ columns: columnsName(columns, this.usual()) });
  }

  protected more(): void {
    this.#state.changeOwn({
      shown: String(Math.min(this.#shown() + (this.#shown() >= 500 ? 250 : STEP), MOST_SHOWN)),
    });
  }

  protected opened(id: string): void {
    this.#kept.opened = id;
  }

  /** Back from a dialogue one stands on the row that led there. */
  #toOpened(): void {
    const id = this.#kept.opened;
    if (id === null) return;
    setTimeout(() => {
      const link = this.#element.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);
      link?.focus({ preventScroll: true });
      link?.scrollIntoView({ block: 'center' });
    });
  }
}
