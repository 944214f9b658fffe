import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { type MetricKey, WAIT_GROUPS, WAIT_GROUP_LABELS, type WaitGroup, metric } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { ViewState } from '../../shell/view-state';
import { formatValue } from '../../theme/format';
import { Block } from '../block';
import { groupsFrom } from '../../measures/measures';
import { MeasuresState, type RowsLink } from '../../measures/measures-state';
import { numberIn } from '../reading';
import type { ReportData } from '../report-data';
import type { Line } from '../report-lines';
import { ReportTable } from '../report-table';
import { picksOf } from '../wait-picks';
import { COLUMNS, type ResponseTimeRow, USUAL, groupRows, picksOfGroups } from './response-groups';

/** What the table is split by until somebody chooses. */
export const DEFAULT_GROUP: WaitGroup = 'channel';

/** Response times by any group, or by any two. */
@Component({
  selector: 'app-response-table',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Block, ReportTable],
  template: `<app-block
    titleId="response-table-title"
    [title]="title()"
    [data]="data()"
    [nothing]="nothing()"
  >
    <label class="by">
      <span>{{ t('service.by') }}</span>
      <select #first class="select" (change)="choose(first.value, groups()[1] ?? '')">
        @for (each of all; track each) {
          <option [value]="each" [selected]="each === groups()[0]">{{ label(each) }}</option>
        }
      </select>
    </label>
    <label class="by">
      <span>{{ t('service.by_and') }}</span>
      <select #second class="select" (change)="choose(groups()[0], second.value)">
        <option value="" [selected]="!groups()[1]">{{ t('service.by_nothing') }}</option>
        @for (each of all; track each) {
          @if (each !== groups()[0]) {
            <option [value]="each" [selected]="each === groups()[1]">{{ label(each) }}</option>
          }
        }
      </select>
    </label>
    <ng-template #body>
      <app-report-table
        urlKey="times"
        [name]="title()"
        [nameHeading]="heading()"
        [data]="data()"
        [rows]="rows().rows"
        [total]="rows().total"
        [columns]="columns"
        [usual]="usual()"
        [order]="order()"
        [linkOf]="linkOf"
        >{{ summary() }}</app-report-table
      >
    </ng-template>
  </app-block>`,
  styles: `
    .by {
      display: inline-flex;
      align-items: center;
      gap: 0.45rem;
      color: var(--ink-soft);
      font-size: 0.875rem;
    }
    .by .select {
      min-height: 2rem;
      font-size: 0.875rem;
    }
  `,
})
export class ResponseTable {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  readonly #measures = inject(MeasuresState);
  protected readonly t = this.#i18n.t;
  protected readonly all = WAIT_GROUPS;
  protected readonly columns = COLUMNS;
  readonly data = input.required<ReportData<ResponseTimeRow>>();

  protected readonly groups = computed(() => groupsFrom(this.#state.ownAll('by'), DEFAULT_GROUP));
  /** The groups of the answer that is shown, not of the one on its way. */
  readonly #shownGroups = computed(() => {
    const by = this.data().shownParams().own?.['by'] ?? [];
    return groupsFrom(typeof by === 'string' ? [by] : by, DEFAULT_GROUP);
  });
  /** Without a target there is nothing to show of it. */
  protected readonly usual = computed(() => {
    const hasTarget = (this.data().answer()?.meta.service?.targets.length ?? 0) > 0;
    return USUAL.filter((key) => key !== 'target_share' || hasTarget);
  });
  protected readonly title = computed(() => this.t('service.table'));
  protected readonly heading = computed(() =>
    this.#shownGroups()
      .map((group) => this.label(group))
      .join(' · '),
  );
  /** Hours and weekdays are read in their order, everything else by how much there is of it. */
  protected readonly order = computed(() => {
    const isClock = this.groups().every((group) => group === 'hour' || group === 'weekday');
    return isClock && this.groups().length === 1
      ? { by: 'natural', isDescending: false }
      : { by: 'waits_answered', isDescending: true };
  });
  protected readonly rows = computed(() =>
    groupRows(
      this.data().answer()?.rows ?? [],
      this.#shownGroups(),
      {
        total: this.t('origins.total'),
        nobody: this.t('agents.unknown'),
        noTeam: this.t('service.no_team'),
        account: (id) => this.t('origins.unnamed', { id }),
      },
      this.#i18n.language(),
    ),
  );
  protected readonly nothing = computed(() =>
    this.data().answer() && this.rows().rows.length === 0 ? this.t('service.no_waits') : '',
  );
  protected readonly summary = computed(() => {
    const known = this.rows().rows.filter(({ row }) => numberIn(row, 'response_median_seconds') !== null);
    const medianOf = (row: (typeof known)[number]) => numberIn(row.row, 'response_median_seconds') ?? 0;
    const [first] = known;
    if (!first || known.length < 2) return '';
    const fastest = known.reduce((best, row) => (medianOf(row) < medianOf(best) ? row : best), first);
    const slowest = known.reduce((worst, row) => (medianOf(row) > medianOf(worst) ? row : worst), first);
    const show = (row: typeof first) => formatValue(medianOf(row), 'seconds', this.#i18n.language());
    return this.t('service.table_summary', {
      metric: this.#i18n.text(metric('response_median_seconds').label),
      fastest: fastest.name,
      fastestTime: show(fastest),
      slowest: slowest.name,
      slowestTime: show(slowest),
    });
  });

  protected readonly linkOf = (line: Line, key: MetricKey): RowsLink | null => {
    const picks = picksOf(key);
    const group = line.isTotal ? {} : picksOfGroups(this.#shownGroups(), line.row);
    return picks && group ? this.#measures.rows({ ...picks, ...group }) : null;
  };

  protected label(group: WaitGroup): string {
    return this.#i18n.text(WAIT_GROUP_LABELS[group]);
  }

  protected choose(first: string, second: string): void {
    const [one, two] = groupsFrom([first, second], DEFAULT_GROUP);
    const by = two ? `${one},${two}` : one;
    this.#state.changeOwn({ by: by === DEFAULT_GROUP ? null : by, times_sort: null });
  }
}
