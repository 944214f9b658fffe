import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { paths, readStep, reportAnswer } from '@parley/contracts';
import { DefinitionsBanner } from '../../definitions/definitions-banner';
import { OtherDefinitions } from '../../definitions/other-definitions';
import { I18n } from '../../i18n/i18n';
import { PathsBar } from '../../paths/paths-bar';
import { PathsState } from '../../paths/paths-state';
import { PathsCard } from '../../reports/paths/paths-card';
import { reportData } from '../../reports/report-data';
import { Live } from '../../shell/live';
import { formatPeriod } from '../../theme/dates';
import { FirstSteps } from '../overview/first-steps';
import { Freshness } from '../overview/freshness';

/** What contacts did after or before an event. All of it stands in the URL. */
@Component({
  selector: 'app-paths-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DefinitionsBanner, FirstSteps, Freshness, PathsBar, PathsCard],
  providers: [OtherDefinitions, PathsState],
  template: `@if (hasNoEvents()) {
      <app-first-steps />
    } @else {
      <div class="head">
        <div>
          <h1>{{ t('nav.paths') }}</h1>
          <p class="period">
            {{ period() }}
            @if (compared()) {
              <span class="compared">{{ compared() }}</span>
            }
          </p>
        </div>
        <app-freshness [meta]="meta()" />
      </div>
      <app-definitions-banner />
      <app-paths-bar [names]="names()" />
      <app-paths-card [data]="data" />
    }`,
  styleUrl: '../attribution/attribution-page.css',
})
export class PathsPage {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  protected readonly live = inject(Live);
  protected readonly state = inject(PathsState);
  protected readonly data = reportData('paths', reportAnswer(paths.row), { own: this.state.params });

  protected readonly hasNoEvents = computed(() => this.live.status()?.has_events === false);
  protected readonly meta = computed(() => this.data.answer()?.meta);
  /** What anchors of the shown journeys are called. */
  protected readonly names = computed(() => {
    const isForward = this.state.asked().direction === 'from';
    const anchors = (this.data.answer()?.rows ?? [])
      .filter(({ path_step }) => path_step === 1)
      .flatMap(({ from_value, to_value }) => (isForward ? from_value : to_value) ?? [])
      .flatMap((value) => {
        const step = readStep(value);
        if (!step || step.kind !== this.state.asked().anchor || step.name === '') return [];
        return [/^<\w+>$/.test(step.name) ? '' : step.name];
      });
    return [...new Set(anchors)];
  });
  protected readonly period = computed(() => {
    const meta = this.meta();
    return meta ? formatPeriod(meta.period, meta.time_zone, this.#i18n.language()) : '';
  });
  protected readonly compared = computed(() => {
    const meta = this.meta();
    if (!meta?.previous_period) return '';
    const { previous_period: previous, time_zone: zone } = meta;
    return this.t('overview.compared', { period: formatPeriod(previous, zone, this.#i18n.language()) });
  });
}
