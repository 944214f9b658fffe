import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { type MetricKey, UNAVAILABLE_REASONS, reportAnswer, timeToClose } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { MeasuresState, type RowsLink } from '../../measures/measures-state';
import { ViewState } from '../../shell/view-state';
import { formatNumber, formatRate, formatValue } from '../../theme/format';
import { GroupCard, groupFrom } from '../group-card';
import type { CardGroup } from '../group-names';
import { reportData } from '../report-data';
import type { Line } from '../report-lines';
import { picksOfGroup } from '../wait-picks';

const GROUPS = ['agent', 'team', 'channel', 'account'] as const satisfies readonly CardGroup[];
const COLUMNS = [
  'dialogues',
  'dialogues_closable',
  'dialogues_closed',
  'closed_share',
  'close_mean_seconds',
  'close_median_seconds',
  'close_p75_seconds',
  'close_p90_seconds',
  'closings_with_target',
  'closings_within_target',
  'close_target_share',
  'closings_without_calendar',
] as const satisfies readonly MetricKey[];
const USUAL = [
  'dialogues',
  'dialogues_closed',
  'closed_share',
  'close_mean_seconds',
  'close_median_seconds',
  'close_p90_seconds',
  'close_target_share',
] as const satisfies readonly MetricKey[];

/** How long it takes until dialogues are closed. */
@Component({
  selector: 'app-time-to-close',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [GroupCard],
  template: `<app-group-card
    urlKey="close"
    [title]="t('more.close')"
    [data]="data"
    [groups]="groups"
    [columns]="columns"
    [usual]="usual()"
    lead="dialogues"
    [summary]="summary()"
    [nothing]="nothing()"
    [linkOf]="linkOf"
  />`,
})
export class TimeToCloseCard {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  readonly #measures = inject(MeasuresState);
  protected readonly t = this.#i18n.t;
  protected readonly groups = GROUPS;
  protected readonly columns = COLUMNS;
  protected readonly data = reportData('time-to-close', reportAnswer(timeToClose.row), {
    own: () => {
      const { hours, agent_ids, team_ids } = this.#measures.measures();
      return { by: groupFrom(this.#state.own('close_by'), GROUPS), hours, agent_ids, team_ids };
    },
  });
  /** Without a target there is nothing to show of it. */
  protected readonly usual = computed(() => {
    const targets = this.data.answer()?.meta.service?.targets ?? [];
    return USUAL.filter(
      (key) => key !== 'close_target_share' || targets.some(({ kind }) => kind === 'close'),
    );
  });
  readonly #total = computed(() =>
    this.data.answer()?.rows.find((row) => row.is_total && row.period === 'current'),
  );
  protected readonly nothing = computed(() => {
    const total = this.#total();
    if (!total) return '';
    if (total.dialogues === 0) return this.t('more.no_dialogues');
    return total.dialogues_closed === null ? this.#i18n.text(UNAVAILABLE_REASONS.closing_not_visible) : '';
  });
  protected readonly summary = computed(() => {
    const total = this.#total();
    if (!total || total.dialogues_closed === null || total.closed_share === null) return '';
    const language = this.#i18n.language();
    const median = total.close_median_seconds;
    const whole = this.t('more.close_summary', {
      closed: formatNumber(total.dialogues_closed, language),
      closable: formatNumber(total.dialogues_closable ?? 0, language),
      share: formatRate(total.closed_share, language),
    });
    if (median === null) return whole;
    return `${whole} ${this.t('more.close_half', { median: formatValue(median, 'seconds', language) })}`;
  });

  /** Dialogues are listed by where they were, not by whom they belong to: then the rows would be others. */
  protected readonly linkOf = (line: Line, key: MetricKey): RowsLink | null => {
    const by = groupFrom(String(this.data.shownParams().own?.['by']), GROUPS);
    const { agent_ids, team_ids } = this.#measures.measures();
    if (agent_ids.length > 0 || team_ids.length > 0) return null;
    if (!line.isTotal && by !== 'channel' && by !== 'account') return null;
    const group = line.isTotal ? {} : picksOfGroup(by as 'channel' | 'account', line.row);
    const unfiltered = { refs: '', hours_of_day: '', weekdays: '' };
    if (!group) return null;
    if (key === 'dialogues') return this.#measures.rows({ ...unfiltered, ...group }, 'dialogues');
    if (key !== 'dialogues_closed') return null;
    return this.#measures.rows({ ...unfiltered, ...group, is_resolved: 'yes' }, 'dialogues');
  };
}
