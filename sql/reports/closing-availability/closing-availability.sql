-- closing-availability: of what part of the dialogues it is told when they are closed.
-- Grain   one row
-- Period  [from, to), UTC; a dialogue belongs to its first message
-- Zone    none
-- Source  dialogues_v1 under one definition: an account tells of closing from the beginning of the first dialogue on that
--         was closed there, also before the period; account_visibility_v1 for the accounts in question
-- Empty   counts are 0: whoever divides guards
WITH
  toDateTime64(0, 3, 'UTC') AS never,
  (
    SELECT groupArray((account_id, since))
    FROM (
      SELECT account_id, min(started_at) AS since
      FROM dialogues_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32}
        AND definition_id = {definition_id:UInt32}
        AND resolved_at > never
        AND started_at < {to:DateTime64(3, 'UTC')}
        AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
        AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
      GROUP BY account_id
    )
  ) AS telling
SELECT
  toUInt32(length(telling)) AS accounts_with_closing,
  (
    SELECT toUInt32(count())
    FROM account_visibility_v1
    WHERE workspace_id = {workspace_id:UInt32}
      AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
      AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
  ) AS accounts,
  toUInt32(count()) AS dialogues,
  toUInt32(countIf(arrayExists(account -> account.1 = account_id AND account.2 <= started_at, telling))) AS dialogues_closable
FROM dialogues_v1 FINAL
WHERE workspace_id = {workspace_id:UInt32}
  AND definition_id = {definition_id:UInt32}
  AND started_at >= {from:DateTime64(3, 'UTC')}
  AND started_at <  {to:DateTime64(3, 'UTC')}
  AND messages_received > 0
  AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
  AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
