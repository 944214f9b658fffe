import { httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import {
  CHANNEL_LABELS,
  CHANNELS,
  COST_CURRENCIES,
  COST_TEXT_LABELS,
  daysBetween,
  type CostTextLabel,
  type ManualCost,
  type ManualCostInput,
  manualCostInput,
  manualCosts,
  spreadEvenly,
} from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { failureOf } from '../../session/failure';
import { ViewState } from '../../shell/view-state';
import { Failed } from '../../ui/failed';
import { Loading } from '../../ui/loading';
import { CostsTabs } from './costs-tabs';
import { Entries } from './entries';
import { formatDays, formatMoney } from './money';

/** Costs that no advertising system reports, entered by hand. */
@Component({
  selector: 'app-manual-costs-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CostsTabs, Failed, Loading],
  templateUrl: './manual-costs-page.html',
  styleUrls: ['../accounts/accounts.css', '../imports/imports.css', './costs.css'],
})
export class ManualCostsPage {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  protected readonly t = this.#i18n.t;
  protected readonly text = this.#i18n.text;
  protected readonly entries = new Entries<ManualCostInput>();
  protected readonly currencies = COST_CURRENCIES;
  protected readonly channels = CHANNELS;
  protected readonly channelLabels = CHANNEL_LABELS;
  protected readonly texts = COST_TEXT_LABELS;
  protected readonly list = httpResource(() => `${this.entries.base()}/manual`, {
    parse: (raw) => manualCosts.parse(raw),
  });
  protected readonly failure = computed(() => (this.list.error() ? failureOf(this.list.error()) : null));
  protected readonly rows = computed(() =>
    (this.list.hasValue() ? this.list.value().costs : []).map((cost) => ({
      cost,
      name: this.#nameOf(cost),
      days: formatDays(cost.first_day, cost.last_day, this.#i18n.language()),
      amount: formatMoney(cost.amount, cost.currency, this.#i18n.language()),
    })),
  );
  /** How it would be spread, while it is entered. */
  protected readonly aDay = computed(() => {
    const parsed = manualCostInput.safeParse(this.entries.edited()?.draft);
    if (!parsed.success || parsed.data.first_day === parsed.data.last_day) return '';
    const { amount, currency, first_day, last_day } = parsed.data;
    const [first = '0'] = spreadEvenly(amount, daysBetween(first_day, last_day));
    return this.t('manual.a_day', { amount: formatMoney(first, currency, this.#i18n.language()) });
  });

  protected add(): void {
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: this.#state.workspaceZone() }).format(
      new Date(),
    );
    const draft = {
      first_day: today,
      last_day: today,
      amount: '',
      currency: this.#state.workspace()?.currency ?? 'RUB',
      clicks: null,
      impressions: null,
      source: '',
      medium: '',
      campaign: '',
      content: '',
      term: '',
      ad_id: '',
      channel: null,
      account_id: null,
      note: '',
    };
    this.entries.edit(null, draft, 'manual-first_day');
  }

  protected edit({ cost_id, changed_at: _, changed_by: __, ...draft }: ManualCost): void {
    this.entries.edit(cost_id, draft, 'manual-first_day');
  }

  protected save(event: Event): void {
    event.preventDefault();
    const edited = this.entries.edited();
    if (!edited) return;
    const amount = edited.draft.amount.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
    const parsed = manualCostInput.safeParse({ ...edited.draft, amount });
    if (!parsed.success) return this.entries.refuse(this.t('manual.wrong'));
    const { http, base } = this.entries;
    const url = `${base()}/manual`;
    const sent =
      edited.id === null ? http.post(url, parsed.data) : http.put(`${url}/${edited.id}`, parsed.data);
    void this.entries.send(sent, () => this.list.reload());
  }

  protected remove(id: string): void {
    void this.entries.send(this.entries.http.delete(`${this.entries.base()}/manual/${id}`), () =>
      this.list.reload(),
    );
  }

  protected setText(label: CostTextLabel, value: string): void {
    this.entries.change({ [label]: value });
  }

  protected setChannel(value: string): void {
    this.entries.change({ channel: CHANNELS.find((each) => each === value) ?? null });
  }

  #nameOf({ source, campaign, content, note }: ManualCost): string {
    return (
      [source, campaign, content].filter((each) => each !== '').join(' / ') || note || this.t('costs.untold')
    );
  }
}
