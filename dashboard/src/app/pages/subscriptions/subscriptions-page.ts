import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { beforeUnsubscribing, reportAnswer, subscribers, subscribersOverTime } from '@parley/contracts';
import { AcquisitionBar } from '../../acquisition/acquisition-bar';
import { AcquisitionState } from '../../acquisition/acquisition-state';
import { DefinitionsBanner } from '../../definitions/definitions-banner';
import { OtherDefinitions } from '../../definitions/other-definitions';
import { I18n } from '../../i18n/i18n';
import { reportData } from '../../reports/report-data';
import { BeforeTable } from '../../reports/subscribers/before-table';
import { SubscribersOverTime } from '../../reports/subscribers/subscribers-over-time';
import { SubscribersTable } from '../../reports/subscribers/subscribers-table';
import { Live } from '../../shell/live';
import { formatPeriod } from '../../theme/dates';
import { FirstSteps } from '../overview/first-steps';
import { Freshness } from '../overview/freshness';

/** Who subscribed, who left, who is there and who was kept. All of it stands in the URL. */
@Component({
  selector: 'app-subscriptions-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    AcquisitionBar,
    BeforeTable,
    DefinitionsBanner,
    FirstSteps,
    Freshness,
    SubscribersOverTime,
    SubscribersTable,
  ],
  providers: [OtherDefinitions, AcquisitionState],
  templateUrl: './subscriptions-page.html',
  styleUrl: '../channels/channels-page.css',
})
export class SubscriptionsPage {
  readonly #i18n = inject(I18n);
  readonly #asked = inject(AcquisitionState);
  protected readonly t = this.#i18n.t;
  protected readonly live = inject(Live);

  protected readonly data = reportData('subscribers', reportAnswer(subscribers.row), {
    own: this.#asked.params,
  });
  protected readonly overTime = reportData('subscribers-over-time', reportAnswer(subscribersOverTime.row), {
    hasGranularity: true,
    own: this.#asked.params,
  });
  protected readonly before = reportData('before-unsubscribing', reportAnswer(beforeUnsubscribing.row), {
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
