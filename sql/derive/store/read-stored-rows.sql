-- Which derived rows stand for some identities: their keys, and hashes of their content.
-- Identities  of the workspaces, identity_id in [from, to], both included, and of those the listed ones (an empty
--             list = all)
-- Since       what belongs to a definition, and statuses, of each listed identity from an instant on (milliseconds
--             UTC), `least` being the earliest of them
-- Window      from (from_workspace, from_identity, from_ms), included, to (to_workspace, to_identity, to_ms), excluded:
--             a very long history is compared piece by piece. Rows without a definition are compared for whole
--             identities: from (from_workspace, from_identity), included, to (to_workspace, to_identity), excluded
SELECT 'dialogues' AS derived_kind, workspace_id, definition_id, identity_id, 0 AS account, toUnixTimestamp64Milli(started_at) AS at_ms,
  first_event_id AS begun_by, row_hash, version
FROM dialogues_v1 FINAL
PREWHERE workspace_id IN {workspace_ids:Array(UInt32)} AND definition_id IN {definition_ids:Array(UInt32)}
  AND identity_id >= {from:UInt64}
  AND identity_id <= {to:UInt64}
  AND (empty({identity_ids:Array(UInt64)}) OR identity_id IN {identity_ids:Array(UInt64)})
  AND started_at >= fromUnixTimestamp64Milli({least:Int64})
  AND toUnixTimestamp64Milli(started_at) >=
    transform(identity_id, {since_ids:Array(UInt64)}, {since_ms:Array(Int64)}, {least:Int64})
WHERE (workspace_id, identity_id, at_ms) >= ({from_workspace:UInt64}, {from_identity:UInt64}, {from_ms:Int64})
  AND (workspace_id, identity_id, at_ms) < ({to_workspace:UInt64}, {to_identity:UInt64}, {to_ms:Int64})

UNION ALL
SELECT 'waits', workspace_id, definition_id, identity_id, 0 AS account, toUnixTimestamp64Milli(waiting_since) AS at_ms,
  first_event_id AS begun_by, row_hash, version
FROM waits_v1 FINAL
PREWHERE workspace_id IN {workspace_ids:Array(UInt32)} AND definition_id IN {definition_ids:Array(UInt32)}
  AND identity_id >= {from:UInt64}
  AND identity_id <= {to:UInt64}
  AND (empty({identity_ids:Array(UInt64)}) OR identity_id IN {identity_ids:Array(UInt64)})
  AND waiting_since >= fromUnixTimestamp64Milli({least:Int64})
  AND toUnixTimestamp64Milli(waiting_since) >=
    transform(identity_id, {since_ids:Array(UInt64)}, {since_ms:Array(Int64)}, {least:Int64})
WHERE (workspace_id, identity_id, at_ms) >= ({from_workspace:UInt64}, {from_identity:UInt64}, {from_ms:Int64})
  AND (workspace_id, identity_id, at_ms) < ({to_workspace:UInt64}, {to_identity:UInt64}, {to_ms:Int64})

UNION ALL
SELECT 'open_waits', workspace_id, definition_id, identity_id, 0 AS account, toUnixTimestamp64Milli(waiting_since) AS at_ms,
  first_event_id AS begun_by, row_hash, version
FROM open_waits_v1 FINAL
PREWHERE workspace_id IN {workspace_ids:Array(UInt32)} AND definition_id IN {definition_ids:Array(UInt32)}
  AND identity_id >= {from:UInt64}
  AND identity_id <= {to:UInt64}
  AND (empty({identity_ids:Array(UInt64)}) OR identity_id IN {identity_ids:Array(UInt64)})
  AND waiting_since >= fromUnixTimestamp64Milli({least:Int64})
  AND toUnixTimestamp64Milli(waiting_since) >=
    transform(identity_id, {since_ids:Array(UInt64)}, {since_ms:Array(Int64)}, {least:Int64})
WHERE (workspace_id, identity_id, at_ms) >= ({from_workspace:UInt64}, {from_identity:UInt64}, {from_ms:Int64})
  AND (workspace_id, identity_id, at_ms) < ({to_workspace:UInt64}, {to_identity:UInt64}, {to_ms:Int64})

