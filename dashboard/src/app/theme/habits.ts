import { signal } from '@angular/core';
import type { HourFormat, WeekStart } from '@parley/contracts';

/**
 * How the workspace that is looked at begins its weeks and writes its hours. Signals: whoever formats a time of day in a
 * template or a computed follows a change.
 */
export const weekStart = signal<WeekStart>('monday');
export const hourFormat = signal<HourFormat>(24);
