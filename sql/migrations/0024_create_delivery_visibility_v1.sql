-- Since when each account tells of delivery and reading: the earliest message of ours of which it did. A view: one row
-- per account that ever did; NULL = not of this.
CREATE VIEW IF NOT EXISTS delivery_visibility_v1 AS
SELECT
  workspace_id,
  account_id,
  channel,
  minOrNullIf(sent_at, delivered_at > toDateTime64(0, 3, 'UTC')) AS delivered_since,
  minOrNullIf(sent_at, read_at > toDateTime64(0, 3, 'UTC'))      AS read_since
FROM message_statuses_v1 FINAL
WHERE (workspace_id, account_id) NOT IN (
  SELECT workspace_id, account_id FROM account_settings_v1 FINAL WHERE outgoing = 'never'
)
GROUP BY workspace_id, account_id, channel
