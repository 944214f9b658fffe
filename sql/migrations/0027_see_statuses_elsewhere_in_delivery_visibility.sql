-- Since when each account tells of delivery and reading: the earliest message of ours of which it did, or of which the
-- account did that counts instead. A view: one row per account that ever did; NULL = not of this.
CREATE OR REPLACE VIEW delivery_visibility_v1 AS
SELECT
  workspace_id,
  account_id,
  channel,
  min(delivered) AS delivered_since,
  min(read)      AS read_since
FROM (
  SELECT
    workspace_id,
    account_id,
    channel,
    minOrNullIf(sent_at, delivered_at > toDateTime64(0, 3, 'UTC')) AS delivered,
    minOrNullIf(sent_at, read_at > toDateTime64(0, 3, 'UTC'))      AS read
  FROM message_statuses_v1 FINAL
  WHERE (workspace_id, account_id) NOT IN (
    SELECT workspace_id, account_id FROM account_settings_v1 FINAL WHERE outgoing = 'never'
  )
  GROUP BY workspace_id, account_id, channel

  -- Within a span what becomes of the answers that count is told here as well. Where no account has a span, nothing is
  -- read: the sets are empty.
  UNION ALL
  SELECT
    here.workspace_id,
    here.account_id,
    here.channel,
    minOrNullIf(sent_at, delivered_at > toDateTime64(0, 3, 'UTC')),
    minOrNullIf(sent_at, read_at > toDateTime64(0, 3, 'UTC'))
  FROM (
    SELECT workspace_id, account_id, sent_at, delivered_at, read_at
    FROM message_statuses_v1 FINAL
    WHERE workspace_id IN (SELECT workspace_id FROM counted_elsewhere_v1 WHERE type = 'message_sent')
      AND (workspace_id, account_id) IN (
        SELECT workspace_id, counted_in FROM counted_elsewhere_v1 WHERE type = 'message_sent'
      )
      AND (workspace_id, account_id) NOT IN (
        SELECT workspace_id, account_id FROM account_settings_v1 FINAL WHERE outgoing = 'never'
      )
  ) AS there
  INNER JOIN (
    SELECT
      settings.workspace_id AS workspace_id, settings.account_id AS account_id, settings.channel AS channel,
      span.account_id AS counted_in, span.from_at AS from_at, span.until_at AS until_at
    FROM account_settings_v1 AS settings FINAL
    ARRAY JOIN arrayFilter(of -> of.1 = 'message_sent', settings.counted_elsewhere) AS span
  ) AS here ON here.workspace_id = there.workspace_id AND here.counted_in = there.account_id
  WHERE from_at <= sent_at AND sent_at < until_at
  GROUP BY here.workspace_id, here.account_id, here.channel
)
GROUP BY workspace_id, account_id, channel
