-- agent-messages: who answered in the last 30 days, and how often.
-- Grain   one row per account and identity of an agent; agent_id 0 stands for people whom the platform does not name
-- Period  (now − 30 days, now], by when they wrote
-- Zone    none
-- Source  events_v1 FINAL, messages of people; identities that were joined stay apart here
-- Empty   no row
SELECT
  account_id,
  any(channel)       AS channel,
  toString(agent_id) AS agent_id,
  toUInt32(count())  AS messages,
  max(occurred_at)   AS last_at
FROM events_v1 FINAL
PREWHERE workspace_id = {workspace_id:UInt32}
  AND occurred_at > {now:DateTime64(3, 'UTC')} - INTERVAL 30 DAY
  AND occurred_at <= {now:DateTime64(3, 'UTC')}
WHERE type = 'message_sent' AND sender = 'agent'
GROUP BY account_id, agent_id
ORDER BY messages DESC, account_id, agent_id
