-- delete-delivered-milestones: the same for the copy of the few events that milestones_v1 holds.
-- Deliveries  of one workspace; account_id 0 = all accounts
DELETE FROM milestones_v1
WHERE workspace_id = {workspace_id:UInt32}
  AND delivery_id IN {delivery_ids:Array(UInt64)}
  AND ({account_id:UInt32} = 0 OR account_id = {account_id:UInt32})
