-- What each account can tell. A view: read it as a table, one row per account that has settings.
-- outgoing_since: from when our own messages reach us; 1970 = always, NULL = not (yet). Epoch facts mean "none".
CREATE VIEW IF NOT EXISTS account_visibility_v1 AS
SELECT
  settings.workspace_id AS workspace_id,
  settings.account_id   AS account_id,
  settings.channel      AS channel,
  multiIf(
    settings.outgoing = 'always', toNullable(toDateTime64(0, 3, 'UTC')),
    settings.outgoing = 'auto' AND facts.first_outgoing_at > toDateTime64(0, 3, 'UTC'), toNullable(facts.first_outgoing_at),
    NULL
  )                      AS outgoing_since,
  settings.subscriptions AS tells_subscriptions
FROM account_settings_v1 AS settings FINAL
LEFT JOIN (
  SELECT workspace_id, account_id, min(first_outgoing_at) AS first_outgoing_at
  FROM account_facts_v1
  GROUP BY workspace_id, account_id
) AS facts USING (workspace_id, account_id)
