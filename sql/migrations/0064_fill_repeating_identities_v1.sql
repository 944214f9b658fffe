-- Those that were derived before there was such a list.
INSERT INTO repeating_identities_v1
SELECT DISTINCT workspace_id, identity_id
FROM (
  SELECT workspace_id, identity_id
  FROM events_v1 FINAL
  GROUP BY workspace_id, identity_id
  HAVING count() > uniqExact(event_id)
)
SETTINGS optimize_aggregation_in_order = 1
