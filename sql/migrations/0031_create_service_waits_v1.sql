-- Every wait as service reports and the rows behind their numbers read it: one row per wait. A view over waits_v1 and
-- who the agents are; always filter by workspace_id, definition_id and, where it can be, waiting_since.
-- fixed_state      as far as it does not depend on now: answered, dismissed, bot_answered, abandoned (its dialogue is
--                  over), pending (open, unanswered, or abandoned after 30 days)
-- agent_id         who answered, else whom the contact is assigned to; joined identities are one; 0 = nobody known
-- team_id          the team that agent is in now; 0 = none
-- asked_by_contact the dialogue was started by the contact or is a reply to a broadcast
-- *_ms             milliseconds from there to the answer; NULL where there is no answer, or no such start. business_*: by
--                  the account's calendar, agent_business_*: by the agent's; NULL where no calendar is known
CREATE OR REPLACE VIEW service_waits_v1 AS
SELECT
  workspace_id,
  definition_id,
  identity_id,
  waiting_since,
  first_event_id,
  settled_at,
  clock_started_at,
  last_incoming_at,
  answered_at,
  answer_event_id,
  bot_answered_at,
  handed_off_at,
  assigned_at,
  dismissed_at,
  dismissed_by,
  held_by,
  is_first,
  closed_dialogue,
  dialogue_started_at,
  dialogue_first_event_id,
  began_off_hours,
  answered_off_hours,
  calendar_id,
  since_business_ms,
  settled_business_ms,
  account_id,
  channel,
  ref,
  answered_at > toDateTime64(0, 3, 'UTC')      AS is_answered,
  CAST(starter IN ('contact', 'broadcast_reply'), 'UInt8') AS asked_by_contact,
  toLowCardinality(multiIf(
    is_answered, 'answered',
    dismissed_at > toDateTime64(0, 3, 'UTC'), 'dismissed',
    bot_answered_at > toDateTime64(0, 3, 'UTC') AND handed_off_at = toDateTime64(0, 3, 'UTC'), 'bot_answered',
    closed_dialogue = 1, 'abandoned',
    'pending'
  ))                                           AS fixed_state,
  if(joined.counts_as = 0, responsible_id, joined.counts_as) AS agent_id,
  joined.team_id                               AS team_id,
  if(is_answered, toUnixTimestamp64Milli(answered_at) - toUnixTimestamp64Milli(waiting_since), NULL) AS from_first_ms,
  if(is_answered, toUnixTimestamp64Milli(answered_at) - toUnixTimestamp64Milli(settled_at), NULL)    AS from_last_ms,
  if(
    is_answered AND handed_off_at > toDateTime64(0, 3, 'UTC'),
    toUnixTimestamp64Milli(answered_at) - toUnixTimestamp64Milli(handed_off_at), NULL
  )                                            AS from_hand_off_ms,
  if(
    is_answered AND assigned_at >= waiting_since,
    toUnixTimestamp64Milli(answered_at) - toUnixTimestamp64Milli(assigned_at), NULL
  )                                            AS from_assignment_ms,
  if(is_answered AND calendar_id > 0, answered_business_ms - since_business_ms, NULL)   AS business_from_first_ms,
  if(is_answered AND calendar_id > 0, answered_business_ms - settled_business_ms, NULL) AS business_from_last_ms,
  if(is_answered AND agent_calendar_id > 0, agent_answered_business_ms - agent_since_business_ms, NULL)
                                               AS agent_business_from_first_ms,
  if(is_answered AND agent_calendar_id > 0, agent_answered_business_ms - agent_settled_business_ms, NULL)
                                               AS agent_business_from_last_ms,
  if(
    is_answered AND agent_calendar_id > 0 AND handed_off_at > toDateTime64(0, 3, 'UTC'),
    agent_answered_business_ms - agent_handed_off_business_ms, NULL
  )                                            AS agent_business_from_hand_off_ms,
  if(
    is_answered AND agent_calendar_id > 0 AND assigned_at >= waiting_since,
    agent_answered_business_ms - agent_assigned_business_ms, NULL
  )                                            AS agent_business_from_assignment_ms
FROM (
  SELECT *, if(answered_at > toDateTime64(0, 3, 'UTC'), answered_by, assignee_id) AS responsible_id
  FROM waits_v1 FINAL
) AS waits
LEFT JOIN (
  SELECT workspace_id, agent_id AS responsible_id, counts_as, team_id
  FROM agent_identities_v1 FINAL
) AS joined USING (workspace_id, responsible_id)
