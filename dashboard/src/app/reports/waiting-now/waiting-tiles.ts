import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CHANNEL_LABELS, type waitingNow } from '@parley/contracts';
import type { z } from 'zod';
import { I18n } from '../../i18n/i18n';
import { Clock } from '../../shell/clock';
import { ViewState } from '../../shell/view-state';
import { formatDuration, formatNumber } from '../../theme/format';
import { formatMoment } from '../../theme/dates';
import { Failed } from '../../ui/failed';
import { MeasuresState } from '../../measures/measures-state';
import type { ReportData } from '../report-data';

export type WaitingRow = z.infer<typeof waitingNow.row>;

/** How many people wait at this moment, and who has waited longest; both lead to the list of them. */
@Component({
  selector: 'app-waiting-tiles',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Failed, RouterLink],
  templateUrl: './waiting-tiles.html',
  styleUrl: './waiting-tiles.css',
})
export class WaitingTiles {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  readonly #clock = inject(Clock);
  readonly #measures = inject(MeasuresState);
  protected readonly t = this.#i18n.t;
  readonly data = input.required<ReportData<WaitingRow>>();

  /** The screen of everybody who waits, with the filters of this one. */
  protected readonly list = computed(() => this.#measures.rows({}, 'waiting-now').query);
  protected readonly path = computed(() => ['/workspace', this.#state.workspaceId(), 'waiting']);
  protected readonly count = computed(() => {
    const total = this.data().answer()?.total;
    return total === undefined ? null : formatNumber(total, this.#i18n.language());
  });
  protected readonly oldest = computed(() => {
    const row = this.data().answer()?.rows[0];
    if (!row) return null;
    const since = row.clock_started_at ?? row.waiting_since;
    const language = this.#i18n.language();
    const seconds = Math.max(0, (this.#clock.minute().getTime() - Date.parse(since)) / 1000);
    const zone = this.#state.zone();
    return {
      // What the server measured, and the minutes since.
      age: formatDuration(Math.max(row.age_seconds ?? 0, seconds), language),
      since: this.t('service.since', { time: formatMoment(since, zone, language) }),
      who: [row.contact_name, row.account_name ?? this.#i18n.text(CHANNEL_LABELS[row.channel])]
        .filter(Boolean)
        .join(' · '),
    };
  });
}
