import { ChangeDetectionStrategy, Component, computed, inject, viewChild } from '@angular/core';
import {
  agents,
  agentsOverTime,
  loadHeatmap,
  reportAnswer,
  responseDistribution,
  responseOverTime,
  responseTime,
  rowsAnswer,
  unansweredRows,
  waitingNow,
} from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { ActiveAndEngagedCard } from '../../reports/active-and-engaged/active-and-engaged-card';
import { AgentsTable } from '../../reports/agents/agents-table';
import { BotsCard } from '../../reports/bots/bots-card';
import { LoadHeatmap } from '../../reports/load-heatmap/load-heatmap';
import { CountedAsCard } from '../../reports/counted-as/counted-as-card';
import { DefinitionsBanner } from '../../definitions/definitions-banner';
import { DefinitionsPanel } from '../../definitions/definitions-panel';
import { OtherDefinitions } from '../../definitions/other-definitions';
import { groupsFrom } from '../../measures/measures';
import { MeasuresBar, type SourceChoice } from '../../measures/measures-bar';
import { MeasuresState } from '../../measures/measures-state';
import { reportData, rowsData } from '../../reports/report-data';
import { limitsFrom } from '../../reports/response-distribution/limits';
import { RepeatContactCard } from '../../reports/repeat-contact/repeat-contact-card';
import { ResponseDistribution } from '../../reports/response-distribution/response-distribution';
import { ResponseOverTime } from '../../reports/response-over-time/response-over-time';
import { DEFAULT_GROUP, ResponseTable } from '../../reports/response-time/response-table';
import { ResponseTiles } from '../../reports/response-time/response-tiles';
import { TimeToCloseCard } from '../../reports/time-to-close/time-to-close-card';
import { FIRST, UnansweredList } from '../../reports/unanswered/unanswered-list';
import { WorkloadCard } from '../../reports/workload/workload-card';
import { WaitingTiles } from '../../reports/waiting-now/waiting-tiles';
import { Live } from '../../shell/live';
import { ViewState } from '../../shell/view-state';
import { formatPeriod } from '../../theme/dates';
import { FirstSteps } from '../overview/first-steps';
import { Freshness } from '../overview/freshness';

/** How fast people are answered, by whom, and who is waiting: everything measured as the bar above says. */
@Component({
  selector: 'app-service-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ActiveAndEngagedCard,
    AgentsTable,
    BotsCard,
    CountedAsCard,
    DefinitionsBanner,
    DefinitionsPanel,
    FirstSteps,
    Freshness,
    LoadHeatmap,
    MeasuresBar,
    RepeatContactCard,
    ResponseDistribution,
    ResponseOverTime,
    ResponseTable,
    ResponseTiles,
    TimeToCloseCard,
    UnansweredList,
    WaitingTiles,
    WorkloadCard,
  ],
  providers: [OtherDefinitions, MeasuresState],
  templateUrl: './service-page.html',
  styleUrl: './service-page.css',
})
export class ServicePage {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  protected readonly state = inject(ViewState);
  protected readonly live = inject(Live);
  protected readonly measures = inject(MeasuresState);
  private readonly bar = viewChild(MeasuresBar);
  readonly #asked = this.measures.params;

  protected readonly waiting = rowsData('waiting-now', rowsAnswer(waitingNow.row), {
    limit: 1,
    isOfficial: true,
    own: this.#asked,
  });
  protected readonly calendar = reportData('response-time', reportAnswer(responseTime.row), {
    own: () => ({ ...this.#asked(), hours: 'calendar' }),
  });
  protected readonly business = reportData('response-time', reportAnswer(responseTime.row), {
    own: () => ({ ...this.#asked(), hours: 'business' }),
  });
  protected readonly overTime = reportData('response-over-time', reportAnswer(responseOverTime.row), {
    hasGranularity: true,
    own: this.#asked,
  });
  protected readonly distribution = reportData(
    'response-distribution',
    reportAnswer(responseDistribution.row),
    { own: () => ({ ...this.#asked(), buckets: limitsFrom(this.state.own('buckets')).map(String) }) },
  );
  protected readonly agents = reportData('agents', reportAnswer(agents.row), { own: this.#asked });
  protected readonly agentsOverTime = reportData('agents-over-time', reportAnswer(agentsOverTime.row), {
    hasGranularity: true,
    own: this.#asked,
  });
  protected readonly groups = reportData('response-time', reportAnswer(responseTime.row), {
    own: () => ({ ...this.#asked(), by: groupsFrom(this.state.ownAll('by'), DEFAULT_GROUP) }),
  });
  protected readonly load = reportData('load-heatmap', reportAnswer(loadHeatmap.row), { own: this.#asked });
  protected readonly unanswered = rowsData('unanswered', rowsAnswer(unansweredRows.row), {
    limit: FIRST,
    own: this.#asked,
  });
  /** What the filter of sources offers: those of the period, whatever is chosen of them. */
  readonly #bySource = reportData('response-time', reportAnswer(responseTime.row), {
    isWanted: () => this.bar()?.isChoosingSource() ?? false,
    own: () => ({ ...this.#asked(), refs: [], by: ['source'] }),
  });
  protected readonly sources = computed<SourceChoice[] | undefined>(() =>
    this.#bySource
      .answer()
      ?.rows.flatMap((row) =>
        row.period === 'current' && row.ref !== null
          ? [{ ref: row.ref, waits: row.waits_answered ?? 0 }]
          : [],
      ),
  );

  protected readonly hasNoEvents = computed(() => this.live.status()?.has_events === false);
  readonly #meta = computed(() => this.calendar.answer()?.meta);
  protected readonly meta = this.#meta;
  protected readonly period = computed(() => {
    const meta = this.#meta();
    return meta ? formatPeriod(meta.period, meta.time_zone, this.#i18n.language()) : '';
  });
  protected readonly compared = computed(() => {
    const meta = this.#meta();
    if (!meta?.previous_period) return '';
    const { previous_period: previous, time_zone: zone } = meta;
    return this.t('overview.compared', { period: formatPeriod(previous, zone, this.#i18n.language()) });
  });
  protected readonly isUnfinished = computed(() => {
    const meta = this.#meta();
    return !!meta?.previous_period && meta.period.to > meta.freshness.computed_at;
  });
}
