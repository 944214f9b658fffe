import { fillSql } from '../lib/asked-sql.js';
import type { QueryParams } from '../lib/client.js';
import { readSql } from '../lib/sql-file.js';
import { measuredWaits } from '../waits/measured-waits.js';

const sql = readSql(import.meta.url, 'work-spans.sql');

/** Every answer, whoever gave it and whenever: whom it belongs to and what of it is asked for is decided of spans. */
const EVERY_ANSWER = {
  kind: 'every',
  dated_by: 'answered',
  agent_ids: [],
  team_ids: [],
  hours_of_day: [],
  weekdays: [],
};

/** What is asked of the wall: nothing, or only the time in some hours and on some days of the week. */
export const asksOfTheWall = ({ hours_of_day, weekdays }: QueryParams): boolean =>
  [hours_of_day, weekdays].some((list) => Array.isArray(list) && list.length > 0);

/** SQL that is 1 where the millisecond `ms` lies in the hours and on the days asked for. */
export const isAsked = (asked: QueryParams, ms: string): string => {
  const has = (name: string, what: string) => {
    const list = asked[name];
    return Array.isArray(list) && list.length > 0
      ? [`has({${name}:Array(UInt8)}, ${what}(fromUnixTimestamp64Milli(${ms}, 'UTC')${COLUMNS_OF[name]}))`]
      : [];
  };
  const all = [...has('hours_of_day', 'toHour'), ...has('weekdays', 'toDayOfWeek')];
  return all.length === 0 ? '1' : all.join(' AND ');
};
const COLUMNS_OF: Readonly<Record<string, string>> = {
  hours_of_day: ', {time_zone:String}',
  weekdays: ', 0, {time_zone:String}',
};

/** What rows say of a dialogue, beside its spans; numbers do without. */
const PLACE = ['dialogue_started_at', 'account_id', 'channel', 'ref'] as const;

/**
 * The spans of work of a question, a SELECT in brackets with one row per span: a stretch in which one agent worked on one
 * dialogue, cut to the period. The columns are said in `work-spans.sql`. Spans of other agents and teams than those asked
 * for, and those without an answer or a moment in the time asked for, are not there. `hasPlace`: with the beginning of
 * the dialogue, its account, channel and ref.
 */
export function workSpans(asked: QueryParams, { hasPlace = false } = {}): string {
  const place = hasPlace ? PLACE : [];
  return `(${fillSql(sql, {
    answers: measuredWaits(
      asked,
      [
        'answered_at',
        'waiting_since',
        'dialogue_first_event_id',
        'agent_id',
        'team_id',
        'assigned_at',
        'handed_off_at',
        'held_by',
        'agent_calendar_id',
        ...place,
      ],
      EVERY_ANSWER,
    ),
    place: place.map((column) => `${column},`).join(' '),
    any_place: place.map((column) => `any(${column}) AS ${column},`).join(' '),
    is_answer_asked: isAsked(asked, 'answered'),
    // Every local hour begins at a whole quarter of an hour, whatever the zone.
    asked_ms: asksOfTheWall(asked)
      ? `arraySum(
          quarter -> if(${isAsked(asked, 'quarter * 900000')}, least(ended_ms, (quarter + 1) * 900000) - greatest(began_ms, quarter * 900000), 0),
          range(intDiv(began_ms, 900000), if(ended_ms > began_ms, intDiv(ended_ms - 1, 900000) + 1, 0))
        )`
      : 'greatest(0, ended_ms - began_ms)',
  })})`;
}
