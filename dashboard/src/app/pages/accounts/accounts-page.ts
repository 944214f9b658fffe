import { httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, effect, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { accountHealthList, accountList, CHANNEL_LABELS } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { failureOf } from '../../session/failure';
import { Live } from '../../shell/live';
import { ViewState } from '../../shell/view-state';
import { formatMoment } from '../../theme/dates';
import { formatDuration, formatNumber } from '../../theme/format';
import { Failed } from '../../ui/failed';
import { AccountHealth } from './account-health';
import { type AccountState, stateOf, wayOf } from './account-state';
import { DisconnectedAccounts } from './disconnected-accounts';
import { Loading } from '../../ui/loading';

/** The accounts of a workspace and how they are doing, newest numbers by themselves. */
@Component({
  selector: 'app-accounts-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Loading, RouterLink, AccountHealth, Failed, DisconnectedAccounts],
  templateUrl: './accounts-page.html',
  styleUrl: './accounts.css',
})
export class AccountsPage {
  readonly #i18n = inject(I18n);
  readonly #live = inject(Live);
  protected readonly t = this.#i18n.t;
  protected readonly state = inject(ViewState);
  readonly #base = computed(() => `/api/workspaces/${this.state.workspaceId()}/accounts`);
  protected readonly accounts = httpResource(() => this.#base(), { parse: (raw) => accountList.parse(raw) });
  readonly #health = httpResource(() => `${this.#base()}/health`, {
    parse: (raw) => accountHealthList.parse(raw),
  });
  protected readonly failure = computed(() => {
    const error = this.accounts.error();
    return error ? failureOf(error) : null;
  });
  protected readonly isOwner = computed(() => this.state.workspace()?.role === 'owner');

  protected readonly rows = computed(() => {
    const language = this.#i18n.language();
    const healths = this.#health.hasValue() ? this.#health.value().accounts : [];
    const accounts = this.accounts.hasValue() ? this.accounts.value().accounts : [];
    return accounts.map((account) => {
      const health = healths.find((each) => each.account_id === account.account_id);
      const lag = health?.lag_median_seconds ?? null;
      return {
        account_id: account.account_id,
        name: account.name,
        channel: this.#i18n.text(CHANNEL_LABELS[account.channel]),
        way: this.t(wayOf(account)),
        ...stateTexts(stateOf(account, health)),
        last: health?.last_event_at
          ? formatMoment(health.last_event_at, this.state.workspaceZone(), language)
          : '—',
        day: formatNumber(health?.events_last_day ?? 0, language),
        lag: lag === null ? '—' : formatDuration(lag, language),
        health,
      };
    });
  });

  constructor() {
    effect(() => {
      if (this.#live.version() > 0) this.#health.reload();
    });
  }
}

const stateTexts = (state: AccountState) => ({ state, stateText: `accounts.state.${state}` as const });
