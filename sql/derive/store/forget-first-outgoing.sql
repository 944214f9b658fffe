-- Forgets what was written down of an account's earliest outgoing message and lies before a moment.
DELETE FROM account_facts_v1
WHERE workspace_id = {workspace_id:UInt32}
  AND account_id = {account_id:UInt32}
  AND toUnixTimestamp64Milli(first_outgoing_at) < {before_ms:Int64}
