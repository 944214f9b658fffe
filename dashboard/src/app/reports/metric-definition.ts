import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import {
  CLOCK_LABELS,
  HOURS_LABELS,
  type Language,
  type MetricKey,
  WAIT_KIND_LABELS,
  metric,
} from '@parley/contracts';
import { I18n } from '../i18n/i18n';
import type { PluralKey } from '../i18n/en';
import { formatDuration, formatExact, formatValue } from '../theme/format';
import { formatMoment, formatPeriod } from '../theme/dates';
import { measuresOf } from './measured';
import { CopyButton } from '../ui/copy-button';
import { Icon } from '../ui/icon';
import { Popover } from '../ui/popover';
import type { Answer, ReportData } from './report-data';
import { curlOf, reportUrl } from './report-url';

/** One click away from every number: what it means, from how many things it is computed, and how to get it again. */
@Component({
  selector: 'app-metric-definition',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Popover, CopyButton, Icon],
  templateUrl: './metric-definition.html',
  styleUrl: './metric-definition.css',
})
export class MetricDefinition {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  protected readonly text = this.#i18n.text;
  readonly key = input.required<MetricKey>();
  readonly data = input.required<ReportData<unknown>>();
  /** From how many things the number is computed, where that is known. */
  readonly sample = input<number | null>(null);
  /** The number itself, to show it exactly. */
  readonly value = input<number | null>(null);

  protected readonly metric = computed(() => metric(this.key()));
  protected readonly label = computed(() => this.text(this.metric().label));
  protected readonly exact = computed(() => {
    const exact = formatExact(this.value(), this.metric().unit, this.#i18n.language());
    return exact && exact !== formatValue(this.value(), this.metric().unit, this.#i18n.language())
      ? exact
      : '';
  });
  protected readonly sampleText = computed(() => {
    const name = this.metric().sample as PluralKey | undefined;
    const n = this.sample();
    return name && n !== null ? this.#i18n.plural(name, n) : '';
  });
  protected readonly context = computed(() => {
    const answer: Answer<unknown> | undefined = this.data().answer();
    if (!answer) return null;
    const { meta } = answer;
    const language = this.#i18n.language();
    return {
      period: formatPeriod(meta.period, meta.time_zone, language),
      zone: meta.time_zone,
      freshness: meta.freshness.data_until
        ? [
            formatMoment(meta.freshness.data_until, meta.time_zone, language),
            meta.freshness.late_events ? this.#i18n.plural('late_events', meta.freshness.late_events) : '',
          ]
            .filter(Boolean)
            .join('; ')
        : '—',
      clock:
        meta.definition.clock_starts === 'last'
          ? this.t('definition.clock_last', {
              settle: formatDuration(meta.definition.settle_seconds, language),
            })
          : this.t('definition.clock_first'),
      version: this.t('definition.version_value', {
        version: this.metric().version,
        gap: formatDuration(meta.definition.silence_gap_seconds, language),
        repeat: formatDuration(meta.definition.repeat_after_seconds, language),
        unanswered: this.#unanswered(meta.definition, language),
      }),
    };
  });
  /** How it was measured, where the report can be asked in more ways than one. */
  protected readonly measured = computed(() => {
    const { name, shownParams } = this.data();
    const { kind, clock, hours, dated_by } = measuresOf(name, shownParams().own);
    return [
      kind ? this.text(WAIT_KIND_LABELS[kind]) : '',
      clock ? this.text(CLOCK_LABELS[clock]) : '',
      hours ? this.text(HOURS_LABELS[hours]) : '',
      dated_by ? this.t('measures.dated_as', { dated: this.t(`measures.dated.${dated_by}`) }) : '',
    ]
      .filter(Boolean)
      .join(' · ');
  });
  protected readonly jsonUrl = computed(() => this.#url('json'));
  protected readonly csvUrl = computed(() => this.#url('csv'));
  protected readonly curl = computed(() => curlOf(location.origin, this.jsonUrl()));

  #unanswered(
    { unanswered_after_seconds, unanswered_hours }: Answer<unknown>['meta']['definition'],
    language: Language,
  ): string {
    const time = formatDuration(unanswered_after_seconds, language);
    return unanswered_hours === 'business' ? this.t('definition.in_business_hours', { time }) : time;
  }

  #url(format: 'json' | 'csv'): string {
    const { name, workspaceId, params } = this.data();
    return reportUrl(workspaceId(), name, params(), format);
  }
}
