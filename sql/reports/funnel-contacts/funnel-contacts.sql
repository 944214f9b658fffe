-- funnel-contacts: everybody behind a number of a funnel, row by row.
-- Grain   one row per contact, dialogue or profile
-- Period  [from, to), UTC, for entries; later steps to the end of the window, also past `to`, never past now
-- Zone    none: lengths are of real time
-- Source  what the steps need (sql/funnels)
-- Order   by row_key: entry or length, entry, identity, event of the entry or dialogue
-- Empty   no row
SELECT
  tuple(
    multiIf(
      {order:String} = 'newest',  -entered_ms,
      {order:String} = 'fastest', ifNull(took_ms, 9000000000000000000),
      {order:String} = 'slowest', -ifNull(took_ms, -1),
      entered_ms
    ),
    entered_ms,
    found.identity_id,
    unit_id
  ) AS row_key,
  toString(found.identity_id) AS identity_id,
  CAST(NULL, 'Nullable(String)') AS contact_name,
  {{dialogue}} AS dialogue_id,
  fromUnixTimestamp64Milli(entered_ms, 'UTC') AS entered_at,
  level AS reached_step,
  {funnel_events:Array(String)}[level] AS reached_step_event,
  fromUnixTimestamp64Milli(arrayMax(step_ms), 'UTC') AS reached_at,
  multiIf(level = length({funnel_events:Array(String)}), 'converted', is_mature, 'dropped', 'open') AS funnel_state,
  took_ms / 1000 AS seconds_between,
  arrayMap(one -> fromUnixTimestamp64Milli(one, 'UTC'), step_ms) AS step_times,
  nullIf(named, '') AS value,
  channel,
  toString(found.account_id) AS account_id,
  CAST(NULL, 'Nullable(String)') AS account_name
FROM (
  SELECT
    *,
    {{value}} AS named,
    if(level >= {{step}}, durations[toUInt8({{step}})] - durations[toUInt8({{from_step}})], NULL) AS took_ms
  FROM ({{paths}})
) AS found
WHERE {{outcome}}{{picked}}
