-- Marks every identity to which the contacts of some accounts wrote in a span of each: whether somebody waited there
-- depends on since when the account's own messages are seen. Repeated or deleted events may mark one too many: harmless.
-- Accounts  the n-th of each list makes one; its span is [from_ms, to_ms), milliseconds UTC
INSERT INTO dirty_identities_v1 (mark_id, workspace_id, identity_id, lowest_at, highest_at)
WITH accounts AS
(
  SELECT span.1 AS workspace_id, span.2 AS account_id, span.3 AS from_ms, span.4 AS to_ms
  FROM
  (
    SELECT arrayJoin(arrayZip(
      {workspace_ids:Array(UInt32)}, {account_ids:Array(UInt32)}, {from_ms:Array(Int64)}, {to_ms:Array(Int64)}
    )) AS span
  )
)
SELECT {mark_id:UInt64}, workspace_id, identity_id, min(occurred_at), max(occurred_at)
FROM events_v1
INNER JOIN accounts USING (workspace_id, account_id)
WHERE workspace_id IN {workspace_ids:Array(UInt32)}
  AND type = 'message_received'
  AND toUnixTimestamp64Milli(occurred_at) >= from_ms
  AND toUnixTimestamp64Milli(occurred_at) < to_ms
GROUP BY workspace_id, identity_id
