import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import type { OpenHours, SpecialDay } from '@parley/contracts';
import { I18n } from '../../../i18n/i18n';
import { formatBucketLong } from '../../../theme/dates';
import { focusSoon } from '../../../ui/focus-soon';
import { SpansField } from './spans-field';
import { spansError, spansText } from './week';

/** Days with hours of their own: put in, changed, taken away, one by one. */
@Component({
  selector: 'app-days-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [SpansField],
  templateUrl: './days-field.html',
  styleUrls: ['../settings.css', './calendars.css'],
})
export class DaysField {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  readonly days = input.required<readonly SpecialDay[]>();
  /** The local day it is now. */
  readonly today = input.required<string>();
  readonly error = input<string | null>(null);
  readonly daysChange = output<SpecialDay[]>();

  protected readonly years = computed(() => {
    const language = this.#i18n.language();
    const lines = [...this.days()]
      .sort((one, other) => (one.date < other.date ? -1 : 1))
      .map((day) => ({
        day,
        date: formatBucketLong(`${day.date}T12:00:00Z`, 'day', 'UTC', language),
        hours: spansText(day.hours, language) || this.t('calendars.closed'),
      }));
    const years = [...new Set(lines.map(({ day }) => day.date.slice(0, 4)))];
    return years.map((year) => {
      const days = lines.filter(({ day }) => day.date.startsWith(`${year}-`));
      return { year, days, title: `${year}: ${this.#i18n.plural('special_days', days.length)}` };
    });
  });

  /** The day in the small form; null while it is shut. */
  protected readonly draft = signal<SpecialDay | null>(null);
  /** The date that the day had when the form was opened; null for a new one. */
  readonly #was = signal<string | null>(null);
  protected readonly wrong = computed(() => {
    const draft = this.draft();
    if (!draft) return null;
    const spans = spansError(draft.hours);
    const taken = draft.date !== this.#was() && this.days().some(({ date }) => date === draft.date);
    return {
      date: /^\d{4}-\d\d-\d\d$/.test(draft.date)
        ? taken
          ? this.t('calendars.day_taken')
          : null
        : this.t('calendars.wrong.day'),
      hours: spans ? this.t(spans) : null,
    };
  });

  protected open(day: SpecialDay | null): void {
    this.#was.set(day?.date ?? null);
    this.draft.set(day ?? { date: this.today(), name: '', hours: [] });
    focusSoon('special-date');
  }

  protected shut(): void {
    this.draft.set(null);
    focusSoon('special-add');
  }

  protected set(part: Partial<{ date: string; name: string; hours: OpenHours[] }>): void {
    this.draft.update((draft) => draft && { ...draft, ...part });
  }

  protected keep(): void {
    const [draft, wrong] = [this.draft(), this.wrong()];
    if (!draft || wrong?.date || wrong?.hours) return;
    const rest = this.days().filter(({ date }) => date !== this.#was());
    this.daysChange.emit([...rest, { ...draft, name: draft.name.trim() }]);
    this.shut();
  }

  protected take(date: string): void {
    this.daysChange.emit(this.days().filter((each) => each.date !== date));
    focusSoon('special-add');
  }

  protected takeYear(year: string): void {
    this.daysChange.emit(this.days().filter(({ date }) => !date.startsWith(`${year}-`)));
    focusSoon('special-add');
  }
}
