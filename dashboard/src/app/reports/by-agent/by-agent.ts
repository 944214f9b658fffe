import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { DIMENSIONS, metric, whyEmpty } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { ViewState } from '../../shell/view-state';
import { formatExact, formatRate, formatValue, localeOf } from '../../theme/format';
import { Failed } from '../../ui/failed';
import { Icon } from '../../ui/icon';
import { DataUntil } from '../data-until';
import { MetricDefinition } from '../metric-definition';
import type { ReportData } from '../report-data';
import { OverviewRows } from '../overview-rows';
import { reportUrl } from '../report-url';
import { RowsLinkView } from '../rows-link';
import { WhyEmpty } from '../why-empty';
import {
  type AgentLine,
  type ByAgentRow,
  COLUMNS,
  DEFAULT_SORT,
  type SortKey,
  agentLines,
  nextSort,
  sortFrom,
  sortName,
} from './agents';

/** How many waits each agent answered, and how fast. */
@Component({
  selector: 'app-by-agent',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Failed, Icon, MetricDefinition, RowsLinkView, WhyEmpty, DataUntil],
  templateUrl: './by-agent.html',
  styleUrl: './by-agent.css',
})
export class ByAgent {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  readonly #rows = inject(OverviewRows);
  protected readonly t = this.#i18n.t;
  protected readonly text = this.#i18n.text;
  protected readonly columns = COLUMNS;
  protected readonly metricOf = metric;
  readonly data = input.required<ReportData<ByAgentRow>>();

  protected readonly sort = computed(() => sortFrom(this.#state.own('sort')));
  protected readonly table = computed(() => {
    const answer = this.data().answer();
    return answer ? agentLines(answer, this.sort(), localeOf(this.#i18n.language())) : null;
  });
  protected readonly lines = computed(() => {
    const table = this.table();
    if (!table) return [];
    return [...table.lines, ...(table.total ? [table.total] : [])].map((line) => this.#show(line));
  });
  protected readonly meta = computed(() => this.data().answer()?.meta);
  /** Of which part of the incoming messages the table speaks, where not of all. */
  protected readonly covered = computed(() => {
    const share = this.meta()?.unavailable['waits_answered']?.covered_share ?? 1;
    return share > 0 && share < 1 ? formatRate(share, this.#i18n.language()) : '';
  });
  protected readonly hasSmall = computed(() => this.table()?.lines.some((line) => line.isSmall) ?? false);
  protected readonly csvUrl = computed(() => {
    const { name, workspaceId, params } = this.data();
    return reportUrl(workspaceId(), name, params(), 'csv');
  });
  protected readonly agentHeading = computed(() => this.text(DIMENSIONS.agent_name.label));
  protected readonly sortChoices: readonly SortKey[] = ['agent_name', ...COLUMNS];

  protected heading(key: SortKey): string {
    return key === 'agent_name' ? this.agentHeading() : this.text(metric(key).label);
  }

  protected ariaSort(key: SortKey): 'ascending' | 'descending' | null {
    const { by, isDescending } = this.sort();
    if (by !== key) return null;
    return isDescending ? 'descending' : 'ascending';
  }

  protected sortBy(key: string): void {
    const known = this.sortChoices.find((each) => each === key);
    if (!known) return;
    const name = sortName(nextSort(this.sort(), known));
    this.#state.changeOwn({ sort: name === sortName(DEFAULT_SORT) ? null : name });
  }

  #show(line: AgentLine) {
    const { row, previous } = line;
    const language = this.#i18n.language();
    return {
      id: row.is_total ? 'total' : (row.agent_id ?? 'unknown'),
      isTotal: row.is_total,
      isSmall: line.isSmall,
      isNamed: row.agent_name !== null,
      name: row.is_total ? this.t('agents.total') : (row.agent_name ?? this.t('agents.unknown')),
      cells: COLUMNS.map((key) => {
        const { unit } = metric(key);
        return {
          key,
          reason: whyEmpty(key, row),
          link: this.#rows.of(key, row[key], row.is_total ? {} : { agent_ids: [row.agent_id ?? '0'] }),
          shown: formatValue(row[key], unit, language),
          exact: formatExact(row[key], unit, language) || null,
          previous: previous ? formatValue(previous[key], unit, language) : '',
        };
      }),
    };
  }
}
