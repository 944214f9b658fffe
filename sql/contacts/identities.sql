-- What is known of these identities: since when, in which account, whether subscribed. No row for whoever did nothing.
SELECT
  toString(known.identity_id) AS identity_id,
  toString(known.channel)     AS channel,
  known.account_id            AS account_id,
  known.first_seen_at         AS first_seen_at,
  known.last_seen_at          AS last_seen_at,
  -- The newest subscription; one that goes on before any that has ended.
  multiIf(
    subscription.identity_id = 0, NULL,
    subscription.newest.1, 'subscribed',
    subscription.newest.3 = 'blocked', 'blocked',
    'unsubscribed'
  ) AS subscription,
  if(subscription.identity_id = 0, NULL, subscription.newest.2) AS subscription_at
FROM (
  SELECT identity_id, channel, account_id, first_seen_at, last_seen_at
  FROM identities_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32} AND identity_id IN {identity_ids:Array(UInt64)}
) AS known
LEFT JOIN (
  SELECT
    identity_id,
    max((
      unsubscribed_at = toDateTime64(0, 3, 'UTC'),
      if(unsubscribed_at = toDateTime64(0, 3, 'UTC'), subscribed_at, unsubscribed_at),
      toString(reason)
    )) AS newest
  FROM subscriptions_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32} AND identity_id IN {identity_ids:Array(UInt64)}
  GROUP BY identity_id
) AS subscription ON known.identity_id = subscription.identity_id
