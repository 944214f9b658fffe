import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal } from '@angular/core';
import {
  byAccount,
  byAgent,
  byChannel,
  bySource,
  overview,
  overviewOverTime,
  reportAnswer,
} from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { ByAgent } from '../../reports/by-agent/by-agent';
import { Origins } from '../../reports/origins/origins';
import { splitFrom } from '../../reports/origins/split';
import { OverviewOverTime } from '../../reports/overview-over-time/overview-over-time';
import { Overview } from '../../reports/overview/overview';
import { isEmpty } from '../../reports/overview/tiles';
import { reportData } from '../../reports/report-data';
import { OverviewRows } from '../../reports/overview-rows';
import { reportUrl } from '../../reports/report-url';
import { addDays, dayIn } from '../../period/resolve';
import { Live } from '../../shell/live';
import { ViewState } from '../../shell/view-state';
import { formatPeriod, formatMoment } from '../../theme/dates';
import { Icon } from '../../ui/icon';
import { FirstSteps } from './first-steps';
import { Freshness } from './freshness';

/** The Overview: the main numbers, one of them over time, where people come from, and the agents. */
@Component({
  selector: 'app-overview-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Overview, OverviewOverTime, Origins, ByAgent, FirstSteps, Freshness, Icon],
  providers: [OverviewRows],
  templateUrl: './overview-page.html',
  styleUrl: './overview-page.css',
})
export class OverviewPage {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  protected readonly state = inject(ViewState);
  protected readonly live = inject(Live);
  protected readonly overview = reportData('overview', reportAnswer(overview.row));
  protected readonly overTime = reportData('overview-over-time', reportAnswer(overviewOverTime.row), {
    hasGranularity: true,
  });
  protected readonly agents = reportData('by-agent', reportAnswer(byAgent.row));

  /** Only the table that is shown is asked for. */
  readonly #split = computed(() => splitFrom(this.state.own('by')));
  protected readonly origins = {
    channel: reportData('by-channel', reportAnswer(byChannel.row), {
      isWanted: () => this.#split() === 'channel',
    }),
    source: reportData('by-source', reportAnswer(bySource.row), {
      isWanted: () => this.#split() === 'source',
    }),
    account: reportData('by-account', reportAnswer(byAccount.row), {
      isWanted: () => this.#split() === 'account',
    }),
  };

  protected readonly hasNoEvents = computed(() => this.live.status()?.has_events === false);
  /** The first event of this workspace came while its reader was looking. TRICKY: must be read also while waiting. */
  protected readonly hasJustBegun = linkedSignal<{ id: string; isEmpty: boolean }, 'no' | 'waiting' | 'yes'>({
    source: () => ({ id: this.state.workspaceId(), isEmpty: this.hasNoEvents() }),
    computation: (now, before) => {
      if (now.isEmpty) return 'waiting';
      return before?.source.id === now.id && before.value !== 'no' ? 'yes' : 'no';
    },
  });
  protected readonly isEmpty = computed(() => {
    const answer = this.overview.answer();
    return !!answer && isEmpty(answer);
  });
  protected readonly csvUrl = computed(() =>
    reportUrl(this.state.workspaceId(), 'overview', this.overview.params(), 'csv'),
  );
  protected readonly period = computed(() => {
    const meta = this.overview.answer()?.meta;
    return meta ? formatPeriod(meta.period, meta.time_zone, this.#i18n.language()) : '';
  });
  protected readonly compared = computed(() => {
    const meta = this.overview.answer()?.meta;
    if (!meta?.previous_period) return '';
    const { previous_period: previous, time_zone: zone } = meta;
    return this.t('overview.compared', { period: formatPeriod(previous, zone, this.#i18n.language()) });
  });
  protected readonly isUnfinished = computed(() => {
    const meta = this.overview.answer()?.meta;
    return !!meta?.previous_period && meta.period.to > meta.freshness.computed_at;
  });
  /** Where the events of the workspace lie, when the chosen period holds none of them. */
  protected readonly extent = computed(() => {
    const status = this.live.status();
    if (!status?.first_event_at || !status.last_event_at) return null;
    const zone = this.state.zone();
    const language = this.#i18n.language();
    return {
      from: formatMoment(status.first_event_at, zone, language),
      to: formatMoment(status.last_event_at, zone, language),
      edges: {
        from: dayIn(zone, new Date(status.first_event_at)),
        to: addDays(dayIn(zone, new Date(status.last_event_at)), 1),
      },
    };
  });

  protected showAll(edges: { from: string; to: string }): void {
    this.state.change({ period: edges, granularity: null, channels: [], account_ids: [] });
  }
}
