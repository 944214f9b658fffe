import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import {
  type Hours,
  type MetricKey,
  UNAVAILABLE_REASONS,
  reportAnswer,
  timeToClose,
} from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { MeasuresState, type Rows, type RowsLink } from '../../measures/measures-state';
import { ViewState } from '../../shell/view-state';
import { formatNumber, formatRate, formatValue } from '../../theme/format';
import { GroupCard, groupFrom } from '../group-card';
import type { CardGroup } from '../group-names';
import { reportData } from '../report-data';
import type { Line } from '../report-lines';
import { UNFILTERED, picksOfGroup } from '../wait-picks';

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

  protected readonly linkOf = (line: Line, key: MetricKey): RowsLink | null => {
    const by = groupFrom(String(this.data.shownParams().own?.['by']), GROUPS);
    const { agent_ids, team_ids, hours } = this.#measures.measures();
    const picks = picksOfClosing(key, hours);
    const group = line.isTotal ? {} : picksOfGroup(by as (typeof GROUPS)[number], line.row);
    if (!picks || !group) return null;
    const { agent_ids: ofAgent, team_ids: ofTeam, ...place } = group;
    return this.#measures.rows(
      {
        ...UNFILTERED,
        ...picks,
        ...place,
        responsible_agent_ids: ofAgent ?? agent_ids,
        responsible_team_ids: ofTeam ?? team_ids,
      },
      'dialogues',
    );
  };
}

/** The dialogues behind a number; null where they cannot be picked. */
function picksOfClosing(key: MetricKey, hours: Hours): Rows | null {
  const closed = { is_resolved: 'yes' };
  const measured = hours === 'business' ? { ...closed, has_calendar: 'yes' } : closed;
  const judged = { close_target_results: ['met', 'missed'] };
  switch (key) {
    case 'dialogues':
      return {};
    case 'dialogues_closable':
    case 'closed_share':
      return { is_closable: 'yes' };
    case 'dialogues_closed':
      return closed;
    case 'close_mean_seconds':
    case 'close_median_seconds':
    case 'close_p75_seconds':
    case 'close_p90_seconds':
      return measured;
    case 'closings_with_target':
    case 'close_target_share':
      return judged;
    case 'closings_within_target':
      return { close_target_results: ['met'] };
    case 'closings_without_calendar':
      return { ...closed, has_calendar: 'no' };
    default:
      return null;
  }
}
