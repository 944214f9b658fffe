-- The definitions that are derived, of every workspace. One that was written before definitions said which message of
-- a burst starts the clock had settle_seconds only where it is the last, else 0; the settle time was 60 seconds then.
SELECT
  workspace_id,
  definition_id,
  status,
  silence_gap_seconds,
  courtesy_hashes,
  if(clock_starts = '' AND settle_seconds = 0, 60, settle_seconds) AS settle_seconds,
  multiIf(clock_starts != '', clock_starts, settle_seconds = 0, 'first', 'last') AS clock_starts,
  schedule,
  source_rules
FROM definitions_v1 FINAL
WHERE status IN ('building', 'active')
ORDER BY workspace_id, definition_id
