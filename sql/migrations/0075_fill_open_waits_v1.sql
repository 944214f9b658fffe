-- Those that were derived before the table was there.
INSERT INTO open_waits_v1
SELECT *
FROM waits_v1 FINAL
WHERE answered_at = toDateTime64(0, 3, 'UTC')
  AND dismissed_at = toDateTime64(0, 3, 'UTC')
  AND closed_dialogue = 0
  AND (bot_answered_at = toDateTime64(0, 3, 'UTC') OR handed_off_at > toDateTime64(0, 3, 'UTC'))
SETTINGS max_partitions_per_insert_block = 0
