import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, RouterLink } from '@angular/router';
import {
  HOURS,
  HOURS_LABELS,
  type MetricKey,
  agents,
  metric,
  reportAnswer,
  responseTime,
} from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { MeasuresState, type RowsLink } from '../../measures/measures-state';
import { linkedOfAgent } from '../../reports/agents/agents';
import { hourName } from '../../reports/hours';
import { numberIn } from '../../reports/reading';
import { type ReportData, reportData } from '../../reports/report-data';
import { WorkloadCard } from '../../reports/workload/workload-card';
import { RowsLinkView } from '../../reports/rows-link';
import { Choices } from '../../shell/choices';
import { SEES_ONLY_OWN } from '../../shell/may-open';
import { ViewState } from '../../shell/view-state';
import { formatPeriod } from '../../theme/dates';
import { formatDuration, formatNumber, formatValue } from '../../theme/format';
import { Failed } from '../../ui/failed';
import { Loading } from '../../ui/loading';
import { AgentDay } from './agent-day';
import {
  type AgentsRow,
  NUMBERS,
  type Party,
  type ResponseRow,
  hourBars,
  rowsBehind,
  toldOf,
} from './agent-numbers';

/** One agent: how fast, how much, when, and each wait of a day. Whoever is an agent sees only themselves here. */
@Component({
  selector: 'app-agent-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AgentDay, Failed, Loading, RouterLink, RowsLinkView, WorkloadCard],
  providers: [MeasuresState],
  templateUrl: './agent-page.html',
  styleUrl: './agent-page.css',
})
export class AgentPage {
  readonly #i18n = inject(I18n);
  readonly #choices = inject(Choices);
  readonly #state = inject(ViewState);
  readonly #params = toSignal(inject(ActivatedRoute).paramMap, { requireSync: true });
  protected readonly measures = inject(MeasuresState);
  protected readonly t = this.#i18n.t;
  protected readonly hours = HOURS;

