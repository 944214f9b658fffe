import { Injectable } from '@angular/core';
import { NativeDateAdapter } from '@angular/material/core';
import { weekStart } from '../theme/habits';

/** Weeks begin as the workspace has it, in both languages, and days have names that can be told apart. */
@Injectable()
export class WeekAdapter extends NativeDateAdapter {
  override getFirstDayOfWeek(): number {
    return weekStart() === 'sunday' ? 0 : 1;
  }

  override getDayOfWeekNames(): string[] {
    return super.getDayOfWeekNames('short').map((name) => name.slice(0, 2));
  }
}
