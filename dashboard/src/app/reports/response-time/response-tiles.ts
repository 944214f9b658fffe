import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { HOURS_LABELS, type Hours, type MetricKey, WAIT_KIND_LABELS, metric } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { MAY_OPEN } from '../../shell/may-open';
import { ViewState } from '../../shell/view-state';
import { formatDuration } from '../../theme/format';
import { Failed } from '../../ui/failed';
import { MeasuresState, type Rows } from '../../measures/measures-state';
import { MetricDefinition } from '../metric-definition';
import { type Reading, numberIn, readingOf } from '../reading';
import { ReadingView } from '../reading-view';
import type { ReportData } from '../report-data';
import { picksOf } from '../wait-picks';
import type { ResponseTimeRow } from './response-groups';
import { targetsOf } from './targets';

/** The times that stand there twice: as all time and as open hours. */
const TIMES = ['response_median_seconds', 'response_p90_seconds'] as const satisfies readonly MetricKey[];
const SHARES = ['answered_share', 'target_share'] as const satisfies readonly MetricKey[];

interface Side {
  hours: Hours;
  label: string;
  reading: Reading;
  why: string;
}

/** How fast and how surely people are answered: calendar and business time side by side, with what is missing for them. */
@Component({
  selector: 'app-response-tiles',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Failed, MetricDefinition, ReadingView, RouterLink],
  templateUrl: './response-tiles.html',
  styleUrl: './response-tiles.css',
})
export class ResponseTiles {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  readonly #measures = inject(MeasuresState);
  protected readonly t = this.#i18n.t;
  protected readonly text = this.#i18n.text;
  protected readonly metricOf = metric;
  readonly calendar = input.required<ReportData<ResponseTimeRow>>();
  readonly business = input.required<ReportData<ResponseTimeRow>>();

  protected readonly title = computed(() => this.text(WAIT_KIND_LABELS[this.#measures.measures().kind]));
  protected readonly failure = computed(() => this.calendar().failure() ?? this.business().failure());
  protected readonly isLoading = computed(() => this.calendar().isLoading() || this.business().isLoading());
  protected readonly isOutdated = computed(
    () => this.calendar().isOutdated() || this.business().isOutdated(),
  );
  readonly #meta = computed(() => this.business().answer()?.meta);
  protected readonly hasCalendar = computed(() => this.#meta()?.service?.has_calendar ?? true);
  protected readonly targets = computed(() => targetsOf(this.#meta(), this.#measures.measures().kind));
  protected readonly maySet = computed(() => {
    const role = this.#state.workspace()?.role;
    return MAY_OPEN.settings.some((each) => each === role);
  });
  protected readonly settings = computed(() => ['/workspace', this.#state.workspaceId(), 'settings']);

  protected readonly times = computed(() => {
    if (!this.calendar().answer() || !this.business().answer()) return null;
    return TIMES.map((key) => ({
      key,
      label: this.text(metric(key).label),
      sides: (['calendar', 'business'] as const).map((hours) => this.#side(key, hours)),
    }));
  });
  protected readonly shares = computed(() =>
    SHARES.map((key) => ({
      key,
      label: this.text(metric(key).label),
      reading: this.#reading(this.calendar(), key),
      why: key === 'target_share' && this.targets().length === 0 ? this.t('service.no_target') : '',
    })),
  );
  /** The one target that all waits in question are held to, where there is one. */
  protected readonly target = computed(() => {
    const [only, ...more] = this.targets();
    if (!only || more.length > 0) return '';
    return this.t('service.target', {
      time: formatDuration(only.seconds, this.#i18n.language()),
      hours: this.text(HOURS_LABELS[only.hours]).toLowerCase(),
    });
  });
  /** How many answered waits have no calendar although others do. */
  protected readonly withoutCalendar = computed(() => {
    const n = numberIn(this.#row(this.business()), 'waits_without_calendar');
    return this.hasCalendar() && n ? this.#i18n.plural('waits_without_calendar', n) : '';
  });

  protected dataOf(hours: Hours): ReportData<ResponseTimeRow> {
    return hours === 'business' ? this.business() : this.calendar();
  }

  protected linkOf(key: MetricKey, hours: Hours) {
    return this.#measures.rows({ ...(picksOf(key) ?? {}), hours } satisfies Rows);
  }

  protected retry(): void {
    this.calendar().retry();
    this.business().retry();
  }

  #side(key: MetricKey, hours: Hours): Side {
    return {
      hours,
      label: this.text(HOURS_LABELS[hours]),
      reading: this.#reading(this.dataOf(hours), key),
      why: hours === 'business' && !this.hasCalendar() ? this.t('service.no_calendar') : '',
    };
  }

  #row(data: ReportData<ResponseTimeRow>, period: ResponseTimeRow['period'] = 'current') {
    return data.answer()?.rows.find((row) => row.is_total && row.period === period);
  }

  #reading(data: ReportData<ResponseTimeRow>, key: MetricKey): Reading {
    const reading = readingOf(this.#row(data), this.#row(data, 'previous'), key);
    const { unavailable } = data.answer()?.meta ?? {};
    return reading.reason ? { ...reading, reason: unavailable?.[key]?.reason ?? reading.reason } : reading;
  }
}
