-- What derivation must know of accounts: their settings, and since when their own messages were seen
-- (first_outgoing_ms, milliseconds UTC; 0 = never), and which of their messages count in another account: type, that
-- account, [from, until) in milliseconds UTC. An account with none of these is missing.
SELECT
  workspace_id,
  account_id,
  max(outgoing) AS outgoing,
  max(default_sender) AS default_sender,
  max(silence_gap_seconds) AS silence_gap_seconds,
  max(first_outgoing_ms) AS first_outgoing_ms,
  groupArrayArray(elsewhere) AS counted_elsewhere
FROM
(
  SELECT
    workspace_id,
    account_id,
    outgoing,
    default_sender,
    silence_gap_seconds,
    0 AS first_outgoing_ms,
    arrayMap(
      span -> (span.1, span.2, toUnixTimestamp64Milli(span.3), toUnixTimestamp64Milli(span.4)),
      counted_elsewhere
    ) AS elsewhere
  FROM account_settings_v1 FINAL
  UNION ALL
  SELECT workspace_id, account_id, '', '', 0, toUnixTimestamp64Milli(min(first_outgoing_at)), []
  FROM account_facts_v1
  GROUP BY workspace_id, account_id
)
GROUP BY workspace_id, account_id
