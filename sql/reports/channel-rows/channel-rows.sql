-- channel-rows: every thing that a number of channels counts, row by row.
-- Grain   one row per click, touch, new contact, start, dialogue, wait or subscription, as the number says
-- Period  [from, to), UTC; everything belongs where it does in channels
-- Zone    none: instants come as UTC
-- Source  arrival facts (sql/acquisition), of which channels counts; account_visibility_v1
-- Order   by row_key: its moment, identity, event
-- Empty   no row
SELECT
  tuple(
    if({order:String} = 'newest', -toUnixTimestamp64Milli(at), toUnixTimestamp64Milli(at)),
    toUnixTimestamp64Milli(at),
    fact_identity,
    fact_event
  ) AS row_key,
  toString(fact_event) AS event_id,
  toString(fact_identity) AS identity_id,
  CAST(NULL, 'Nullable(String)') AS contact_name,
  at AS happened_at,
  if(fact IN ('first_response', 'response', 'subscribed') AND milliseconds >= 0, milliseconds / 1000, NULL) AS lasted_seconds,
  came_by AS arrival,
  nullIf(toString(label_source), '')   AS source,
  nullIf(toString(label_medium), '')   AS medium,
  nullIf(toString(label_campaign), '') AS campaign,
  nullIf(toString(label_content), '')  AS content,
  nullIf(toString(label_term), '')     AS term,
  nullIf(label_ref, '')                AS ref,
  if(label_link = 0, NULL, toString(label_link)) AS link_id,
  nullIf(label_ad, '')                 AS ad_id,
  channel,
  toString(fact_account) AS account_id,
  CAST(NULL, 'Nullable(String)') AS account_name
FROM (
  SELECT
    fact, at, milliseconds, came_by, channel,
    identity_id AS fact_identity, event_id AS fact_event, account_id AS fact_account,
    source AS label_source, medium AS label_medium, campaign AS label_campaign, content AS label_content,
    term AS label_term, ref AS label_ref, link_id AS label_link, ad_id AS label_ad,
    intDiv(toUnixTimestamp64Milli({now:DateTime64(3, 'UTC')}) - toUnixTimestamp64Milli(at), 86400000) AS age_days,
    if(milliseconds < 0, 1000000, intDiv(milliseconds, 86400000)) AS lasted_days,
    tells_subscriptions, workspace_id
  FROM (
    {{facts}}
  ) AS facts
  INNER JOIN ({{accounts}}) AS accounts USING (account_id)
  WHERE workspace_id = {workspace_id:UInt32}
    {{picked}}
)
WHERE workspace_id = {workspace_id:UInt32}
  AND {{of_number}}
