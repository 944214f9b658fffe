import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type AccountHealth as Health, reasonIn } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { ViewState } from '../../shell/view-state';
import { formatMoment } from '../../theme/dates';
import { formatDuration, formatNumber } from '../../theme/format';

/**
 * How an account is doing. `isBrief`: only what went wrong, for one cell of a table; else everything, as a list.
 * `isComplete`: false when an ingest process did not answer, so that what it counted is missing.
 */
@Component({
  selector: 'app-account-health',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink],
  templateUrl: './account-health.html',
  styleUrl: './account-health.css',
})
export class AccountHealth {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  protected readonly state = inject(ViewState);
  readonly health = input.required<Health>();
  readonly isComplete = input(true);
  readonly isBrief = input(false);
  protected readonly reason = (said: string) => reasonIn(said, this.#i18n.language());

  protected readonly quarantined = computed(() =>
    this.#i18n.plural('quarantine_entries', this.health().quarantined),
  );
  protected readonly refused = computed(() => this.#i18n.plural('refused', this.health().refused_signatures));
  protected readonly notForwarded = computed(() =>
    this.#i18n.plural('not_forwarded', this.health().forward_failures),
  );
  protected readonly isWell = computed(() => {
    const { quarantined, refused_signatures, forward_failures, polling } = this.health();
    return quarantined + refused_signatures + forward_failures === 0 && !polling?.error;
  });
  protected readonly facts = computed(() => {
    const {
      last_event_at,
      last_received_at,
      events_last_hour,
      events_last_day,
      lag_median_seconds,
      ...more
    } = this.health();
    const language = this.#i18n.language();
    const moment = (at: string | null) =>
      at === null ? '—' : formatMoment(at, this.state.workspaceZone(), language);
    const number = (value: number) => formatNumber(value, language);
    return [
      { label: this.t('health.last_event'), value: moment(last_event_at) },
      { label: this.t('health.last_received'), value: moment(last_received_at) },
      { label: this.t('health.hour'), value: number(events_last_hour) },
      { label: this.t('health.day'), value: number(events_last_day) },
      {
        label: this.t('health.lag'),
        value: lag_median_seconds === null ? '—' : formatDuration(lag_median_seconds, language),
      },
      { label: this.t('health.duplicates'), value: number(more.duplicates) },
    ];
  });
  protected readonly lastRefused = computed(() => {
    const at = this.health().last_refused_at;
    return at === null ? null : formatMoment(at, this.state.workspaceZone(), this.#i18n.language());
  });
  protected readonly polled = computed(() => {
    const polling = this.health().polling;
    if (!polling) return null;
    const at =
      polling.last_at && formatMoment(polling.last_at, this.state.workspaceZone(), this.#i18n.language());
    if (polling.error)
      return { isBad: true, text: this.t('health.polling_failed', { error: this.reason(polling.error) }) };
    return at
      ? { isBad: false, text: this.t('health.polling_at', { moment: at }) }
      : { isBad: false, text: this.t('health.polling_waiting') };
  });
}
