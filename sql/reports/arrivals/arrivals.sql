-- arrivals: every time a contact came, row by row.
-- Grain   one row per touch
-- Period  [from, to), UTC; a touch belongs to when the contact came
-- Zone    time_zone: hours and weekdays, where they are asked for
-- Source  touches_v1 under one definition, with the message after a start, as by-source; dialogues_v1 for what the touch led
--         to
-- Order   by row_key: moment, identity, event
-- Empty   no row
WITH
  86400000 AS day_ms,
  toUnixTimestamp64Milli({now:DateTime64(3, 'UTC')}) AS now_ms,
  written_at > toDateTime64(0, 3, 'UTC') AS has_written
SELECT
  tuple(
    if({order:String} = 'newest', -1, 1) * toUnixTimestamp64Milli(touch.at),
    toUnixTimestamp64Milli(touch.at),
    touch.identity_id,
    touch.event_id
  ) AS row_key,
  toString(touch.event_id) AS event_id,
  touch.at AS occurred_at,
  toString(touch.identity_id) AS identity_id,
  CAST(NULL, 'Nullable(String)') AS contact_name,
  kind AS arrival_kind,
  came_by AS arrival,
  nullIf(ref, '') AS ref,
  nullIf(toString(touch.source), '') AS source,
  nullIf(toString(touch.medium), '') AS medium,
  nullIf(toString(touch.campaign), '') AS campaign,
  multiIf(
    NOT is_start, NULL,
    now_ms - toUnixTimestamp64Milli(touch.at) < day_ms, 'immature',
    has_written, 'wrote',
    'silent'
  ) AS start_outcome,
  if(is_start AND has_written, written_at, NULL) AS wrote_at,
  if(led.first_event_id = 0, NULL, concat(
    toString(touch.identity_id), '-', toString(toUnixTimestamp64Milli(led.started_at)), '-', toString(led.first_event_id)
  )) AS dialogue_id,
  channel,
  toString(of_account) AS account_id,
  CAST(NULL, 'Nullable(String)') AS account_name
FROM (
  SELECT
    workspace_id, identity_id, occurred_at AS at, event_id, kind, ref, source, medium, campaign, channel,
    account_id AS of_account, written_at,
    multiIf(ref != '', 'ref', is_direct = 1, 'direct', 'no_ref') AS came_by,
    type IN ('conversation_started', 'referral_received') AS is_start
  FROM touches_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND definition_id = {definition_id:UInt32}
    AND occurred_at >= {from:DateTime64(3, 'UTC')}
    AND occurred_at <  {to:DateTime64(3, 'UTC')}
    AND (empty({hours_of_day:Array(UInt8)}) OR toHour(occurred_at, {time_zone:String}) IN {hours_of_day:Array(UInt8)})
    AND (empty({weekdays:Array(UInt8)}) OR toDayOfWeek(occurred_at, 0, {time_zone:String}) IN {weekdays:Array(UInt8)})
    AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
    AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
    AND (empty({refs:Array(String)}) OR ref IN {refs:Array(String)})
    AND (empty({arrivals:Array(String)}) OR came_by IN {arrivals:Array(String)})
    AND (empty({arrival_kinds:Array(String)}) OR kind IN {arrival_kinds:Array(String)})
    AND (empty({identity_ids:Array(UInt64)}) OR identity_id IN {identity_ids:Array(UInt64)})
) AS touch
LEFT JOIN (
  SELECT
    identity_id, touch_event_id AS event_id,
    min(started_at) AS started_at, argMin(first_event_id, dialogues_v1.started_at) AS first_event_id
  FROM dialogues_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND definition_id = {definition_id:UInt32}
    AND ended_at >= {from:DateTime64(3, 'UTC')}
    AND touch_event_id != 0
  GROUP BY identity_id, event_id
) AS led ON touch.identity_id = led.identity_id AND touch.event_id = led.event_id
WHERE workspace_id = {workspace_id:UInt32}
  AND (empty({start_outcomes:Array(String)}) OR ifNull(start_outcome, '') IN {start_outcomes:Array(String)})
