-- What each account can tell. A view: read it as a table, one row per account that has settings.
-- outgoing_since: from when our own messages reach us, by this account or by the one that counts instead; 1970 =
-- always, NULL = not (yet). Epoch facts mean "none".
-- Since this version the accounts of a workspace are read once: every report asks this first, and planning the view took
-- longer than many a report.
CREATE OR REPLACE VIEW account_visibility_v1 AS
WITH
  toDateTime64(0, 3, 'UTC')                     AS none,
  toDateTime64('2299-01-01 00:00:00', 3, 'UTC') AS not_yet
SELECT
  workspace_id,
  account.1 AS account_id,
  account.2 AS channel,
  -- Its own messages tell outside the spans only: when they begin within one, they tell from its end. Within a span
  -- those of the account that counts do.
  nullIf(
    arrayMin(arrayConcat(
      [arrayFold((since, span) -> if(span.2 <= since AND since < span.3, span.3, since), account.5, account.4)],
      arrayFlatten(arrayMap(
        span -> arrayFilter(since -> since < span.3, arrayMap(
          other -> greatest(span.2, other.4), arrayFilter(other -> other.1 = span.1, accounts)
        )),
        account.5
      ))
    )),
    not_yet
  )         AS outgoing_since,
  account.3 AS tells_subscriptions
FROM (
  -- All accounts of a workspace: id, channel, subscriptions, since when their own messages reach us, and the spans in
  -- which those count elsewhere: the account that counts, from and until.
  SELECT
    workspace_id,
    groupArray((
      account_id,
      channel,
      subscriptions,
      multiIf(
        outgoing = 'always', none,
        outgoing = 'auto' AND facts.first_outgoing_at > none, facts.first_outgoing_at,
        not_yet
      ),
      arraySort(span -> span.2, arrayMap(
        span -> (span.account_id, span.from_at, span.until_at),
        arrayFilter(span -> span.type = 'message_sent', counted_elsewhere)
      ))
    )) AS accounts
  FROM account_settings_v1 FINAL
  LEFT JOIN (
    SELECT workspace_id, account_id, min(first_outgoing_at) AS first_outgoing_at
    FROM account_facts_v1
    GROUP BY workspace_id, account_id
  ) AS facts USING (workspace_id, account_id)
  GROUP BY workspace_id
)
ARRAY JOIN accounts AS account
