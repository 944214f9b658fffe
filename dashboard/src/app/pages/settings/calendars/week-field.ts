import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { type OpenHours, WEEKDAY_LABELS, WEEKDAYS, type Weekday } from '@parley/contracts';
import { I18n } from '../../../i18n/i18n';
import type { DraftErrors } from './calendar-draft';
import { SpansField } from './spans-field';
import { copyMonday, splitOverMidnight, type Week, WORKING_DAYS } from './week';

/** The hours of a week, day by day. */
@Component({
  selector: 'app-week-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [SpansField],
  template: `<ul class="week" [attr.aria-label]="t('calendars.week')">
      @for (each of days(); track each.key) {
        <li>
          <span class="day">{{ each.name }}</span>
          <app-spans-field
            class="spans"
            [name]="'week-' + each.key"
            [day]="each.name"
            [spans]="each.spans"
            [error]="each.error"
            [canSplit]="each.canSplit"
            (spansChange)="set(each.key, $event)"
            (split)="split(each.key)"
          />
        </li>
      }
    </ul>
    <div class="actions">
      <button type="button" class="button" (click)="copy(workingDays)">
        {{ t('calendars.copy_working') }}
      </button>
      <button type="button" class="button" (click)="copy(allDays)">{{ t('calendars.copy_all') }}</button>
    </div>
    <p class="hint">{{ t('calendars.week_hint') }}</p>`,
  styleUrls: ['../settings.css', './calendars.css'],
})
export class WeekField {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  protected readonly workingDays = WORKING_DAYS;
  protected readonly allDays = WEEKDAYS;
  readonly week = input.required<Week>();
  readonly errors = input.required<DraftErrors>();
  readonly weekChange = output<Week>();
  protected readonly days = computed(() =>
    WEEKDAYS.map((key) => {
      const error = this.errors()[`week.${key}`];
      return {
        key,
        name: this.#i18n.text(WEEKDAY_LABELS[key]),
        spans: this.week()[key],
        error: error ? this.t(error) : null,
        canSplit: error === 'calendars.wrong.over_midnight',
      };
    }),
  );

  protected set(day: Weekday, spans: OpenHours[]): void {
    this.weekChange.emit({ ...this.week(), [day]: spans });
  }

  protected copy(to: readonly Weekday[]): void {
    this.weekChange.emit(copyMonday(this.week(), to));
  }

  protected split(day: Weekday): void {
    this.weekChange.emit(splitOverMidnight(this.week(), day));
  }
}
