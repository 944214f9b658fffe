-- The waits of waits_v1 that nobody has ended, as they stand there. Who waits now is asked every few seconds and is few of
-- very many: among all waits it took a reading of a month. Derived, rebuildable; read with FINAL.
-- TRICKY: a column that waits_v1 gets, this gets too. What is taken away leaves with the first merge after an hour of rest.
CREATE TABLE IF NOT EXISTS open_waits_v1 AS waits_v1
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(waiting_since)
ORDER BY (workspace_id, definition_id, identity_id, waiting_since, first_event_id)
SETTINGS
  min_age_to_force_merge_seconds = 3600,
  min_age_to_force_merge_on_partition_only = 1,
  allow_experimental_replacing_merge_with_cleanup = 1,
  enable_replacing_merge_with_cleanup_for_min_age_to_force_merge = 1
