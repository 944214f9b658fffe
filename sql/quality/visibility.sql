-- visibility: what each account can tell.
-- Grain   one row per account that has settings
-- Period  none: as of now
-- Zone    none
-- Source  account_visibility_v1
-- Empty   no row; outgoing_since is NULL where no answer has been seen, 1970 where an account always tells
SELECT account_id, outgoing_since, tells_subscriptions
FROM account_visibility_v1
WHERE workspace_id = {workspace_id:UInt32}
ORDER BY account_id