  readonly #named = computed(() => this.#params().get('agent_id') ?? '');
  /** `me` stands for the agent that the reader is: the filters offer an agent nobody else. */
  protected readonly id = computed(() =>
    this.#named() === 'me' ? (this.#choices.agents()?.[0]?.id ?? null) : this.#named(),
  );
  protected readonly isNotLinked = computed(
    () => this.#named() === 'me' && this.#choices.agents()?.length === 0,
  );
  readonly #seesOthers = computed(() => {
    const role = this.#state.workspace()?.role;
    return role !== undefined && !SEES_ONLY_OWN.some((each) => each === role);
  });

  readonly #own = (kind: 'first' | 'every', part: Record<string, string | string[]> = {}) => ({
    ...this.measures.params(),
    kind,
    // Only this period is shown.
    compare_to: 'none',
    agent_ids: this.id() ?? '',
    team_ids: [],
    ...part,
  });
  readonly #ask = (
    kind: 'first' | 'every',
    part: () => Record<string, string | string[]> = () => ({}),
    isWanted: () => boolean = () => true,
  ): ReportData<ResponseRow> =>
    reportData('response-time', reportAnswer(responseTime.row), {
      isWanted: () => this.id() !== null && isWanted(),
      own: () => this.#own(kind, part()),
    });
  protected readonly first = this.#ask('first');
  readonly #every = this.#ask('every');
  protected readonly byHour = this.#ask('every', () => ({ by: 'hour', dated_by: 'answered' }));
  readonly #everybody = {
    first: this.#ask('first', () => ({ agent_ids: [] }), this.#seesOthers),
    every: this.#ask('every', () => ({ agent_ids: [] }), this.#seesOthers),
  };
  readonly #work: ReportData<AgentsRow> = reportData('agents', reportAnswer(agents.row), {
    isWanted: () => this.id() !== null,
    own: () => this.#own('every'),
  });
  readonly #workRow = computed(() =>
    this.#work.answer()?.rows.find(({ period, is_total }) => period === 'current' && !is_total),
  );
  readonly #teamId = computed(() => (this.#seesOthers() ? (this.#workRow()?.team_id ?? null) : null));
  readonly #hasTeam = () => this.#teamId() !== null && this.#teamId() !== '0';
  readonly #team = {
    first: this.#ask('first', () => ({ agent_ids: [], team_ids: [this.#teamId() ?? ''] }), this.#hasTeam),
    every: this.#ask('every', () => ({ agent_ids: [], team_ids: [this.#teamId() ?? ''] }), this.#hasTeam),
  };

  protected readonly name = computed(() => {
    const id = this.id();
    return id === null ? '' : (this.#workRow()?.agent_name ?? this.#choices.agentName(id));
  });
  protected readonly period = computed(() => {
    const meta = this.first.answer()?.meta;
    return meta ? formatPeriod(meta.period, meta.time_zone, this.#i18n.language()) : '';
  });
  readonly #parties = computed(() => {
    const mine = { first: this.first, every: this.#every };
    return [
      {
        name: this.t(this.#seesOthers() ? 'agent.agent' : 'agent.mine'),
        ...partyOf(mine),
        who: { agent_ids: [this.id() ?? ''] },
      },
      ...(this.#hasTeam()
        ? [
            {
              name: this.t('agent.team', { name: this.#workRow()?.team_name ?? '' }),
              ...partyOf(this.#team),
              who: { team_ids: [this.#teamId() ?? ''] },
            },
          ]
        : []),
      ...(this.#seesOthers()
        ? [{ name: this.t('agent.everybody'), ...partyOf(this.#everybody), who: {} }]
        : []),
    ];
  });
  protected readonly heads = computed(() => this.#parties().map(({ name }) => name));
  protected readonly lines = computed(() =>
    NUMBERS.map((figure) => ({
      label: this.t(`agent.${figure.label}`),
      cells: this.#parties().map((party) => {
        const told = toldOf(figure, party);
        const picks = told.value ? rowsBehind(figure, party.who) : null;
        const language = this.#i18n.language();
        return {
          ...told,
          shown: formatValue(told.value, metric(figure.key).unit, language),
          n: told.sample === null ? '' : this.t('agent.n', { n: formatNumber(told.sample, language) }),
          link: picks && this.measures.rows(picks),
        };
      }),
    })),
  );
  protected readonly hasSmall = computed(() =>
    this.lines().some(({ cells }) => cells.some(({ isSmall }) => isSmall)),
  );
  protected readonly seesOthers = this.#seesOthers;
  protected readonly work = computed(() => {
    const row = this.#workRow();
    const isKnown = this.#work.answer() !== undefined;
    const number = (key: string) =>
      isKnown ? formatNumber(numberIn(row, key) ?? 0, this.#i18n.language()) : '—';
    const link = (key: MetricKey) => {
      const linked =
        row && numberIn(row, key) ? linkedOfAgent(key, row, false, { agent_ids: [], team_ids: [] }) : null;
      return linked && this.measures.rows({ team_ids: [], ...linked.picks }, linked.report);
    };
    return [
      ['agent.dialogues', 'dialogues_answered'] as const,
      ['agent.shared', 'shared_dialogues'] as const,
      ['agent.held', 'waits_held'] as const,
    ].map(([label, key]) => ({ label: this.t(label), shown: number(key), link: link(key) }));
  });
  protected readonly summary = computed(() => {
    const [mine] = this.#parties();
    const waits = numberIn(mine?.every, 'waits_answered') ?? 0;
    if (waits === 0) return this.t('agent.summary_none', { name: this.name() });
    const time = (row: ResponseRow | undefined) =>
      formatValue(numberIn(row, 'response_median_seconds'), 'seconds', this.#i18n.language());
    return this.t('agent.summary', {
      name: this.name(),
      waits: this.#i18n.plural('waits_answered', waits),
      first: time(mine?.first),
      every: time(mine?.every),
    });
  });

  readonly #bars = computed(() => hourBars(this.byHour.answer()?.rows ?? []));
  protected readonly bars = computed(() => {
    const language = this.#i18n.language();
    return this.#bars().map(({ hour, n, median, share }) => ({
      hour,
      name: hourName(hour, language),
      n: formatNumber(n, language),
      share,
      median: median === null ? '—' : formatDuration(median, language),
      link: n > 0 ? this.#ofHour(hour) : null,
    }));
  });
  protected readonly hoursSummary = computed(() => {
    const all = this.#bars().reduce((sum, { n }) => sum + n, 0);
    if (all === 0) return this.t('agent.hours_none');
    const most = this.#bars().reduce((best, each) => (each.n > best.n ? each : best));
    const language = this.#i18n.language();
    return this.t('agent.hours_summary', {
      hour: hourName(most.hour, language),
      n: formatNumber(most.n, language),
      all: formatNumber(all, language),
    });
  });
  protected readonly rows = computed(() =>
    this.measures.rows({ agent_ids: [this.id() ?? ''], kind: 'every' }),
  );

  /** The answers that were given in an hour of the day. */
  #ofHour(hour: number): RowsLink {
    return this.measures.rows({
      agent_ids: [this.id() ?? ''],
      team_ids: [],
      kind: 'every',
      states: ['answered'],
      dated_by: 'answered',
      hours_of_day: [String(hour)],
    });
  }

  protected hoursLabel(hours: (typeof HOURS)[number]): string {
    return this.#i18n.text(HOURS_LABELS[hours]);
  }

  protected chooseHours(hours: string): void {
    const known = HOURS.find((each) => each === hours);
    if (known) this.measures.change({ hours: known });
  }
}

interface Asked {
  first: ReportData<ResponseRow>;
  every: ReportData<ResponseRow>;
}
const totalOf = (data: ReportData<ResponseRow>) =>
  data.answer()?.rows.find(({ period, is_total }) => period === 'current' && is_total);
const partyOf = ({ first, every }: Asked): Party => ({ first: totalOf(first), every: totalOf(every) });
