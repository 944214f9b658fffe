-- contacts-of-refs: who came by which ref.
-- Grain   one row per ref, channel, account, with or without an ad, and labels that were sent with the event; `ref_key`
--         as in past-refs; people by 52 bits of their numbers, which a JavaScript number holds
-- Period  all history
-- Source  touches_v1 of one definition
-- Empty   no row where no ref ever came; without keys: of all refs
SELECT
  cityHash64(
    ref, channel, account_id, ad_id != '',
    if(bitTest(given, 0), source, ''), if(bitTest(given, 1), medium, ''), if(bitTest(given, 2), campaign, ''),
    if(bitTest(given, 3), content, ''), if(bitTest(given, 4), term, '')
  )                                                               AS ref_key,
  groupUniqArray(toFloat64(bitAnd(identity_id, 4503599627370495))) AS people
FROM touches_v1 FINAL
WHERE workspace_id = {workspace_id:UInt32}
  AND definition_id = {definition_id:UInt32}
  AND ref != ''
  AND (empty({ref_keys:Array(UInt64)}) OR ref_key IN {ref_keys:Array(UInt64)})
GROUP BY ref_key
