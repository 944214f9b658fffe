-- What was stored before the view was there. A row that comes both ways is one row: it has the same key and version.
INSERT INTO milestones_v1
SELECT
  workspace_id, type, identity_id, occurred_at, sequence, event_id, channel, account_id, other_identity_id, goal, order_id,
  amount, currency, items, props, delivery_id, version, is_deleted
FROM events_v1
WHERE type IN (
  'goal_reached', 'order_placed', 'purchase_completed', 'purchase_refunded', 'paid_subscription_started',
  'paid_subscription_ended', 'identities_merged', 'identities_split'
)
SETTINGS max_partitions_per_insert_block = 0
