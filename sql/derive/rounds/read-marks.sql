-- The blocks of marks since an instant: when each was written (milliseconds UTC), how many marks of it are visible,
-- and what time it is on the server. Always one row.
SELECT
  toUnixTimestamp64Milli(now64(3)) AS now_ms,
  groupArray((mark_id, at_ms, marks)) AS blocks
FROM
(
  SELECT mark_id, toUnixTimestamp64Milli(min(marked_at)) AS at_ms, count() AS marks
  FROM dirty_identities_v1
  WHERE marked_at >= {since:DateTime64(3, 'UTC')}
  GROUP BY mark_id
  ORDER BY at_ms, mark_id
)
