import { Injectable } from '@angular/core';
import { NativeDateAdapter } from '@angular/material/core';

/** Weeks begin on Monday in both languages, and days have names that can be told apart. */
@Injectable()
export class MondayAdapter extends NativeDateAdapter {
  override getFirstDayOfWeek(): number {
    return 1;
  }

  override getDayOfWeekNames(): string[] {
    return super.getDayOfWeekNames('short').map((name) => name.slice(0, 2));
  }
}
