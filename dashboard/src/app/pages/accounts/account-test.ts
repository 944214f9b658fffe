import { HttpClient } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { CHECK_LABELS, type ConnectionCheck, connectionTest } from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import type { TextKey } from '../../i18n/en';
import { I18n } from '../../i18n/i18n';
import { type Failure, failureOf } from '../../session/failure';
import { ViewState } from '../../shell/view-state';

/** Tries a connection when asked to: what is in place, and what to do about the rest. */
@Component({
  selector: 'app-account-test',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './account-test.html',
  styleUrls: ['./accounts.css', './account-test.css'],
})
export class AccountTest {
  readonly #i18n = inject(I18n);
  readonly #http = inject(HttpClient);
  readonly #state = inject(ViewState);
  protected readonly t = this.#i18n.t;
  protected readonly text = this.#i18n.text;
  protected readonly labels = CHECK_LABELS;
  readonly accountId = input.required<string>();
  protected readonly checks = signal<ConnectionCheck[] | null>(null);
  protected readonly isBusy = signal(false);
  protected readonly failure = signal<Failure | null>(null);

  protected readonly word = ({ state }: ConnectionCheck): TextKey => `test.${state}`;
  protected readonly outcome = (checks: ConnectionCheck[]): TextKey => {
    if (checks.some(({ state }) => state === 'failed')) return 'test.some_failed';
    return checks.some(({ state }) => state === 'warning') ? 'test.some_warn' : 'test.all_ok';
  };

  protected async run(): Promise<void> {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.failure.set(null);
    const path = `/api/workspaces/${this.#state.workspaceId()}/accounts/${this.accountId()}/test`;
    try {
      this.checks.set(connectionTest.parse(await firstValueFrom(this.#http.post(path, {}))).checks);
    } catch (error) {
      this.failure.set(failureOf(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}
