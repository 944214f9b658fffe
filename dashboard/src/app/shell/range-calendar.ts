import {
  ChangeDetectionStrategy,
  Component,
  ViewEncapsulation,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { DateAdapter, provideNativeDateAdapter } from '@angular/material/core';
import { DateRange, MatCalendar } from '@angular/material/datepicker';
import type { Language } from '@parley/contracts';
import { localeOf } from '../theme/format';
import { RangeCalendarHeader } from './range-calendar-header';
import { WeekAdapter } from './week-adapter';

/** A month to click a range in: the first click begins it, the second ends it. */
@Component({
  selector: 'app-range-calendar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  encapsulation: ViewEncapsulation.None,
  imports: [MatCalendar],
  providers: [provideNativeDateAdapter(), { provide: DateAdapter, useClass: WeekAdapter }],
  template: `@if (language(); as language) {
    @for (each of [language]; track each) {
      <mat-calendar
        [headerComponent]="header"
        [startAt]="range().end ?? range().start"
        [selected]="range()"
        (selectedChange)="pick($event)"
      />
    }
  }`,
  styles: `
    app-range-calendar {
      display: block;
      margin-inline: -0.5rem;
      font-size: 0.875rem;
    }
    app-range-calendar .mat-calendar-period-button,
    app-range-calendar .mat-calendar-body-label {
      text-transform: none;
    }
    app-range-calendar .mat-calendar-header {
      padding-top: 0;
    }
    app-range-calendar .mat-calendar-controls {
      margin: 0 0 0.25rem;
    }
  `,
})
export class RangeCalendar {
  readonly from = input.required<string>();
  readonly to = input.required<string>();
  readonly language = input.required<Language>();
  readonly rangeChange = output<{ from: string; to: string }>();
  protected readonly header = RangeCalendarHeader;
  readonly #begun = signal<Date | null>(null);

  protected readonly range = computed(() => {
    const begun = this.#begun();
    return begun ? new DateRange(begun, null) : new DateRange(toDate(this.from()), toDate(this.to()));
  });

  constructor() {
    const adapter = inject<DateAdapter<Date>>(DateAdapter);
    effect(() => adapter.setLocale(localeOf(this.language())));
  }

  protected pick(date: Date | null): void {
    if (!date) return;
    const begun = this.#begun();
    if (!begun) {
      this.#begun.set(date);
      return;
    }
    this.#begun.set(null);
    const [first, last] = begun <= date ? [begun, date] : [date, begun];
    this.rangeChange.emit({ from: toDay(first), to: toDay(last) });
  }
}

/** The calendar counts in the browser's own midnight; only year, month and day are ever read from it. */
function toDate(day: string): Date | null {
  const [year, month, date] = day.split('-').map(Number);
  return year && month && date ? new Date(year, month - 1, date) : null;
}

function toDay(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
