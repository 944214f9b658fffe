-- subscriptions: everybody who subscribed or unsubscribed, row by row.
-- Grain   one row per stretch of time in which a contact was subscribed in one account
-- Period  [from, to), UTC; a stretch belongs to its beginning or, asked for what ended, to its end
-- Zone    time_zone: hours and weekdays, where they are asked for
-- Source  subscriptions_v1 without accounts that do not tell of subscriptions, as the overview; subscription_arrivals_v1
--         under one definition for the last touch at or before the beginning, as by-source; dialogues_v1 for the last dialogue
-- Order   by row_key: moment, identity, first event
-- Empty   no row
WITH
  toDateTime64(0, 3, 'UTC') AS never,
  {of:String} = 'ends' AS of_ends,
  if(came.identity_id = 0, 'unattributed', came.arrival) AS came_by
SELECT
  tuple(
    if({order:String} = 'newest', -1, 1) * toUnixTimestamp64Milli(moment),
    toUnixTimestamp64Milli(moment),
    part.identity_id,
    part.first_event_id
  ) AS row_key,
  toString(part.first_event_id) AS event_id,
  part.moment AS occurred_at,
  toString(part.identity_id) AS identity_id,
  CAST(NULL, 'Nullable(String)') AS contact_name,
  begun_at AS subscribed_at,
  nullIf(ended_at, never) AS unsubscribed_at,
  nullIf(toString(part.reason), '') AS unsubscribed_reason,
  came_by AS arrival,
  nullIf(came.ref, '') AS ref,
  if(talked.first_event_id = 0, NULL, concat(
    toString(part.identity_id), '-', toString(toUnixTimestamp64Milli(talked.at)), '-', toString(talked.first_event_id)
  )) AS dialogue_id,
  channel,
  toString(of_account) AS account_id,
  CAST(NULL, 'Nullable(String)') AS account_name
FROM (
  SELECT
    workspace_id, identity_id, first_event_id, subscribed_at AS begun_at, unsubscribed_at AS ended_at, reason, channel,
    account_id AS of_account,
    if(of_ends, unsubscribed_at, subscribed_at) AS moment
  FROM subscriptions_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND moment >= {from:DateTime64(3, 'UTC')}
    AND moment <  {to:DateTime64(3, 'UTC')}
    AND (empty({hours_of_day:Array(UInt8)}) OR toHour(moment, {time_zone:String}) IN {hours_of_day:Array(UInt8)})
    AND (empty({weekdays:Array(UInt8)}) OR toDayOfWeek(moment, 0, {time_zone:String}) IN {weekdays:Array(UInt8)})
    AND moment > never
    AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
    AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
    AND (empty({identity_ids:Array(UInt64)}) OR identity_id IN {identity_ids:Array(UInt64)})
    AND account_id NOT IN (
      SELECT account_id
      FROM account_settings_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32} AND subscriptions = 0
    )
) AS part
LEFT JOIN (
  SELECT identity_id, account_id, subscribed_at, first_event_id, ref, arrival
  FROM subscription_arrivals_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND definition_id = {definition_id:UInt32}
    AND subscribed_at < {to:DateTime64(3, 'UTC')}
) AS came
  ON part.identity_id = came.identity_id AND part.of_account = came.account_id AND part.begun_at = came.subscribed_at
    AND part.first_event_id = came.first_event_id
ASOF LEFT JOIN (
  SELECT identity_id, started_at AS at, first_event_id
  FROM dialogues_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND definition_id = {definition_id:UInt32}
    AND started_at < {to:DateTime64(3, 'UTC')}
) AS talked ON part.identity_id = talked.identity_id AND part.moment >= talked.at
WHERE workspace_id = {workspace_id:UInt32}
  AND (empty({refs:Array(String)}) OR came.ref IN {refs:Array(String)})
  AND (empty({arrivals:Array(String)}) OR came_by IN {arrivals:Array(String)})
