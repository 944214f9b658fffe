import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import {
  type Arrival,
  ARRIVAL_LABELS,
  type conversionPaths,
  type MetricKey,
  PATH_VIEWS,
} from '@parley/contracts';
import type { z } from 'zod';
import { AcquisitionState } from '../../acquisition/acquisition-state';
import { AttributionState } from '../../attribution/attribution-state';
import { I18n } from '../../i18n/i18n';
import type { RowsLink } from '../../measures/measures-state';
import { ViewState } from '../../shell/view-state';
import { formatNumber } from '../../theme/format';
import { Block } from '../block';
import { numberIn, pairedRows } from '../reading';
import type { ReportData } from '../report-data';
import type { Line, NamedRow } from '../report-lines';
import { ReportTable } from '../report-table';

export type PathRow = z.infer<typeof conversionPaths.row>;
export type PathView = (typeof PATH_VIEWS)[number];

const COLUMNS = [
  'conversions',
  'conversion_value',
  'contacts_converted',
  'time_to_convert_median_seconds',
] as const satisfies readonly MetricKey[];

/** Which view of paths stands in the URL. */
export const pathViewFrom = (name: string | null): PathView =>
  PATH_VIEWS.find((each) => each === name) ?? 'paths';

/** In which order sources led to conversions, or after how many touches. */
@Component({
  selector: 'app-conversion-paths',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Block, ReportTable],
  template: `<app-block
    titleId="paths-title"
    [title]="t('attribution.paths')"
    [data]="data()"
    [nothing]="nothing()"
    [hint]="t('attribution.empty_hint')"
  >
    <label class="choice">
      <span>{{ t('attribution.paths_view') }}</span>
      <select #chosen class="select" (change)="choose(chosen.value)">
        @for (each of views; track each) {
          <option [value]="each" [selected]="each === view()">{{ viewName(each) }}</option>
        }
      </select>
    </label>
    <ng-template #body>
      <app-report-table
        urlKey="paths"
        [name]="t('attribution.paths')"
        [nameHeading]="t(view() === 'paths' ? 'attribution.path' : 'attribution.length')"
        [data]="data()"
        [rows]="rows().rows"
        [total]="rows().total"
        [columns]="columns"
        [usual]="columns"
        [order]="order"
        [linkOf]="linkOf"
        [note]="note()"
        >{{ summary() }}</app-report-table
      >
    </ng-template>
  </app-block>`,
  styles: `
    .choice {
      display: inline-flex;
      align-items: center;
      gap: 0.45rem;
      color: var(--ink-soft);
      font-size: 0.875rem;
    }
    .choice .select {
      min-height: 2rem;
      font-size: 0.875rem;
    }
  `,
})
export class ConversionPaths {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  readonly #acquisition = inject(AcquisitionState);
  readonly #asked = inject(AttributionState);
  protected readonly t = this.#i18n.t;
  protected readonly columns = COLUMNS;
  protected readonly views = PATH_VIEWS;
  protected readonly order = { by: 'conversions', isDescending: true };
  readonly data = input.required<ReportData<PathRow>>();

  protected readonly view = computed(() => pathViewFrom(this.#state.own('view')));
  protected readonly rows = computed(() => {
    const { lines, total } = pairedRows(this.data().answer()?.rows ?? [], idOf);
    return {
      rows: lines.map((line): NamedRow => ({
        ...line,
        name: this.#nameOf(line.row),
        isOurs: false,
        only: null,
      })),
      total: total && { ...total, id: 'total', name: this.t('channels.total'), isOurs: true, only: null },
    };
  });
  protected readonly nothing = computed(() => {
    const total = this.rows().total?.row;
    return total && !numberIn(total, 'conversions') ? this.t('attribution.empty') : '';
  });
  protected readonly note = computed(() =>
    this.t(this.view() === 'paths' ? 'attribution.paths_note' : 'attribution.lengths_note'),
  );
  protected readonly summary = computed(() => {
    const { rows, total } = this.rows();
    const countOf = (row: NamedRow) => numberIn(row.row, 'conversions') ?? 0;
    const [first] = [...rows].sort((a, b) => countOf(b) - countOf(a));
    if (!first || !total) return '';
    const language = this.#i18n.language();
    return this.t('attribution.paths_summary', {
      name: first.name,
      most: formatNumber(countOf(first), language),
      all: formatNumber(numberIn(total.row, 'conversions') ?? 0, language),
    });
  });

  protected viewName(view: PathView): string {
    return this.t(`attribution.paths_${view}`);
  }

  protected choose(view: string): void {
    this.#state.changeOwn({ view: view === 'paths' ? null : view });
  }

  /** Paths and lengths are of conversions by their own date. */
  protected readonly linkOf = (line: Line): RowsLink | null =>
    line.isTotal && this.#asked.asked().datedBy === 'conversion' ? this.#asked.rows(null) : null;

  #nameOf(row: PathRow): string {
    if (row.touches_on_path !== null) return this.#i18n.plural('attribution_touches', row.touches_on_path);
    const { group } = this.#acquisition.asked();
    return row.path
      .map((step) => {
        const arrival = /^<(\w+)>$/.exec(step)?.[1];
        if (arrival !== undefined && arrival in ARRIVAL_LABELS)
          return this.#acquisition.nameOf(group, { value: null, arrival: arrival as Arrival });
        return this.#acquisition.nameOf(group, { value: step, arrival: null });
      })
      .join(' → ');
  }
}

const idOf = (row: PathRow): string =>
  row.touches_on_path === null ? JSON.stringify(row.path) : `touches ${row.touches_on_path}`;
