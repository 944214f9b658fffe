-- funnel-steps: how many events of each step the period has, in any order.
-- Grain   one row per step
-- Period  [from, to), UTC, never past now
-- Zone    none
-- Source  what the steps need (sql/funnels)
-- Empty   every step: 0
SELECT
  {period:String} AS period,
  step,
  {funnel_events:Array(String)}[step] AS step_event,
  nullIf({funnel_labels:Array(String)}[step], '') AS step_label,
  toUInt32(countIf(is_met)) AS events_of_step,
  toUInt32(uniqExactIf(unit_id, is_met)) AS units_of_step
FROM (
  SELECT unit_id, step, bitTest(mask, step - 1) AS is_met
  FROM ({{events}})
  ARRAY JOIN arrayMap(step -> toUInt8(step), arrayEnumerate({funnel_events:Array(String)})) AS step
  UNION ALL
  SELECT toUInt64(0), toUInt8(arrayJoin(arrayEnumerate({funnel_events:Array(String)}))), false
)
GROUP BY step
ORDER BY step
