import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { metric } from '@parley/contracts';
import { openingOf } from '../../acquisition/acquisition';
import { AcquisitionState } from '../../acquisition/acquisition-state';
import { I18n } from '../../i18n/i18n';
import { ViewState } from '../../shell/view-state';
import { formatValue } from '../../theme/format';
import { Block } from '../block';
import { MetricDefinition } from '../metric-definition';
import { namedLines } from '../named-values';
import { numberIn, readingOf } from '../reading';
import type { ReportData } from '../report-data';
import { type ChannelsRow, PICTURED } from './channels';

/** So many bars fit. */
const MOST = 12;

/** One number of every row beside the others, with where a rate really lies; the table behind it stands below. */
@Component({
  selector: 'app-channels-picture',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Block, MetricDefinition],
  template: `<app-block
    titleId="channels-picture-title"
    [title]="t('channels.picture')"
    [data]="data()"
    [nothing]="nothing()"
  >
    <label class="choice">
      <span>{{ t('channels.picture_metric') }}</span>
      <select #chosen class="select" (change)="choose(chosen.value)">
        @for (each of choices; track each) {
          <option [value]="each" [selected]="each === shown()">{{ label(each) }}</option>
        }
      </select>
    </label>
    <ng-template #body>
      <p class="summary">
        {{ summary() }}
        @if (hasInterval()) {
          <span>{{ t('channels.picture_interval') }}</span>
        }
        <app-metric-definition [key]="shown()" [data]="data()" />
      </p>
      <ul>
        @for (bar of bars(); track bar.id) {
          <li>
            <span class="name" [class.soft]="bar.isOurs">{{ bar.name }}</span>
            <span class="plot" aria-hidden="true">
              <span class="bar" [class.small]="bar.isSmall" [style.width.%]="bar.value * 100"></span>
              @if (bar.range; as range) {
                <span
                  class="whisker"
                  [style.left.%]="range.low * 100"
                  [style.width.%]="range.width * 100"
                ></span>
              }
            </span>
            <span class="value">
              {{ bar.text }}
              @if (bar.isSmall) {
                <span class="few" [attr.title]="t('agents.small')">n&lt;30</span>
              }
            </span>
          </li>
        }
      </ul>
    </ng-template>
  </app-block>`,
  styleUrl: './channels-picture.css',
})
export class ChannelsPicture {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  readonly #asked = inject(AcquisitionState);
  protected readonly t = this.#i18n.t;
  protected readonly choices = PICTURED;
  readonly data = input.required<ReportData<ChannelsRow>>();

  protected readonly shown = computed(
    () => PICTURED.find((each) => each === this.#state.own('picture')) ?? PICTURED[0],
  );
  readonly #lines = computed(() => {
    const { group } = this.#asked.asked();
    const key = this.shown();
    const { rows } = namedLines(this.data().answer()?.rows ?? [], {
      total: '',
      nameOf: (row) => this.#asked.nameOf(group, row),
      openingOf: (row) => openingOf(group, row),
    });
    return rows
      .map((named) => ({ ...named, reading: readingOf(named.row, named.previous, key) }))
      .filter(({ reading }) => (reading.value ?? 0) > 0)
      .sort((a, b) => (b.reading.value ?? 0) - (a.reading.value ?? 0))
      .slice(0, MOST);
  });
  protected readonly bars = computed(() => {
    const key = this.shown();
    const { unit } = metric(key);
    const language = this.#i18n.language();
    const ends = this.#lines().map(({ row, reading }) => numberIn(row, `${key}_high`) ?? reading.value ?? 0);
    const scale = Math.max(...ends, 0) || 1;
    return this.#lines().map(({ id, name, isOurs, row, reading }) => {
      const low = numberIn(row, `${key}_low`);
      const high = numberIn(row, `${key}_high`);
      return {
        id,
        name,
        isOurs,
        isSmall: reading.isSmall,
        value: (reading.value ?? 0) / scale,
        range: low === null || high === null ? null : { low: low / scale, width: (high - low) / scale },
        text: formatValue(reading.value, unit, language),
      };
    });
  });
  protected readonly hasInterval = computed(() => this.bars().some(({ range }) => range !== null));
  protected readonly nothing = computed(() =>
    this.data().answer() && this.bars().length === 0 ? this.t('channels.picture_nothing') : '',
  );
  protected readonly summary = computed(() => {
    const [first] = this.bars();
    return first ? this.t('channels.picture_summary', { name: first.name, value: first.text }) : '';
  });

  protected label(key: (typeof PICTURED)[number]): string {
    return this.#i18n.text(metric(key).label);
  }

  protected choose(name: string): void {
    this.#state.changeOwn({ picture: name === PICTURED[0] ? null : name });
  }
}
