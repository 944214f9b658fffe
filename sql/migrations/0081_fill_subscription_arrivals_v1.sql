-- Those that were derived before the table was there: without them nobody would be subscribed until everything is derived
-- anew, which begins by itself at the next round. Sorted on the disk where it is much.
INSERT INTO subscription_arrivals_v1 (
  workspace_id, definition_id, identity_id, account_id, subscribed_at, first_event_id, unsubscribed_at, last_message_event_id,
  channel, touch_event_id, arrival, link_id, ad_id, ref, source, medium, campaign, content, term, version
)
SELECT
  begun.workspace_id, begun.definition_id, begun.identity_id, begun.account_id, begun.subscribed_at, begun.first_event_id,
  begun.unsubscribed_at, begun.last_message_event_id, begun.channel, came.event_id,
  multiIf(came.event_id = 0, 'unattributed', came.ref != '', 'ref', came.is_direct = 1, 'direct', 'no_ref'),
  came.link_id, came.ad_id, came.ref, came.source, came.medium, came.campaign, came.content, came.term, 1
FROM (
  SELECT
    subscription.workspace_id AS workspace_id, definition.definition_id AS definition_id, identity_id, account_id,
    subscribed_at, first_event_id, unsubscribed_at, last_message_event_id, channel
  FROM (SELECT * FROM subscriptions_v1 FINAL) AS subscription
  INNER JOIN (SELECT workspace_id, definition_id FROM definitions_v1 FINAL) AS definition
    ON subscription.workspace_id = definition.workspace_id
) AS begun
ASOF LEFT JOIN (
  SELECT
    workspace_id, definition_id, identity_id, occurred_at, event_id, is_direct, link_id, ad_id, ref, source, medium, campaign,
    content, term
  FROM touches_v1 FINAL
) AS came
  ON begun.workspace_id = came.workspace_id AND begun.definition_id = came.definition_id
    AND begun.identity_id = came.identity_id AND begun.subscribed_at >= came.occurred_at
SETTINGS
  join_algorithm = 'full_sorting_merge',
  max_bytes_before_external_sort = 200000000,
  max_partitions_per_insert_block = 0,
  do_not_merge_across_partitions_select_final = 1
