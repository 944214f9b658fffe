import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { metric } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { formatExact, formatNumber, formatRate, formatValue } from '../../theme/format';
import { MetricDefinition } from '../metric-definition';
import type { ReportData } from '../report-data';
import { OverviewRows } from '../overview-rows';
import { RowsLinkView } from '../rows-link';
import { ChangeBadge } from '../change-badge';
import { type OverviewRow, type Tile } from './tiles';

/** One number with its name, its change and its doubts. */
@Component({
  selector: 'app-tile',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MetricDefinition, ChangeBadge, RowsLinkView],
  host: { role: 'group', '[attr.aria-label]': 'label()' },
  template: `<div class="head">
      <span class="label">{{ label() }}</span>
      <app-metric-definition
        [key]="tile().key"
        [data]="data()"
        [sample]="tile().sample"
        [value]="tile().value"
      />
    </div>
    <p class="value" [class.small]="tile().isSmall" [class.missing]="tile().value === null">
      <app-rows-link [to]="rows()" [text]="shown()" [exact]="exact()" />
      @if (part(); as part) {
        &ngsp;<app-rows-link class="part" [to]="countedRows()" [text]="part" />
      }
    </p>
    <div class="rest">
      @if (tile().reason; as reason) {
        <p class="note">{{ text(reason) }}</p>
      } @else {
        @if (tile().change; as change) {
          <p class="change">
            <app-change-badge [change]="change" [unit]="unit()" [isQuiet]="tile().isSmall" />
            <span class="previous">{{ t('overview.previous', { value: previous() }) }}</span>
          </p>
        }
        @if (tile().isSmall) {
          <p class="note">{{ t('overview.small') }}</p>
        }
        @if (tile().coveredShare < 1) {
          <p class="note">{{ t('overview.covered', { share: covered() }) }}</p>
        }
      }
    </div>`,
  styleUrl: './tile-view.css',
})
export class TileView {
  readonly #i18n = inject(I18n);
  readonly #rows = inject(OverviewRows);
  protected readonly t = this.#i18n.t;
  protected readonly text = this.#i18n.text;
  readonly tile = input.required<Tile>();
  readonly data = input.required<ReportData<OverviewRow>>();
  /** The count behind a rate, where it is worth showing: 45 of 270. */
  readonly counted = input<number | null>(null);

  protected readonly rows = computed(() => this.#rows.of(this.tile().key, this.tile().value));
  protected readonly countedRows = computed(() => this.#rows.of('repeat_contacts', this.counted()));

  protected readonly unit = computed(() => metric(this.tile().key).unit);
  protected readonly label = computed(() => this.text(metric(this.tile().key).label));
  protected readonly shown = computed(() => this.#format(this.tile().value));
  protected readonly previous = computed(() => this.#format(this.tile().previous));
  protected readonly exact = computed(
    () => formatExact(this.tile().value, this.unit(), this.#i18n.language()) || null,
  );
  protected readonly covered = computed(() => formatRate(this.tile().coveredShare, this.#i18n.language()));
  protected readonly part = computed(() => {
    const { sample } = this.tile();
    const counted = this.counted();
    if (counted === null || sample === null) return '';
    const language = this.#i18n.language();
    return this.t('overview.repeat_of', {
      part: formatNumber(counted, language),
      whole: formatNumber(sample, language),
    });
  });

  #format(value: number | null): string {
    return formatValue(value, this.unit(), this.#i18n.language());
  }
}
