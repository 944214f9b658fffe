-- What derivation must know of accounts: their settings, and since when their own messages were seen
-- (first_outgoing_ms, milliseconds UTC; 0 = never). An account with neither is missing.
SELECT
  workspace_id,
  account_id,
  max(outgoing) AS outgoing,
  max(default_sender) AS default_sender,
  max(silence_gap_seconds) AS silence_gap_seconds,
  max(first_outgoing_ms) AS first_outgoing_ms
FROM
(
  SELECT workspace_id, account_id, outgoing, default_sender, silence_gap_seconds, 0 AS first_outgoing_ms
  FROM account_settings_v1 FINAL
  UNION ALL
  SELECT workspace_id, account_id, '', '', 0, toUnixTimestamp64Milli(min(first_outgoing_at))
  FROM account_facts_v1
  GROUP BY workspace_id, account_id
)
GROUP BY workspace_id, account_id
