import type { Random } from './random.js';

/** Usually all hours and weekdays; sometimes a few, on the clock of some zone. */
export function randomHours(
  random: Random,
  chance = 0.25,
): {
  time_zone: string;
  hours_of_day: readonly number[];
  weekdays: readonly number[];
} {
  return {
    time_zone: random.pick(['UTC', 'Asia/Kathmandu', 'Europe/Moscow']),
    hours_of_day: random.chance(chance)
      ? random.pick([
          [0, 1, 2, 3, 4, 5, 6, 7, 8],
          [9, 10, 11],
          [21, 22, 23],
        ])
      : [],
    weekdays: random.chance(chance) ? random.pick([[1, 2, 3], [6, 7], [5]]) : [],
  };
}
