-- Which messages count in another account that shows the same chats. A view: one row per account, type of message and
-- span [from_at, until_at); spans of one account and type do not overlap. counted_in is the account that counts.
CREATE VIEW IF NOT EXISTS counted_elsewhere_v1 AS
SELECT
  settings.workspace_id AS workspace_id,
  settings.account_id   AS account_id,
  span.type             AS type,
  span.account_id       AS counted_in,
  span.from_at          AS from_at,
  span.until_at         AS until_at
FROM account_settings_v1 AS settings FINAL
ARRAY JOIN settings.counted_elsewhere AS span
