import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import {
  DIMENSIONS,
  type MetricKey,
  WAIT_MAX_SECONDS,
  metric,
  reportAnswer,
  workload,
  workloadByHour,
} from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { MeasuresState, type RowsLink } from '../../measures/measures-state';
import { ViewState } from '../../shell/view-state';
import { formatMoment } from '../../theme/dates';
import { formatDuration, formatValue } from '../../theme/format';
import { Block } from '../block';
import { hourName } from '../hours';
import { numberIn } from '../reading';
import { reportData } from '../report-data';
import type { Fact, Line } from '../report-lines';
import { ReportTable } from '../report-table';
import { RowsLinkView } from '../rows-link';
import { picksOfGroup } from '../wait-picks';
import { COLUMNS, PAUSES, USUAL, hourBars, pauseFrom, rowsOf, workloadRows } from './workload';

const HOUR_COLUMNS = [
  'concurrency_mean',
  'concurrency_max',
  'agents_busy_mean',
  'busy_seconds',
  'waits_answered',
  'work_spans',
] as const satisfies readonly MetricKey[];

/** On how many dialogues agents work at once, and how busy they are; of one agent where one is given. */
@Component({
  selector: 'app-workload',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Block, ReportTable, RowsLinkView],
  templateUrl: './workload-card.html',
  styleUrl: './workload-card.css',
})
export class WorkloadCard {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  readonly #measures = inject(MeasuresState);
  protected readonly t = this.#i18n.t;
  protected readonly columns = COLUMNS;
  protected readonly hourColumns = HOUR_COLUMNS;
  protected readonly order = { by: 'busy_seconds', isDescending: true };
  readonly agentId = input<string | null>(null);

  protected readonly pause = computed(() => String(pauseFrom(this.#state.own('pause_seconds'))));
  readonly #own = () => {
    const id = this.agentId();
    return {
      ...this.#measures.params(),
      pause_seconds: this.pause(),
      ...(id === null ? {} : { agent_ids: [id], team_ids: [], compare_to: 'none' }),
    };
  };
  protected readonly data = reportData('workload', reportAnswer(workload.row), { own: this.#own });
  readonly #hours = reportData('workload-by-hour', reportAnswer(workloadByHour.row), { own: this.#own });

  protected readonly pauseChoices = computed(() =>
    PAUSES.map((seconds) => ({
      value: String(seconds),
      name:
        seconds === WAIT_MAX_SECONDS
          ? this.t('workload.whole')
          : formatDuration(seconds, this.#i18n.language()),
    })),
  );
  protected readonly heading = computed(() => this.#i18n.text(DIMENSIONS.agent_name.label));
  protected readonly rows = computed(() =>
    workloadRows(this.data.answer()?.rows ?? [], {
      total: this.t('workload.total'),
      nobody: this.t('agents.unknown'),
    }),
  );
  protected readonly nothing = computed(() =>
    this.data.answer() && this.rows().rows.length === 0 ? this.t('workload.empty') : '',
  );
  /** Without a calendar there is nothing to show of open hours. */
  protected readonly usual = computed(() => {
    const hasHours = numberIn(this.rows().total?.row, 'open_seconds') !== null;
    return [...USUAL.filter((key) => key !== 'open_busy_share' || hasHours), 'concurrency_max_at'];
  });
  protected readonly facts = computed<readonly Fact[]>(() => [
    {
      key: 'concurrency_max_at',
      label: this.#i18n.text(DIMENSIONS.concurrency_max_at.label),
      shown: ({ concurrency_max_at: at }) =>
        typeof at === 'string' ? formatMoment(at, this.#state.zone(), this.#i18n.language()) : null,
      value: ({ concurrency_max_at: at }) => (typeof at === 'string' ? Date.parse(at) : null),
    },
  ]);
  protected readonly summary = computed(() => {
    const { rows, total } = this.rows();
    const language = this.#i18n.language();
    const show = (key: MetricKey) => formatValue(numberIn(total?.row, key), metric(key).unit, language);
    return this.t(this.agentId() === null ? 'workload.summary' : 'workload.mine', {
      agents: this.#i18n.plural('agents', rows.length),
      busy: show('busy_seconds'),
      mean: show('concurrency_mean'),
      most: show('concurrency_max'),
    });
  });

  readonly #bars = computed(() => hourBars(this.#hours.answer()?.rows ?? []));
  protected readonly bars = computed(() => {
    const language = this.#i18n.language();
    return this.#bars().map((bar) => {
      const show = (key: MetricKey) => formatValue(numberIn(bar.row, key), metric(key).unit, language);
      const name = hourName(bar.hour, language);
      return {
        ...bar,
        name,
        title: this.t('workload.hour_title', {
          hour: name,
          mean: show('concurrency_mean'),
          busy: show('agents_busy_mean'),
        }),
        cells: HOUR_COLUMNS.map((key) => ({
          key,
          text: show(key),
          link: numberIn(bar.row, key)
            ? this.#link(key, this.#asked(), { hours_of_day: [String(bar.hour)] })
            : null,
        })),
      };
    });
  });
  protected readonly hoursSummary = computed(() => {
    const bars = this.#bars();
    const [first, ...others] = bars;
    if (!first) return '';
    const most = others.reduce((best, bar) => (bar.share > best.share ? bar : best), first);
    const language = this.#i18n.language();
    return this.t('workload.hours_summary', {
      hour: hourName(most.hour, language),
      mean: formatValue(most.row.concurrency_mean, 'number', language),
      busy: formatValue(most.row.agents_busy_mean, 'number', language),
    });
  });

  protected label(key: MetricKey): string {
    return this.#i18n.text(metric(key).label);
  }

  protected choose(pause: string): void {
    this.#state.changeOwn({ pause_seconds: pause === String(pauseFrom(null)) ? null : pause }, true);
  }

  protected readonly linkOf = (line: Line, key: MetricKey): RowsLink | null =>
    this.#link(
      key,
      line.isTotal ? this.#asked() : (picksOfGroup('agent', line.row)?.['agent_ids'] as string[]),
      {},
    );

  readonly #asked = (): readonly string[] => {
    const id = this.agentId();
    return id === null ? this.#measures.measures().agent_ids : [id];
  };

  #link(key: MetricKey, agents: readonly string[], when: { hours_of_day?: string[] }): RowsLink | null {
    const found = rowsOf(key, agents, this.pause());
    return found && this.#measures.rows({ ...found.picks, ...when }, found.report);
  }
}
