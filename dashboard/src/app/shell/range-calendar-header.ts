import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { DateAdapter } from '@angular/material/core';
import { MatCalendar } from '@angular/material/datepicker';
import { I18n } from '../i18n/i18n';
import { localeOf } from '../theme/format';
import { Icon } from '../ui/icon';

/** The month that is shown, and the way to the months and years around it. */
@Component({
  selector: 'app-range-calendar-header',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `<button
      type="button"
      class="button quiet"
      [attr.aria-label]="t('calendar.previous_year')"
      (click)="move(-12)"
    >
      <app-icon name="back_twice" />
    </button>
    <button
      type="button"
      class="button quiet"
      [attr.aria-label]="t('calendar.previous_month')"
      (click)="move(-1)"
    >
      <app-icon name="back" />
    </button>
    <span class="month" aria-live="polite">{{ month() }}</span>
    <button type="button" class="button quiet" [attr.aria-label]="t('calendar.next_month')" (click)="move(1)">
      <app-icon name="forth" />
    </button>
    <button type="button" class="button quiet" [attr.aria-label]="t('calendar.next_year')" (click)="move(12)">
      <app-icon name="forth_twice" />
    </button>`,
  styles: `
    :host {
      display: flex;
      align-items: center;
      padding-inline: 0.25rem;
    }
    .month {
      flex: 1;
      font-weight: 600;
      text-align: center;
    }
    .button {
      padding-inline: 0.3rem;
    }
  `,
})
export class RangeCalendarHeader {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  readonly #calendar = inject<MatCalendar<Date>>(MatCalendar);
  readonly #adapter = inject<DateAdapter<Date>>(DateAdapter);
  readonly #active = signal(this.#calendar.activeDate);

  constructor() {
    this.#calendar.stateChanges
      .pipe(takeUntilDestroyed())
      .subscribe(() => this.#active.set(this.#calendar.activeDate));
  }

  protected month(): string {
    const options = { month: 'long', year: 'numeric' } as const;
    const name = new Intl.DateTimeFormat(localeOf(this.#i18n.language()), options).format(this.#active());
    return name.replace(/\sг\./, '');
  }

  protected move(months: number): void {
    this.#calendar.activeDate = this.#adapter.addCalendarMonths(this.#calendar.activeDate, months);
  }
}
