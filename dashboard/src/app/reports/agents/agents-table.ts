import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { CLOCK_LABELS, DIMENSIONS, HOURS_LABELS, type MetricKey, metric } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { ViewState } from '../../shell/view-state';
import { formatMoment } from '../../theme/dates';
import { formatNumber, formatValue } from '../../theme/format';
import { Block } from '../block';
import { MeasuresState, type RowsLink } from '../../measures/measures-state';
import { numberIn } from '../reading';
import type { ReportData } from '../report-data';
import type { Fact, Line } from '../report-lines';
import { ReportTable, TREND, type Trend } from '../report-table';
import { hourName } from '../hours';
import {
  type AgentPointRow,
  type AgentRow,
  COLUMNS,
  USUAL,
  agentRows,
  linkedOfAgent,
  picksOfAgent,
  trendsOf,
} from './agents';

/** What each agent answered and how fast, alone or with others; the total is the api's. */
@Component({
  selector: 'app-agents-table',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Block, ReportTable],
  template: `<app-block
    titleId="agents-table-title"
    [title]="t('agents.title')"
    [data]="data()"
    [nothing]="nothing()"
    [hint]="t('agents.empty_hint')"
  >
    <ng-template #body>
      <app-report-table
        urlKey="agents"
        [name]="t('agents.title')"
        [nameHeading]="heading()"
        [data]="data()"
        [rows]="people()"
        [total]="rows().total"
        [columns]="columns"
        [facts]="facts()"
        [usual]="usual()"
        [order]="order"
        [trend]="trend()"
        [linkOf]="linkOf"
        >{{ summary() }}</app-report-table
      >
      <p class="note">{{ shared() }} {{ measured() }}</p>
    </ng-template>
  </app-block>`,
  styles: `
    .note {
      padding: 0.2rem 1rem 0;
      color: var(--ink-soft);
      font-size: 0.8125rem;
    }
  `,
})
export class AgentsTable {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  readonly #measures = inject(MeasuresState);
  protected readonly t = this.#i18n.t;
  protected readonly columns = COLUMNS;
  /** Without a target there is nothing to show of it. */
  protected readonly usual = computed(() => {
    const hasTarget = (this.data().answer()?.meta.service?.targets.length ?? 0) > 0;
    return [...USUAL.filter((key) => key !== 'target_share' || hasTarget), TREND, 'busiest_hour'];
  });
  protected readonly order = { by: 'waits_answered', isDescending: true };
  readonly data = input.required<ReportData<AgentRow>>();
  readonly overTime = input.required<ReportData<AgentPointRow>>();

  protected readonly heading = computed(() => this.#i18n.text(DIMENSIONS.agent_name.label));
  protected readonly facts = computed<readonly Fact[]>(() => [
    {
      key: 'team_name',
      label: this.#i18n.text(DIMENSIONS.team_name.label),
      shown: ({ team_name }) => (typeof team_name === 'string' ? team_name : null),
      value: ({ team_name }) => (typeof team_name === 'string' ? team_name : null),
    },
    {
      key: 'busiest_hour',
      label: this.#i18n.text(DIMENSIONS.busiest_hour.label),
      shown: (row) => {
        const hour = numberIn(row, 'busiest_hour');
        return hour === null ? null : hourName(hour, this.#i18n.language());
      },
      value: (row) => numberIn(row, 'busiest_hour'),
    },
    {
      key: 'last_answer_at',
      label: this.#i18n.text(DIMENSIONS.last_answer_at.label),
      shown: ({ last_answer_at: at }) =>
        typeof at === 'string' ? formatMoment(at, this.#state.zone(), this.#i18n.language()) : null,
      value: ({ last_answer_at: at }) => (typeof at === 'string' ? Date.parse(at) : null),
    },
  ]);
  readonly #trends = computed(() => trendsOf(this.overTime().answer()?.rows ?? []));
  protected readonly trend = computed<Trend>(() => ({
    label: this.t('service.trend'),
    valuesOf: (id) => this.#trends().get(id),
    captionOf: (values) => {
      const known = values.filter((value) => value !== null);
      const show = (value: number | undefined) => formatValue(value, 'seconds', this.#i18n.language());
      return this.t('service.trend_caption', { first: show(known[0]), last: show(known.at(-1)) });
    },
  }));
  protected readonly rows = computed(() =>
    agentRows(this.data().answer()?.rows ?? [], {
      total: this.t('agents.total'),
      nobody: this.t('agents.unknown'),
    }),
  );
  /** The same with the address of everybody's own page. */
  protected readonly people = computed(() =>
    this.rows().rows.map((each) => {
      const id = each.row['agent_id'];
      if (typeof id !== 'string' || id === '0') return each;
      return { ...each, page: ['/workspace', this.#state.workspaceId(), 'agents', id] };
    }),
  );
  protected readonly nothing = computed(() =>
    this.data().answer() && this.rows().rows.length === 0 ? this.t('agents.empty') : '',
  );
  protected readonly summary = computed(() => {
    const { rows, total } = this.rows();
    const countOf = (row: Line['row']) => numberIn(row, 'waits_answered') ?? 0;
    const [first, ...others] = rows;
    if (!first || !total) return '';
    const most = others.reduce((best, each) => (countOf(each.row) > countOf(best.row) ? each : best), first);
    const language = this.#i18n.language();
    return this.t('service.agents_summary', {
      agents: this.#i18n.plural('agents', rows.length),
      waits: this.#i18n.plural('waits_answered', countOf(total.row)),
      name: most.name,
      most: formatNumber(countOf(most.row), language),
      median: formatValue(numberIn(total.row, 'response_median_seconds'), 'seconds', language),
    });
  });
  /** Why the column of dialogues adds up to more than its total. */
  protected readonly shared = computed(() => {
    const { rows, total } = this.rows();
    const sum = rows.reduce((all, { row }) => all + (numberIn(row, 'dialogues_answered') ?? 0), 0);
    const unique = numberIn(total?.row, 'dialogues_answered') ?? 0;
    const both = numberIn(total?.row, 'shared_dialogues') ?? 0;
    if (sum <= unique) return '';
    const language = this.#i18n.language();
    return this.t('service.shared', {
      sum: formatNumber(sum, language),
      unique: this.#i18n.plural('dialogues', unique),
      shared: formatNumber(both, language),
    });
  });
  protected readonly measured = computed(() => {
    const { clock, hours } = this.#measures.measures();
    return this.t('service.agents_measured', {
      clock: this.#i18n.text(CLOCK_LABELS[clock]),
      hours: this.#i18n.text(HOURS_LABELS[hours]),
      metric: this.#i18n.text(metric('first_responses').label),
    });
  });

  protected readonly linkOf = (line: Line, key: MetricKey): RowsLink | null => {
    const linked = linkedOfAgent(key, line.row, line.isTotal, this.#measures.measures());
    if (linked) return this.#measures.rows(linked.picks, linked.report);
    const picks = picksOfAgent(key, line.row, line.isTotal);
    return picks && this.#measures.rows(picks);
  };
}
