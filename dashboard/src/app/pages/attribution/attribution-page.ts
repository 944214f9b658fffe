import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import {
  attribution,
  attributionModels,
  conversionPaths,
  orderItems,
  reportAnswer,
  timeToConvert,
} from '@parley/contracts';
import { AcquisitionState } from '../../acquisition/acquisition-state';
import { AttributionBar } from '../../attribution/attribution-bar';
import { AttributionState } from '../../attribution/attribution-state';
import { DefinitionsBanner } from '../../definitions/definitions-banner';
import { OtherDefinitions } from '../../definitions/other-definitions';
import { I18n } from '../../i18n/i18n';
import { AttributionTable } from '../../reports/attribution/attribution-table';
import { ModelsTable } from '../../reports/attribution/models-table';
import { ConversionPaths, pathViewFrom } from '../../reports/conversion-paths/conversion-paths';
import { OrderItems } from '../../reports/order-items/order-items';
import { reportData } from '../../reports/report-data';
import { sinceFrom, TimeToConvert } from '../../reports/time-to-convert/time-to-convert';
import { Live } from '../../shell/live';
import { ViewState } from '../../shell/view-state';
import { formatPeriod } from '../../theme/dates';
import { FirstSteps } from '../overview/first-steps';
import { Freshness } from '../overview/freshness';

/** Which sources conversions are credited to: by any model, in which order, after how long. All of it stands in the URL. */
@Component({
  selector: 'app-attribution-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    AttributionBar,
    AttributionTable,
    ConversionPaths,
    DefinitionsBanner,
    FirstSteps,
    Freshness,
    ModelsTable,
    OrderItems,
    RouterLink,
    TimeToConvert,
  ],
  providers: [OtherDefinitions, AcquisitionState, AttributionState],
  templateUrl: './attribution-page.html',
  styleUrl: './attribution-page.css',
})
export class AttributionPage {
  readonly #i18n = inject(I18n);
  readonly #view = inject(ViewState);
  protected readonly t = this.#i18n.t;
  protected readonly live = inject(Live);
  protected readonly state = inject(AttributionState);

  protected readonly data = reportData('attribution', reportAnswer(attribution.row), {
    own: this.state.params,
  });
  protected readonly models = reportData('attribution-models', reportAnswer(attributionModels.row), {
    own: this.state.params,
  });
  protected readonly paths = reportData('conversion-paths', reportAnswer(conversionPaths.row), {
    own: () => ({ ...this.state.params(), view: pathViewFrom(this.#view.own('view')) }),
  });
  protected readonly times = reportData('time-to-convert', reportAnswer(timeToConvert.row), {
    own: () => ({ ...this.state.params(), since: sinceFrom(this.#view.own('since')) }),
  });
  protected readonly items = reportData('order-items', reportAnswer(orderItems.row), {
    own: this.state.params,
  });

  protected readonly hasNoEvents = computed(() => this.live.status()?.has_events === false);
  protected readonly meta = computed(() => this.data.answer()?.meta);
  protected readonly currency = computed(() => this.#view.workspace()?.currency ?? '');
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
