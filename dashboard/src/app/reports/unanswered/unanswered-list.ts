import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import {
  CHANNEL_LABELS,
  FIELDS,
  WAIT_STATE_LABELS,
  DIMENSIONS,
  dismissalStep,
  type unansweredRows,
} from '@parley/contracts';
import type { z } from 'zod';
import { I18n } from '../../i18n/i18n';
import { ViewState } from '../../shell/view-state';
import { formatMoment } from '../../theme/dates';
import { formatDuration } from '../../theme/format';
import { DismissalButton } from '../../waits/dismissal-button';
import { DismissalNote } from '../../waits/dismissal-note';
import { Dismissals } from '../../waits/dismissals';
import { Block } from '../block';
import { MeasuresState } from '../../measures/measures-state';
import { MetricDefinition } from '../metric-definition';
import type { ReportData } from '../report-data';
import { picksOf } from '../wait-picks';

export type UnansweredRow = z.infer<typeof unansweredRows.row>;
/** So many are listed here; a link leads to all. */
export const FIRST = 20;

/** Who was not answered in time, oldest first. */
@Component({
  selector: 'app-unanswered-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Block, DismissalButton, DismissalNote, MetricDefinition, RouterLink],
  templateUrl: './unanswered-list.html',
  styleUrl: './unanswered-list.css',
})
export class UnansweredList {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  readonly #measures = inject(MeasuresState);
  readonly #dismissals = inject(Dismissals);
  protected readonly t = this.#i18n.t;
  readonly data = input.required<ReportData<UnansweredRow>>();

  protected readonly heads = computed(() => ({
    contact: this.#i18n.text(FIELDS.contact_name.label),
    since: this.#i18n.text(FIELDS.waiting_since.label),
    age: this.#i18n.text(FIELDS.age_seconds.label),
    state: this.#i18n.text(FIELDS.wait_state.label),
    agent: this.#i18n.text(DIMENSIONS.agent_name.label),
    account: this.#i18n.text(DIMENSIONS.account_name.label),
  }));
  readonly #total = computed(() => this.data().answer()?.total ?? 0);
  protected readonly nothing = computed(() =>
    this.data().answer() && this.#total() === 0 ? this.t('service.all_answered') : '',
  );
  protected readonly all = computed(() => this.#measures.rows({ ...picksOf('waits_unanswered') }));
  protected readonly summary = computed(() => {
    const waits = this.#i18n.plural('waits_unanswered', this.#total());
    const shown = this.data().answer()?.rows.length ?? 0;
    return shown < this.#total() ? this.t('service.unanswered_first', { waits, shown }) : waits;
  });
  /** What is abandoned stays so: nothing can be done for a list of these. */
  protected readonly hasActions = computed(
    () =>
      this.#dismissals.isAllowed() &&
      (this.data()
        .answer()
        ?.rows.some((row) => dismissalStep(row) !== null) ??
        false),
  );
  protected readonly rows = computed(() => {
    const language = this.#i18n.language();
    const zone = this.#state.zone();
    const contactOf = (row: UnansweredRow) =>
      row.contact_name ?? this.t('service.contact', { id: row.identity_id });
    return (this.data().answer()?.rows ?? []).map((row) => ({
      id: row.wait_id,
      wait: {
        id: row.wait_id,
        name: contactOf(row),
        lastIncomingAt: row.last_incoming_at,
        step: dismissalStep(row),
      },
      contact: contactOf(row),
      isNamed: row.contact_name !== null,
      dialogue: row.dialogue_id
        ? ['/workspace', this.#state.workspaceId(), 'dialogues', row.dialogue_id]
        : null,
      since: formatMoment(row.waiting_since, zone, language),
      age: row.age_seconds === null ? '—' : formatDuration(row.age_seconds, language),
      state: this.#i18n.text(WAIT_STATE_LABELS[row.wait_state]),
      agent: row.agent_name ?? '—',
      account: row.account_name ?? this.t('origins.unnamed', { id: row.account_id }),
      // An account that is called as its channel says it once.
      channel:
        row.account_name === this.#i18n.text(CHANNEL_LABELS[row.channel])
          ? ''
          : this.#i18n.text(CHANNEL_LABELS[row.channel]),
    }));
  });
}