UNION ALL
SELECT 'touches', workspace_id, definition_id, identity_id, 0 AS account, toUnixTimestamp64Milli(occurred_at) AS at_ms,
  event_id AS begun_by, row_hash, version
FROM touches_v1 FINAL
PREWHERE workspace_id IN {workspace_ids:Array(UInt32)} AND definition_id IN {definition_ids:Array(UInt32)}
  AND identity_id >= {from:UInt64}
  AND identity_id <= {to:UInt64}
  AND (empty({identity_ids:Array(UInt64)}) OR identity_id IN {identity_ids:Array(UInt64)})
  AND occurred_at >= fromUnixTimestamp64Milli({least:Int64})
  AND toUnixTimestamp64Milli(occurred_at) >=
    transform(identity_id, {since_ids:Array(UInt64)}, {since_ms:Array(Int64)}, {least:Int64})
WHERE (workspace_id, identity_id, at_ms) >= ({from_workspace:UInt64}, {from_identity:UInt64}, {from_ms:Int64})
  AND (workspace_id, identity_id, at_ms) < ({to_workspace:UInt64}, {to_identity:UInt64}, {to_ms:Int64})

UNION ALL
SELECT 'subscriptions', workspace_id, 0, identity_id, account_id, toUnixTimestamp64Milli(subscribed_at),
  first_event_id, row_hash, version
FROM subscriptions_v1 FINAL
PREWHERE workspace_id IN {workspace_ids:Array(UInt32)}
  AND identity_id >= {from:UInt64}
  AND identity_id <= {to:UInt64}
  AND (empty({identity_ids:Array(UInt64)}) OR identity_id IN {identity_ids:Array(UInt64)})
WHERE (workspace_id, identity_id) >= ({from_workspace:UInt64}, {from_identity:UInt64})
  AND (workspace_id, identity_id) < ({to_workspace:UInt64}, {to_identity:UInt64})

UNION ALL
SELECT 'subscription_arrivals', workspace_id, definition_id, identity_id, account_id, toUnixTimestamp64Milli(subscribed_at),
  first_event_id, row_hash, version
FROM subscription_arrivals_v1 FINAL
PREWHERE workspace_id IN {workspace_ids:Array(UInt32)} AND definition_id IN {definition_ids:Array(UInt32)}
  AND identity_id >= {from:UInt64}
  AND identity_id <= {to:UInt64}
  AND (empty({identity_ids:Array(UInt64)}) OR identity_id IN {identity_ids:Array(UInt64)})
WHERE (workspace_id, identity_id) >= ({from_workspace:UInt64}, {from_identity:UInt64})
  AND (workspace_id, identity_id) < ({to_workspace:UInt64}, {to_identity:UInt64})

UNION ALL
SELECT 'message_statuses', workspace_id, 0, identity_id, 0, toUnixTimestamp64Milli(sent_at),
  event_id, row_hash, version
FROM message_statuses_v1 FINAL
PREWHERE workspace_id IN {workspace_ids:Array(UInt32)}
  AND identity_id >= {from:UInt64}
  AND identity_id <= {to:UInt64}
  AND (empty({identity_ids:Array(UInt64)}) OR identity_id IN {identity_ids:Array(UInt64)})
  AND sent_at >= fromUnixTimestamp64Milli({least:Int64})
  AND toUnixTimestamp64Milli(sent_at) >=
    transform(identity_id, {since_ids:Array(UInt64)}, {since_ms:Array(Int64)}, {least:Int64})
WHERE (workspace_id, identity_id) >= ({from_workspace:UInt64}, {from_identity:UInt64})
  AND (workspace_id, identity_id) < ({to_workspace:UInt64}, {to_identity:UInt64})

UNION ALL
SELECT 'identities', workspace_id, 0, identity_id, 0, 0, 0, row_hash, version
FROM identities_v1 FINAL
PREWHERE workspace_id IN {workspace_ids:Array(UInt32)}
  AND identity_id >= {from:UInt64}
  AND identity_id <= {to:UInt64}
  AND (empty({identity_ids:Array(UInt64)}) OR identity_id IN {identity_ids:Array(UInt64)})
WHERE (workspace_id, identity_id) >= ({from_workspace:UInt64}, {from_identity:UInt64})
  AND (workspace_id, identity_id) < ({to_workspace:UInt64}, {to_identity:UInt64})
