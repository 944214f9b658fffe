import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { channels, channelsOverTime, reportAnswer } from '@parley/contracts';
import { AcquisitionBar } from '../../acquisition/acquisition-bar';
import { AcquisitionState } from '../../acquisition/acquisition-state';
import { AttributionBar } from '../../attribution/attribution-bar';
import { AttributionState } from '../../attribution/attribution-state';
import { DefinitionsBanner } from '../../definitions/definitions-banner';
import { OtherDefinitions } from '../../definitions/other-definitions';
import { I18n } from '../../i18n/i18n';
import { ChannelsPicture } from '../../reports/channels/channels-picture';
import { ChannelsTable } from '../../reports/channels/channels-table';
import { reportData } from '../../reports/report-data';
import { Live } from '../../shell/live';
import { formatPeriod } from '../../theme/dates';
import { FirstSteps } from '../overview/first-steps';
import { Freshness } from '../overview/freshness';

/** What each source, campaign, link or ad brought, from money to who stays and what came back. All of it stands in the URL. */
@Component({
  selector: 'app-channels-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    AcquisitionBar,
    AttributionBar,
    ChannelsPicture,
    ChannelsTable,
    DefinitionsBanner,
    FirstSteps,
    Freshness,
  ],
  providers: [OtherDefinitions, AcquisitionState, AttributionState],
  templateUrl: './channels-page.html',
  styleUrl: './channels-page.css',
})
export class ChannelsPage {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  protected readonly live = inject(Live);
  readonly #asked = inject(AcquisitionState);
  protected readonly state = inject(AttributionState);

  protected readonly data = reportData('channels', reportAnswer(channels.row), { own: this.state.params });
  protected readonly overTime = reportData('channels-over-time', reportAnswer(channelsOverTime.row), {
    hasGranularity: true,
    own: this.#asked.params,
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
}
