-- Read by nothing since measured_waits_v1 is gone.
DROP VIEW IF EXISTS service_waits_v1
