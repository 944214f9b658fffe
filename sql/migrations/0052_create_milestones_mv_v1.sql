-- Copies what milestones_v1 holds as it is written into events_v1, withdrawals included; what is deleted there must be
-- deleted here too. It works with the rights of whoever migrates: those who insert events may read nothing.
CREATE MATERIALIZED VIEW IF NOT EXISTS milestones_mv_v1 TO milestones_v1
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS
SELECT
  workspace_id, type, identity_id, occurred_at, sequence, event_id, channel, account_id, other_identity_id, goal, order_id,
  amount, currency, items, props, delivery_id, version, is_deleted
FROM events_v1
WHERE type IN (
  'goal_reached', 'order_placed', 'purchase_completed', 'purchase_refunded', 'paid_subscription_started',
  'paid_subscription_ended', 'identities_merged', 'identities_split'
)
