-- What happened with these identities before a place, the newest first: dialogues as one each, broadcasts, touches,
-- subscriptions where an account can tell of them, and events that are no messages. Merges by hand are not in the store's events.
-- Order   at_ms, then kind and entry: no two have the same
SELECT
  kind, at_ms, entry, type,
  toString(identity_id) AS identity_id,
  toString(channel)     AS channel,
  account_id,
  toString(agent_id)    AS agent_id,
  toString(other_id)    AS other_id,
  flags, ref, source, campaign, goal, order_id,
  toFloat64(amount)     AS amount,
  toString(currency)    AS currency,
  rating, reason, ended_ms, resolved_ms, starter, messages_received, messages_sent
FROM (
  SELECT
    'event' AS kind, toUnixTimestamp64Milli(occurred_at) AS at_ms, event_id AS entry,
    if(type = 'message_sent', 'broadcast', toString(type)) AS type,
    identity_id, channel, account_id, agent_id, other_identity_id AS other_id, toUInt8(0) AS flags, '' AS ref, '' AS source,
    '' AS campaign, toString(goal) AS goal, order_id, amount, currency, rating, toString(reason) AS reason,
    toInt64(0) AS ended_ms, toInt64(0) AS resolved_ms, '' AS starter, toUInt32(0) AS messages_received,
    toUInt32(0) AS messages_sent
  FROM (
    SELECT *
    FROM events_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND identity_id IN {identity_ids:Array(UInt64)}
      AND occurred_at <= {before:DateTime64(3, 'UTC')}
      AND (type IN {types:Array(String)} OR type = 'message_sent' AND sender = 'broadcast')
    ORDER BY occurred_at, version DESC, sequence
    LIMIT 1 BY identity_id, event_id
  )

  UNION ALL
  SELECT
    'dialogue', toUnixTimestamp64Milli(started_at), first_event_id, 'dialogue', identity_id, channel, account_id,
    first_agent_id, 0, 0, ref, toString(source), toString(campaign), '', '', 0, '', 0, '',
    toUnixTimestamp64Milli(ended_at), toUnixTimestamp64Milli(resolved_at), toString(starter), dialogue.messages_received,
    dialogue.messages_sent
  FROM dialogues_v1 AS dialogue FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND definition_id = {definition_id:UInt32}
    AND identity_id IN {identity_ids:Array(UInt64)}
    AND started_at <= {before:DateTime64(3, 'UTC')}

  UNION ALL
  SELECT
    'touch', toUnixTimestamp64Milli(occurred_at), event_id, 'touch', identity_id, channel, account_id, 0, 0,
    bitOr(is_direct, 2 * (touch.kind = 'acquisition')), touch.ref, toString(touch.source), toString(touch.campaign), '', '',
    0, '', 0, '', 0, 0, '', 0, 0
  FROM touches_v1 AS touch FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND definition_id = {definition_id:UInt32}
    AND identity_id IN {identity_ids:Array(UInt64)}
    AND occurred_at <= {before:DateTime64(3, 'UTC')}

  UNION ALL
  SELECT
    step.1, step.2, first_event_id, step.3, identity_id, channel, account_id, 0, 0, 0, '', '', '', '', '', 0, '', 0, step.4,
    0, 0, '', 0, 0
  FROM (
    SELECT
      identity_id, channel, account_id, first_event_id,
      arrayJoin(arrayFilter(one -> one.2 != 0, [
        ('subscribed', toUnixTimestamp64Milli(subscribed_at), 'subscribed', ''),
        (
          'unsubscribed', toUnixTimestamp64Milli(unsubscribed_at),
          if(subscription.reason = 'blocked', 'blocked', 'unsubscribed'), ''
        )
      ])) AS step
    FROM subscriptions_v1 AS subscription FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND identity_id IN {identity_ids:Array(UInt64)}
      AND subscribed_at <= {before:DateTime64(3, 'UTC')}
      AND account_id IN {telling_account_ids:Array(UInt32)}
  )
)
WHERE (at_ms, kind, entry) < ({before_ms:Int64}, {before_kind:String}, {before_entry:UInt64})
ORDER BY at_ms DESC, kind DESC, entry DESC
LIMIT {entry_limit:UInt32}
