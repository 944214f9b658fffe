-- What each account can tell. A view: read it as a table, one row per account that has settings.
-- outgoing_since: from when our own messages reach us, by this account or by the one that counts instead; 1970 =
-- always, NULL = not (yet). Epoch facts mean "none".
CREATE OR REPLACE VIEW account_visibility_v1 AS
WITH
  -- Since when each account's own messages reach us; 2299 = not (yet).
  (
    SELECT groupArray((
      workspace_id,
      account_id,
      multiIf(
        outgoing = 'always', toDateTime64(0, 3, 'UTC'),
        outgoing = 'auto' AND first_outgoing_at > toDateTime64(0, 3, 'UTC'), first_outgoing_at,
        toDateTime64('2299-01-01 00:00:00', 3, 'UTC')
      )
    ))
    FROM account_settings_v1 FINAL
    LEFT JOIN (
      SELECT workspace_id, account_id, min(first_outgoing_at) AS first_outgoing_at
      FROM account_facts_v1
      GROUP BY workspace_id, account_id
    ) AS facts USING (workspace_id, account_id)
    WHERE (workspace_id, account_id) IN (SELECT workspace_id, counted_in FROM counted_elsewhere_v1)
  ) AS counting
SELECT
  settings.workspace_id AS workspace_id,
  settings.account_id   AS account_id,
  settings.channel      AS channel,
  -- Its own messages tell outside the spans only: when they begin within one, they tell from its end. Within a span
  -- those of the account that counts do.
  nullIf(
    arrayMin(arrayConcat(
      [arrayFold(
        (since, span) -> if(span.3 <= since AND since < span.4, span.4, since),
        arraySort(span -> span.3, arrayFilter(span -> span.1 = 'message_sent', settings.counted_elsewhere)),
        multiIf(
          settings.outgoing = 'always', toDateTime64(0, 3, 'UTC'),
          settings.outgoing = 'auto' AND facts.first_outgoing_at > toDateTime64(0, 3, 'UTC'), facts.first_outgoing_at,
          toDateTime64('2299-01-01 00:00:00', 3, 'UTC')
        )
      )],
      arrayFlatten(arrayMap(
        span -> arrayFilter(since -> since < span.4, arrayMap(
          other -> greatest(span.3, other.3),
          arrayFilter(other -> other.1 = settings.workspace_id AND other.2 = span.2, counting)
        )),
        arrayFilter(span -> span.1 = 'message_sent', settings.counted_elsewhere)
      ))
    )),
    toDateTime64('2299-01-01 00:00:00', 3, 'UTC')
  )                      AS outgoing_since,
  settings.subscriptions AS tells_subscriptions
FROM account_settings_v1 AS settings FINAL
LEFT JOIN (
  SELECT workspace_id, account_id, min(first_outgoing_at) AS first_outgoing_at
  FROM account_facts_v1
  GROUP BY workspace_id, account_id
) AS facts USING (workspace_id, account_id)
