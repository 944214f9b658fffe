import { HttpHeaders, httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { COST_CURRENCIES, type CurrencyRate, currencyRate, currencyRates } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { failureOf } from '../../session/failure';
import { ViewState } from '../../shell/view-state';
import { formatNumber } from '../../theme/format';
import { Failed } from '../../ui/failed';
import { Loading } from '../../ui/loading';
import { CostsTabs } from './costs-tabs';
import { Entries } from './entries';
import { formatDay, formatDays, formatMoney } from './money';

const BYTES = new HttpHeaders({ 'content-type': 'application/octet-stream' });
/** More rows no reader reads; the rest is there by choosing a currency. */
const SHOWN = 200;

/** Dated rates into the currency of the workspace, and the days that lack one. */
@Component({
  selector: 'app-rates-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CostsTabs, Failed, Loading],
  templateUrl: './rates-page.html',
  styleUrls: ['../accounts/accounts.css', '../imports/imports.css', './costs.css'],
})
export class RatesPage {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  protected readonly t = this.#i18n.t;
  protected readonly entries = new Entries<CurrencyRate>();
  protected readonly shownOf = signal('');
  protected readonly list = httpResource(
    () => `${this.entries.base()}/rates${this.shownOf() ? `?currency=${this.shownOf()}` : ''}`,
    { parse: (raw) => currencyRates.parse(raw) },
  );
  protected readonly failure = computed(() => (this.list.error() ? failureOf(this.list.error()) : null));
  protected readonly into = computed(() => this.#state.workspace()?.currency ?? '');
  protected readonly currencies = computed(() => COST_CURRENCIES.filter((each) => each !== this.into()));
  protected readonly known = computed(() => (this.list.hasValue() ? this.list.value().currencies : []));
  protected readonly rows = computed(() =>
    (this.list.hasValue() ? this.list.value().rates : []).slice(0, SHOWN).map((rate) => ({
      ...rate,
      date: formatDay(rate.day, this.#i18n.language()),
      value: formatNumber(Number(rate.rate), this.#i18n.language(), 6),
    })),
  );
  protected readonly gaps = computed(() => {
    const language = this.#i18n.language();
    return (this.list.hasValue() ? this.list.value().gaps : []).map((gap) => ({
      key: `${gap.currency}${gap.reason}`,
      isBad: gap.reason === 'no_rate',
      text: this.t(`rates.gap.${gap.reason}`, {
        currency: gap.currency,
        days: this.#i18n.plural('cost_days', gap.days),
        span: formatDays(gap.first_day, gap.last_day, language),
        amount: formatMoney(gap.amount, gap.currency, language),
      }),
    }));
  });

  constructor() {
    this.#restart();
  }

  protected save(event: Event): void {
    event.preventDefault();
    const edited = this.entries.edited();
    if (!edited) return;
    const rate = edited.draft.rate.trim().replace(',', '.');
    const parsed = currencyRate.safeParse({ ...edited.draft, rate });
    if (!parsed.success) return this.entries.refuse(this.t('rates.wrong'));
    this.#send(this.entries.http.post(`${this.entries.base()}/rates`, { rates: [parsed.data] }));
  }

  protected pick(input: HTMLInputElement): void {
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    this.#send(this.entries.http.put(`${this.entries.base()}/rates/file`, file, { headers: BYTES }));
  }

  protected remove({ currency, day }: CurrencyRate): void {
    this.#send(this.entries.http.post(`${this.entries.base()}/rates/remove`, { currency, days: [day] }));
  }

  #send(request: Parameters<Entries<CurrencyRate>['send']>[0]): void {
    void this.entries.send(request, () => {
      this.list.reload();
      this.#restart();
    });
  }

  /** The form for one rate is always open. */
  #restart(): void {
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: this.#state.workspaceZone() }).format(
      new Date(),
    );
    const currency = this.currencies().includes('USD') ? 'USD' : 'EUR';
    this.entries.edited.set({ id: null, draft: { currency, day, rate: '' } });
  }
}
