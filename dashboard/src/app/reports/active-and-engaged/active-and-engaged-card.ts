import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { type MetricKey, activeAndEngaged, reportAnswer } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { MeasuresState, type Rows, type RowsLink } from '../../measures/measures-state';
import { ViewState } from '../../shell/view-state';
import { formatNumber, formatRate } from '../../theme/format';
import { GroupCard, groupFrom } from '../group-card';
import type { CardGroup, CardRow } from '../group-names';
import { numberIn } from '../reading';
import { type Answer, ReportData, reportData } from '../report-data';
import type { Line } from '../report-lines';
import { UNFILTERED, picksOfGroup } from '../wait-picks';

const GROUPS = ['channel', 'time'] as const satisfies readonly CardGroup[];
const COLUMNS = [
  'contacts_active',
  'contacts_engaged',
  'engaged_share',
  'contacts',
] as const satisfies readonly MetricKey[];

const ACTIVE: Rows = { has_written: 'any', has_received: 'yes' };
const PICKS: Partial<Record<MetricKey, Rows>> = {
  contacts_active: ACTIVE,
  contacts_engaged: { has_received: 'yes' },
  engaged_share: ACTIVE,
  contacts: {},
};

/** Who receives something from us, and who of them writes. */
@Component({
  selector: 'app-active-and-engaged',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [GroupCard],
  template: `<app-group-card
    urlKey="active"
    [title]="t('more.active')"
    [data]="shown"
    [groups]="groups"
    [columns]="columns"
    [usual]="columns"
    lead="contacts_active"
    [summary]="summary()"
    [nothing]="nothing()"
    [linkOf]="linkOf"
  />`,
})
export class ActiveAndEngagedCard {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  readonly #measures = inject(MeasuresState);
  protected readonly t = this.#i18n.t;
  protected readonly groups = GROUPS;
  protected readonly columns = COLUMNS;
  protected readonly data = reportData('active-and-engaged', reportAnswer(activeAndEngaged.row), {
    hasGranularity: true,
    own: () => ({ by: groupFrom(this.#state.own('active_by'), GROUPS) === 'time' ? 'none' : 'channel' }),
  });
  /** The rows that the table has: units of time, or channels of the whole period; then the total. */
  readonly #answer = computed<Answer<CardRow> | undefined>(() => {
    const answer = this.data.answer();
    if (!answer) return undefined;
    const isByTime = this.data.shownParams().own?.['by'] === 'none';
    const rows = answer.rows.flatMap((row) => {
      if (isByTime) return [row];
      return row.is_total ? [{ ...row, is_total: row.channel === null }] : [];
    });
    return { ...answer, rows };
  });
  protected readonly shown = new ReportData<CardRow>(
    this.data.name,
    this.data.params,
    this.data.shownParams,
    this.#answer,
    this.data.failure,
    this.data.isOutdated,
    this.data.isLoading,
    this.data.workspaceId,
    this.data.retry,
  );
  readonly #total = computed(() =>
    this.#answer()?.rows.find((row) => row.is_total && row.period === 'current'),
  );
  protected readonly nothing = computed(() => {
    const total = this.#total();
    return total && !total['contacts_active'] && !total['contacts'] ? this.t('more.nobody_at_all') : '';
  });
  protected readonly summary = computed(() => {
    const total = this.#total();
    const active = numberIn(total, 'contacts_active');
    const engaged = numberIn(total, 'contacts_engaged');
    const share = numberIn(total, 'engaged_share');
    if (active === null || engaged === null || share === null) return '';
    const language = this.#i18n.language();
    return this.t('more.active_summary', {
      active: formatNumber(active, language),
      engaged: formatNumber(engaged, language),
      share: formatRate(share, language),
    });
  });

  protected readonly linkOf = (line: Line, key: MetricKey): RowsLink | null => {
    const picks = PICKS[key];
    if (!picks) return null;
    const isByTime = this.data.shownParams().own?.['by'] === 'none';
    const group = line.isTotal ? {} : isByTime ? unitOf(line.row) : picksOfGroup('channel', line.row);
    return group && this.#measures.rows({ ...UNFILTERED, ...picks, ...group }, 'contacts');
  };
}

/** The edges of a unit of time, as they are: the first and the last are cut to the period. */
function unitOf({ bucket_start: from, bucket_end: to }: Line['row']): Rows | null {
  return typeof from === 'string' && typeof to === 'string' ? { from, to } : null;
}
