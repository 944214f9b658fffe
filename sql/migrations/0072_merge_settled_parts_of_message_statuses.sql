-- A month in which nothing was written for an hour becomes one part: FINAL over one part costs next to nothing, over a
-- few it took most of the time of a question that looks at a year.
ALTER TABLE message_statuses_v1
  MODIFY SETTING min_age_to_force_merge_seconds = 3600, min_age_to_force_merge_on_partition_only = 1
