import { httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CHANNEL_LABELS, channel, spendAnswer, type SpendBy, type SpendRow } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { failureOf } from '../../session/failure';
import { ViewState } from '../../shell/view-state';
import { formatNumber } from '../../theme/format';
import { Failed } from '../../ui/failed';
import { Loading } from '../../ui/loading';
import { CostsTabs } from './costs-tabs';
import { formatAmounts, formatDay, formatMoney } from './money';

/** What can be chosen to group by: in the address as it is asked of the api. */
const GROUPINGS = {
  source: 'spent.by.source',
  'source,medium': 'spent.by.source_medium',
  'source,campaign': 'spent.by.source_campaign',
  'source,campaign,content': 'spent.by.source_campaign_content',
  day: 'spent.by.day',
  'day,source': 'spent.by.day_source',
  channel: 'spent.by.channel',
  ad_id: 'spent.by.ad_id',
} as const;
type Grouping = keyof typeof GROUPINGS;
const isGrouping = (text: string | null): text is Grouping => text !== null && text in GROUPINGS;
const DAY_MS = 86_400_000;

/** What was spent in the period, by day and labels. */
@Component({
  selector: 'app-costs-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CostsTabs, Failed, Loading, RouterLink],
  templateUrl: './costs-page.html',
  styleUrls: ['../accounts/accounts.css', '../imports/imports.css', './costs.css'],
})
export class CostsPage {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  protected readonly state = inject(ViewState);
  protected readonly groupings = Object.entries(GROUPINGS).map(([value, text]) => ({ value, text }));
  protected readonly by = computed<Grouping>(() => {
    const asked = this.state.own('by');
    return isGrouping(asked) ? asked : 'source';
  });
  protected readonly columns = computed(() => this.by().split(',') as SpendBy[]);
  /** Costs are told by days: an instant belongs to the day of the workspace that it lies in. */
  readonly #days = computed(() => {
    const zone = this.state.workspaceZone();
    const dayOf = (edge: string, shift: number) =>
      edge.length === 10
        ? edge
        : new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date(Date.parse(edge) + shift));
    const { from, to } = this.state.edges();
    return { from: dayOf(from, 0), to: to.length === 10 ? to : dayOf(to, DAY_MS - 1) };
  });
  protected readonly answer = httpResource(
    () => ({
      url: `/api/workspaces/${this.state.workspaceId()}/costs/spend`,
      params: {
        ...this.#days(),
        by: this.by(),
        channels: this.state.view().channels.join(','),
        account_ids: this.state.view().account_ids.join(','),
      },
    }),
    { parse: (raw) => spendAnswer.parse(raw) },
  );
  protected readonly failure = computed(() => {
    const error = this.answer.error();
    return error ? failureOf(error) : null;
  });
  protected readonly told = computed(() => (this.answer.hasValue() ? this.answer.value() : null));
  protected readonly currency = computed(() => this.state.workspace()?.currency ?? '');
  protected readonly rows = computed(() =>
    (this.told()?.rows ?? []).map((row, at) => ({
      at,
      names: this.columns().map((label) => ({ label, text: this.#name(label, row.labels[label] ?? '') })),
      ...this.#numbers(row),
    })),
  );
  protected readonly total = computed(() => {
    const told = this.told();
    return told ? this.#numbers(told.total) : null;
  });
  protected readonly hasFees = computed(() => (this.told()?.total.messages_charged ?? 0) > 0);
  protected readonly apart = computed(() => this.total()?.apart ?? '');
  protected readonly cut = computed(() => {
    const told = this.told();
    if (!told || told.rows.length >= told.rows_in_all) return null;
    return { shown: this.#count(told.rows.length), total: this.#count(told.rows_in_all) };
  });

  protected setBy(value: string): void {
    this.state.changeOwn({ by: value === 'source' ? null : value });
  }

  #name(label: SpendBy, value: string): string {
    if (value === '') return this.t('costs.untold');
    if (label === 'day') return formatDay(value, this.#i18n.language());
    const known = channel.safeParse(value);
    return label === 'channel' && known.success ? this.#i18n.text(CHANNEL_LABELS[known.data]) : value;
  }

  #numbers(row: Omit<SpendRow, 'labels'>) {
    const language = this.#i18n.language();
    const currency = this.told()?.currency ?? 'RUB';
    return {
      ads: formatMoney(row.ad_spend, currency, language),
      fees: formatMoney(row.fees, currency, language),
      messages: this.#count(row.messages_charged),
      clicks: row.clicks === null ? '—' : this.#count(row.clicks),
      impressions: row.impressions === null ? '—' : this.#count(row.impressions),
      apart: formatAmounts(row.unconverted, language),
    };
  }

  #count(value: number): string {
    return formatNumber(value, this.#i18n.language());
  }
}
