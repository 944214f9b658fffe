import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import {
  ATTRIBUTION_MODELS,
  type AttributionModel,
  type attributionModels,
  type MetricKey,
} from '@parley/contracts';
import type { z } from 'zod';
import { AcquisitionState, type NamedValue } from '../../acquisition/acquisition-state';
import { AttributionState } from '../../attribution/attribution-state';
import { I18n } from '../../i18n/i18n';
import type { RowsLink } from '../../measures/measures-state';
import { ViewState } from '../../shell/view-state';
import { formatValue } from '../../theme/format';
import { Block } from '../block';
import { numberIn } from '../reading';
import type { ReportData } from '../report-data';
import type { Line } from '../report-lines';
import { ReportTable } from '../report-table';
import { creditedRows } from './rows';

export type ModelsRow = z.infer<typeof attributionModels.row>;

const MEASURES = ['conversions', 'value'] as const;
type Measure = (typeof MEASURES)[number];
const columnOf = (measure: Measure, model: AttributionModel) => `${measure}_${model}` as const;
const columnsOf = (measure: Measure) => ATTRIBUTION_MODELS.map((model) => columnOf(measure, model));
const COLUMNS: readonly MetricKey[] = [...MEASURES.flatMap(columnsOf), 'conversions_assisted'];
/** So many sources fit into the picture. */
const MOST = 6;

/** What each model gives to each source, side by side: bars for the largest sources, a table for all. */
@Component({
  selector: 'app-models-table',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Block, ReportTable],
  templateUrl: './models-table.html',
  styleUrl: './models-table.css',
})
export class ModelsTable {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  readonly #acquisition = inject(AcquisitionState);
  readonly #asked = inject(AttributionState);
  protected readonly t = this.#i18n.t;
  protected readonly columns = COLUMNS;
  protected readonly measures = MEASURES;
  readonly data = input.required<ReportData<ModelsRow>>();

  protected readonly measure = computed<Measure>(
    () => MEASURES.find((each) => each === this.#state.own('measure')) ?? 'conversions',
  );
  protected readonly usual = computed(() => columnsOf(this.measure()));
  protected readonly order = computed(() => ({
    by: columnOf(this.measure(), 'last_non_direct'),
    isDescending: true,
  }));
  protected readonly heading = computed(() => this.#acquisition.groupName(this.#acquisition.asked().group));
  protected readonly rows = computed(() =>
    creditedRows(this.data().answer()?.rows ?? [], this.#acquisition, this.t('channels.total')),
  );
  protected readonly nothing = computed(() => {
    const total = this.rows().total?.row;
    return total && !numberIn(total, 'conversions_linear') ? this.t('attribution.empty') : '';
  });
  protected readonly models = ATTRIBUTION_MODELS.map((model, index) => ({ model, index }));

  protected readonly bars = computed(() => {
    const measure = this.measure();
    const unit = measure === 'value' ? 'money' : 'credit';
    const valueOf = (row: Line['row'], model: AttributionModel) =>
      numberIn(row, columnOf(measure, model)) ?? 0;
    const most = (row: Line['row']) => Math.max(...ATTRIBUTION_MODELS.map((model) => valueOf(row, model)));
    const shown = [...this.rows().rows]
      .sort((a, b) => most(b.row) - most(a.row))
      .slice(0, MOST)
      .filter(({ row }) => most(row) > 0);
    const scale = Math.max(1e-9, ...shown.map(({ row }) => most(row)));
    return shown.map(({ id, name, isOurs, row }) => ({
      id,
      name,
      isOurs,
      models: ATTRIBUTION_MODELS.map((model, index) => ({
        index,
        width: (Math.max(0, valueOf(row, model)) / scale) * 100,
        text: formatValue(valueOf(row, model), unit, this.#i18n.language()),
        title: this.modelName(model),
      })),
    }));
  });

  protected modelName(model: AttributionModel): string {
    return this.#asked.modelName(model);
  }

  protected measureName(measure: Measure): string {
    return this.t(`attribution.measure_${measure}`);
  }

  protected choose(measure: string): void {
    this.#state.changeOwn({ measure: measure === 'conversions' ? null : measure });
  }

  protected readonly linkOf = (line: Line, key: MetricKey): RowsLink | null => {
    const model = ATTRIBUTION_MODELS.find((each) =>
      MEASURES.some((measure) => columnOf(measure, each) === key),
    );
    if (!model) return null;
    if (line.isTotal) return this.#asked.rows(null, model);
    return this.#asked.isPicked() ? this.#asked.rows(line.row as unknown as NamedValue, model) : null;
  };
}
