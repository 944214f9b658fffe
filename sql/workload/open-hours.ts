import type { Schedule } from '@parley/contracts';
import { Calendars } from '../calendars/calendars.js';
import type { QueryParams } from '../lib/client.js';
import { asksOfTheWall, isAsked } from './work-spans.js';

const MINUTE = 60_000;

/**
 * When the calendars of a schedule are open in a period, up to now: by calendar the minutes at which they open and close,
 * counted from the minute in which the period begins. Opening hours begin and end with whole minutes.
 */
export interface OpenHours extends QueryParams {
  open_calendar_ids: readonly number[];
  open_from_minutes: readonly (readonly number[])[];
  open_to_minutes: readonly (readonly number[])[];
}
export const NO_OPEN_HOURS: OpenHours = {
  open_calendar_ids: [],
  open_from_minutes: [],
  open_to_minutes: [],
};

/** What reports bind so that they know how long an agent could have worked. Times in milliseconds UTC. */
export function openHours(
  schedule: Schedule,
  { from, to, now }: { from: Date; to: Date; now: Date },
): OpenHours {
  const first = Math.floor(from.getTime() / MINUTE);
  const last = Math.min(to.getTime(), now.getTime());
  const calendars = new Calendars(schedule).all().map(({ id, hours }) => ({
    id,
    spans: hours.spansBetween(from.getTime(), last),
  }));
  return {
    open_calendar_ids: calendars.map(({ id }) => id),
    open_from_minutes: calendars.map(({ spans }) =>
      spans.map(([start]) => Math.floor(start / MINUTE) - first),
    ),
    open_to_minutes: calendars.map(({ spans }) => spans.map(([, end]) => Math.ceil(end / MINUTE) - first)),
  };
}

/** SQL: of each calendar its open milliseconds in the period up to now, as far as they lie in the hours asked for. */
export function openOfCalendars(asked: QueryParams): string {
  const spanMs = asksOfTheWall(asked)
    ? `arraySum(
        quarter -> if(${isAsked(asked, 'quarter * 900000')}, least(closes, (quarter + 1) * 900000) - greatest(opens, quarter * 900000), 0),
        range(intDiv(opens, 900000), if(closes > opens, intDiv(closes - 1, 900000) + 1, 0))
      )`
    : 'closes - opens';
  return `(
    SELECT (
      arrayPushBack({open_calendar_ids:Array(UInt32)}, 0),
      arrayPushBack(arrayMap(
        (froms, tos) -> arraySum(arrayMap(
          (opens, closes) -> ${spanMs},
          arrayMap(minute -> greatest((first_minute + minute) * 60000, from_ms), froms),
          arrayMap(minute -> least((first_minute + minute) * 60000, until_ms), tos)
        )),
        {open_from_minutes:Array(Array(UInt32))}, {open_to_minutes:Array(Array(UInt32))}
      ), toInt64(0))
    )
    FROM (
      SELECT
        toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')}) AS from_ms,
        least(toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')}), toUnixTimestamp64Milli({now:DateTime64(3, 'UTC')})) AS until_ms,
        intDiv(from_ms, 60000) AS first_minute
    )
  )`;
}
