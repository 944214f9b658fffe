import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { funnel, funnelOverTime, funnelSteps, funnelTimes, reportAnswer } from '@parley/contracts';
import { DefinitionsBanner } from '../../definitions/definitions-banner';
import { OtherDefinitions } from '../../definitions/other-definitions';
import { FunnelBuilder } from '../../funnels/funnel-builder';
import { FunnelPicker } from '../../funnels/funnel-picker';
import { FunnelState } from '../../funnels/funnel-state';
import { I18n } from '../../i18n/i18n';
import { FunnelBreakdownTable } from '../../reports/funnel/funnel-breakdown';
import { FunnelCard } from '../../reports/funnel/funnel-card';
import { FunnelOverTime } from '../../reports/funnel/funnel-over-time';
import { FunnelTimes } from '../../reports/funnel/funnel-times';
import { reportData } from '../../reports/report-data';
import { Live } from '../../shell/live';
import { ViewState } from '../../shell/view-state';
import { formatPeriod } from '../../theme/dates';
import { Icon } from '../../ui/icon';
import { FirstSteps } from '../overview/first-steps';
import { Freshness } from '../overview/freshness';

/** Who goes from one step to the next, where the others are lost and how long it takes. All of it stands in the URL. */
@Component({
  selector: 'app-funnels-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    DefinitionsBanner,
    FirstSteps,
    Freshness,
    FunnelBreakdownTable,
    FunnelBuilder,
    FunnelCard,
    FunnelOverTime,
    FunnelPicker,
    FunnelTimes,
    Icon,
  ],
  providers: [OtherDefinitions, FunnelState],
  templateUrl: './funnels-page.html',
  styleUrls: ['../attribution/attribution-page.css', './funnels-page.css'],
})
export class FunnelsPage {
  readonly #i18n = inject(I18n);
  readonly #view = inject(ViewState);
  protected readonly t = this.#i18n.t;
  protected readonly live = inject(Live);
  protected readonly state = inject(FunnelState);

  protected readonly data = reportData('funnel', reportAnswer(funnel.row), { own: this.state.splitParams });
  protected readonly times = reportData('funnel-times', reportAnswer(funnelTimes.row), {
    own: this.state.timesParams,
  });
  protected readonly overTime = reportData('funnel-over-time', reportAnswer(funnelOverTime.row), {
    hasGranularity: true,
    own: this.state.overTimeParams,
  });
  protected readonly isBuilding = computed(() => this.#view.own('build') === 'yes');
  /** Asked only while somebody builds. */
  protected readonly found = reportData('funnel-steps', reportAnswer(funnelSteps.row), {
    own: this.state.funnelParams,
    isWanted: () => this.isBuilding(),
  });

  protected readonly hasNoEvents = computed(() => this.live.status()?.has_events === false);
  protected readonly meta = computed(() => this.data.answer()?.meta);
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

  protected toggle(): void {
    this.#view.changeOwn({ build: this.isBuilding() ? null : 'yes' });
  }
}
