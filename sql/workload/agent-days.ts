import { fillSql } from '../lib/asked-sql.js';
import type { QueryParams } from '../lib/client.js';
import { readSql } from '../lib/sql-file.js';
import { asksOfTheWall, isAsked, workSpans } from './work-spans.js';

const sql = readSql(import.meta.url, 'agent-days.sql');

/** 100 quarters of an hour are the longest day there is. */
const QUARTERS = 'arrayMap(quarter -> toUInt32(quarter * 7200000 + 1), range(101))';
/** When the calendar of the day opens and closes on it. */
const OPENINGS = `arrayFlatten(arrayMap(
  (opens, closes) -> if(
    closes > day_ms AND opens < day_ms + 90000000,
    [toUInt32((greatest(opens, day_ms) - day_ms) * 8 + 3), toUInt32((least(closes, day_ms + 90000000) - day_ms) * 8 + 4)],
    CAST([], 'Array(UInt32)')
  ),
  arrayMap(minute -> (minute + intDiv(toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')}), 60000)) * 60000, {open_from_minutes:Array(Array(UInt32))}[indexOf({open_calendar_ids:Array(UInt32)}, calendar)]),
  arrayMap(minute -> (minute + intDiv(toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')}), 60000)) * 60000, {open_to_minutes:Array(Array(UInt32))}[indexOf({open_calendar_ids:Array(UInt32)}, calendar)])
))`;

/** Whether any calendar is known that business hours could be of. */
export const hasCalendars = ({ open_calendar_ids }: QueryParams): boolean =>
  Array.isArray(open_calendar_ids) && open_calendar_ids.length > 0;

/**
 * The days of the agents of a question, a SELECT in brackets, as `agent-days.sql` says. `byHour`: each length lies within
 * one hour of the day, and `span_hours` and `answer_hours` are there: in which hours spans of the day lie and answers
 * were given, each as often as there are.
 */
export function agentDays(asked: QueryParams, { byHour = false } = {}): string {
  const marks = [
    ...(byHour || asksOfTheWall(asked) ? [QUARTERS] : []),
    ...(hasCalendars(asked) && !byHour ? [OPENINGS] : []),
  ];
  return `(${fillSql(sql, {
    spans: workSpans(asked),
    marks: marks.length > 0 ? marks.join(', ') : "CAST([], 'Array(UInt32)')",
    is_asked: isAsked(asked, 'day_ms + intDiv(mark, 8)'),
    is_open:
      hasCalendars(asked) && !byHour
        ? 'arrayCumSum(arrayMap(mark -> toInt32(mark % 8 = 3) - toInt32(mark % 8 = 4), marks))'
        : "CAST([], 'Array(Int64)')",
    keep: byHour ? hoursOf(asked) : '',
    kept: byHour ? 'span_hours, answer_hours,' : '',
  })})`;
}

const HOUR = (ms: string) => `toHour(fromUnixTimestamp64Milli(${ms}, 'UTC'), {time_zone:String})`;
const NO_HOURS = "CAST([], 'Array(UInt8)')";
/** A span stands on the day on which it begins, with all its hours: those of which it has a moment or an answer. */
const hoursOf = (asked: QueryParams) => `
      groupArrayArray(if(is_beginning, arrayDistinct(arrayConcat(
        arrayMap(
          quarter -> ${HOUR('quarter * 900000')},
          arrayFilter(
            quarter -> ${isAsked(asked, 'quarter * 900000')},
            range(intDiv(began_ms, 900000), if(ended_ms > began_ms, intDiv(ended_ms - 1, 900000) + 1, 0))
          )
        ),
        arrayMap(at -> ${HOUR('at')}, answered_ms)
      )), ${NO_HOURS})) AS span_hours,
      groupArrayArray(if(is_beginning, arrayMap(at -> ${HOUR('at')}, answered_ms), ${NO_HOURS})) AS answer_hours,`;
