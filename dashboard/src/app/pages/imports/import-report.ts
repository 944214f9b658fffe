import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { ImportProblem, ImportReport } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { ViewState } from '../../shell/view-state';
import { formatPeriod } from '../../theme/dates';
import { formatNumber } from '../../theme/format';
import { daysOf, fieldText, problemText, skipText } from './import-state';

const NAMED = 20;

/** What a file holds and what of it is not understood, in the reader's language. */
@Component({
  selector: 'app-import-report',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './import-report.html',
  styleUrls: ['../accounts/accounts.css', './imports.css'],
})
export class ImportReportView {
  readonly #i18n = inject(I18n);
  readonly #view = inject(ViewState);
  protected readonly t = this.#i18n.t;
  readonly report = input.required<ImportReport>();

  protected readonly facts = computed(() => {
    const { received, sent, other, contacts } = this.report();
    const number = (value: number) => formatNumber(value, this.#i18n.language());
    return [
      { name: this.t('report.received'), value: number(received) },
      { name: this.t('report.sent'), value: number(sent) },
      ...(other > 0 ? [{ name: this.t('report.other'), value: number(other) }] : []),
      { name: this.t('report.contacts'), value: number(contacts) },
    ];
  });
  protected readonly period = computed(() => {
    const { first_at, last_at } = this.report();
    if (first_at === null || last_at === null) return null;
    const zone = this.#view.workspaceZone();
    const { from, to } = daysOf(first_at, last_at, zone);
    // Whole days as they are named, whatever the zone.
    const whole = { from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z` };
    return formatPeriod(whole, 'UTC', this.#i18n.language());
  });
  protected readonly writers = computed(() =>
    this.report().writers.map(({ id, name, messages }) => ({
      id,
      name: id === 'unknown' ? this.t('report.unknown_writer') : name || id,
      messages: formatNumber(messages, this.#i18n.language()),
    })),
  );
  protected readonly skipped = computed(() =>
    Object.entries(this.report().skipped).map(([kind, count]) => ({
      kind,
      text: `${this.t(skipText(kind))}: ${formatNumber(count, this.#i18n.language())}`,
    })),
  );
  protected readonly refused = computed(() => formatNumber(this.report().refused, this.#i18n.language()));
  protected readonly problems = computed(() => this.report().problems.slice(0, NAMED));

  /** Where, what is wrong, in which field, and what stands there. */
  protected sentence(problem: ImportProblem): string {
    const { line, path, value } = problem;
    const field = fieldText(path);
    const where = line === null ? [] : [this.t('report.line', { line })];
    const which = field === null ? path : this.t(field);
    return [...where, this.t(problemText(problem)), which, value && `«${value}»`].filter(Boolean).join(' · ');
  }
}
