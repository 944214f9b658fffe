import { HttpClient, httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { ActivatedRoute, Router } from '@angular/router';
import { accountList, accountWithSecrets, CHANNEL_LABELS } from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import { I18n } from '../../i18n/i18n';
import { type Failure, failureOf } from '../../session/failure';
import { ViewState } from '../../shell/view-state';
import { formatMoment } from '../../theme/dates';
import { JustMade } from './just-made';

/** The accounts that were disconnected: their past is still in the reports, and they can come back to it. */
@Component({
  selector: 'app-disconnected-accounts',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './disconnected-accounts.html',
  styleUrl: './accounts.css',
})
export class DisconnectedAccounts {
  readonly #i18n = inject(I18n);
  readonly #http = inject(HttpClient);
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  readonly #made = inject(JustMade);
  readonly #state = inject(ViewState);
  protected readonly t = this.#i18n.t;
  readonly #base = computed(() => `/api/workspaces/${this.#state.workspaceId()}/accounts`);
  readonly #list = httpResource(() => `${this.#base()}/disconnected`, {
    parse: (raw) => accountList.parse(raw),
  });
  protected readonly isOwner = computed(() => this.#state.workspace()?.role === 'owner');
  protected readonly failure = signal<Failure | null>(null);
  protected readonly rows = computed(() =>
    (this.#list.hasValue() ? this.#list.value().accounts : []).map((each) => ({
      account_id: each.account_id,
      name: each.name,
      channel: this.#i18n.text(CHANNEL_LABELS[each.channel]),
      since: each.removed_at
        ? formatMoment(each.removed_at, this.#state.workspaceZone(), this.#i18n.language())
        : '',
    })),
  );

  protected async reconnect(account_id: string): Promise<void> {
    this.failure.set(null);
    try {
      const answer = await firstValueFrom(this.#http.post(`${this.#base()}/${account_id}/reconnect`, {}));
      this.#made.keep(account_id, accountWithSecrets.parse(answer).secrets);
      await this.#router.navigate([account_id], { relativeTo: this.#route, queryParamsHandling: 'preserve' });
    } catch (error) {
      this.failure.set(failureOf(error));
    }
  }
}
