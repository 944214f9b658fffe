import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  computed,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { DIMENSIONS, type MetricKey, metric } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { ViewState } from '../../shell/view-state';
import { formatNumber, formatRate, formatValue } from '../../theme/format';
import { focusSoon } from '../../ui/focus-soon';
import { Icon } from '../../ui/icon';
import { Block } from '../block';
import { MeasuresState } from '../../measures/measures-state';
import { MetricDefinition } from '../metric-definition';
import { numberIn, readingOf } from '../reading';
import type { ReportData } from '../report-data';
import { RowsLinkView } from '../rows-link';
import { WhyEmpty } from '../why-empty';
import { type Bucket, type BucketRow, bucketsOf } from './buckets';
import { limitsFrom, limitsName, readLimits, writeLimits } from './limits';

const COLUMNS = [
  'waits_answered',
  'waits_share',
  'waits_cumulative_share',
] as const satisfies readonly MetricKey[];

/** How many answers came within which time: bars that are a table; the limits are edited in place. */
@Component({
  selector: 'app-response-distribution',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Block, Icon, MetricDefinition, RowsLinkView, WhyEmpty],
  templateUrl: './response-distribution.html',
  styleUrl: './response-distribution.css',
})
export class ResponseDistribution {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  readonly #measures = inject(MeasuresState);
  protected readonly t = this.#i18n.t;
  protected readonly columns = COLUMNS;
  readonly data = input.required<ReportData<BucketRow>>();
  private readonly field = viewChild<ElementRef<HTMLInputElement>>('field');

  protected readonly isEditing = signal(false);
  protected readonly isWrong = signal(false);
  readonly #limits = computed(() => limitsFrom(this.#state.own('buckets')));
  protected readonly typed = computed(() => writeLimits(this.#limits(), this.#i18n.language()));
  protected readonly isOwn = computed(() => limitsName(this.#limits()) !== null);

  protected readonly buckets = computed(() =>
    bucketsOf(
      this.data().answer()?.rows ?? [],
      {
        upTo: (limit) => this.t('service.bucket_up_to', { limit }),
        between: (from, to) => this.t('service.bucket_between', { from, to }),
        over: (limit) => this.t('service.bucket_over', { limit }),
      },
      this.#i18n.language(),
    ),
  );
  readonly #n = computed(() =>
    this.buckets().reduce((sum, { row }) => sum + (numberIn(row, 'waits_answered') ?? 0), 0),
  );
  protected readonly isUnknown = computed(() =>
    this.buckets().some(({ row }) => row.waits_answered === null),
  );
  protected readonly nothing = computed(() =>
    this.data().answer() && !this.isUnknown() && this.#n() === 0 ? this.t('service.no_answers') : '',
  );
  protected readonly isSmall = computed(() => this.#n() > 0 && this.#n() < 30);
  protected readonly lines = computed(() => this.buckets().map((bucket) => this.#show(bucket)));
  protected readonly heading = computed(() => this.#i18n.text(DIMENSIONS.bucket_to_seconds.label));
  protected readonly summary = computed(() => {
    const language = this.#i18n.language();
    const all = this.buckets();
    const [first] = all;
    if (!first || this.#n() === 0) return '';
    const countOf = ({ row }: Bucket) => numberIn(row, 'waits_answered') ?? 0;
    const fullest = all.reduce((best, each) => (countOf(each) > countOf(best) ? each : best), first);
    return this.t('service.distribution_summary', {
      waits: this.#i18n.plural('waits_answered', this.#n()),
      name: fullest.name,
      n: formatNumber(countOf(fullest), language),
      share: formatRate(countOf(fullest) / this.#n(), language),
    });
  });
  protected readonly withoutCalendar = computed(() => {
    const n = numberIn(this.buckets()[0]?.row, 'waits_without_calendar');
    return n ? this.t('service.left_out', { waits: this.#i18n.plural('waits_without_calendar', n) }) : '';
  });

  protected label(key: MetricKey): string {
    return this.#i18n.text(metric(key).label);
  }

  protected edit(): void {
    this.isEditing.set(true);
    this.isWrong.set(false);
    focusSoon('distribution-limits');
  }

  protected apply(): void {
    const limits = readLimits(this.field()?.nativeElement.value ?? '');
    this.isWrong.set(limits === null);
    if (limits === null) return this.field()?.nativeElement.focus();
    this.#leave(limitsName(limits));
  }

  protected reset(): void {
    this.#leave(null);
  }

  protected cancel(): void {
    this.isEditing.set(false);
    focusSoon('distribution-edit');
  }

  #leave(buckets: string | null): void {
    this.#state.changeOwn({ buckets });
    this.cancel();
  }

  #show(bucket: Bucket) {
    const language = this.#i18n.language();
    return {
      ...bucket,
      id: bucket.row.bucket_from_seconds,
      cells: COLUMNS.map((key) => {
        const reading = readingOf(bucket.row, bucket.previous, key);
        const { unit } = metric(key);
        const isOfBucket = key !== 'waits_cumulative_share';
        const picks = isOfBucket ? bucket.picks : { ...bucket.picks, min_seconds: undefined };
        return {
          key,
          of: `${this.label(key)}, ${bucket.name}`,
          reason: reading.reason,
          shown: formatValue(reading.value, unit, language),
          was:
            key !== 'waits_cumulative_share' || reading.previous === null
              ? ''
              : formatValue(reading.previous, unit, language),
          link: reading.value ? this.#measures.rows(picks) : null,
        };
      }),
    };
  }
}
