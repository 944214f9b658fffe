-- past-refs: every ref that ever came, with all that its reading depends on.
-- Grain   one row per ref, channel, account, with or without an ad, and labels that were sent with the event
-- Period  all history
-- Source  touches_v1 of one definition; a label that was sent stands in its column, `given` says which
-- Empty   no row where no ref ever came
SELECT
  ref,
  channel,
  account_id,
  ad_id != ''                               AS is_ad,
  given,
  if(bitTest(given, 0), source, '')         AS given_source,
  if(bitTest(given, 1), medium, '')         AS given_medium,
  if(bitTest(given, 2), campaign, '')       AS given_campaign,
  if(bitTest(given, 3), content, '')        AS given_content,
  if(bitTest(given, 4), term, '')           AS given_term,
  cityHash64(ref, channel, account_id, is_ad, given_source, given_medium, given_campaign, given_content, given_term)
                                            AS ref_key,
  count()                                   AS touches,
  uniqExact(identity_id)                    AS contacts,
  max(occurred_at)                          AS last_at,
  count() OVER ()                           AS of_refs,
  sum(touches) OVER ()                      AS of_touches
FROM touches_v1 FINAL
WHERE workspace_id = {workspace_id:UInt32}
  AND definition_id = {definition_id:UInt32}
  AND ref != ''
  AND ({search:String} = '' OR positionCaseInsensitiveUTF8(ref, {search:String}) > 0)
  AND ({is_unread:UInt8} = 0 OR rule = 0)
GROUP BY
  ref, channel, account_id, is_ad, given, given_source, given_medium, given_campaign, given_content, given_term
ORDER BY touches DESC, ref, channel, account_id, is_ad, given, ref_key
LIMIT {most:UInt64}
