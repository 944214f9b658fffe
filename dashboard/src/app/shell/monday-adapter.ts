import { Injectable } from '@angular/core';
import { NativeDateAdapter } from '@angular/material/core';

/** Weeks begin on Monday in both languages. */
@Injectable()
export class MondayAdapter extends NativeDateAdapter {
  override getFirstDayOfWeek(): number {
    return 1;
  }
}
