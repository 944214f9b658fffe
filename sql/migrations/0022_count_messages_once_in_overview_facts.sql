-- Everything the Overview counts, one row per thing, at the moment it belongs to. A view over events and derived
-- rows; always filter by workspace_id and at.
-- definition_id  0 = the same under every definition: filter by IN (0, the active one)
-- fact           what it is; the words below
-- event_id       the event it began with. TRICKY: count messages by distinct event_id: a caller may send one id twice
--                with two times, and both rows stay
-- milliseconds   its length, where it has one: a dialogue, a pause before a return, a response. Of a wait without an
--                answer: how much later than at its clock started, which its age is counted from
-- A wait that nobody has ended is wait_pending (open or unanswered: that depends on now) or, when its dialogue is over,
-- wait_abandoned. Where outgoing messages or subscriptions are not to be seen, what arrived of them is left out; so are
-- messages that count in another account of the same chats.
CREATE OR REPLACE VIEW overview_facts_v1 AS
SELECT
  workspace_id,
  toUInt32(0) AS definition_id,
  toLowCardinality(multiIf(
    type = 'message_received', 'message_received',
    sender = 'agent',          'message_sent_by_agent',
    sender = 'bot',            'message_sent_by_bot',
    sender = 'auto',           'message_sent_auto',
    sender = 'broadcast',      'message_sent_in_broadcast',
    'message_sent_by_unknown'
  ))          AS fact,
  occurred_at AS at,
  identity_id,
  event_id,
  toInt64(0)  AS milliseconds,
  account_id,
  channel
FROM counted_messages_v1
WHERE type = 'message_received'
   OR type = 'message_sent'
  AND (workspace_id, account_id) NOT IN (
    SELECT workspace_id, account_id FROM account_settings_v1 FINAL WHERE outgoing = 'never'
  )

UNION ALL
SELECT workspace_id, 0, toLowCardinality('contact_acquired'), acquired_at, identity_id, first_touch_event_id, 0, account_id, channel
FROM identities_v1 FINAL

UNION ALL
SELECT
  workspace_id, definition_id, toLowCardinality('dialogue'), started_at, identity_id, first_event_id,
  toUnixTimestamp64Milli(ended_at) - toUnixTimestamp64Milli(started_at), account_id, channel
FROM dialogues_v1 FINAL
WHERE messages_received > 0

UNION ALL
SELECT
  workspace_id, definition_id, toLowCardinality('return'), first_incoming_at, identity_id, first_event_id,
  toUnixTimestamp64Milli(first_incoming_at) - toUnixTimestamp64Milli(previous_ended_at), account_id, channel
FROM dialogues_v1 FINAL
WHERE messages_received > 0
  AND previous_ended_at > toDateTime64(0, 3, 'UTC')
  AND starter IN ('contact', 'broadcast_reply')

UNION ALL
SELECT
  workspace_id,
  definition_id,
  toLowCardinality(multiIf(
    answered_at > toDateTime64(0, 3, 'UTC') AND is_first AND starter IN ('contact', 'broadcast_reply'), 'first_response',
    answered_at > toDateTime64(0, 3, 'UTC'), 'response',
    dismissed_at > toDateTime64(0, 3, 'UTC'), 'wait_dismissed',
    bot_answered_at > toDateTime64(0, 3, 'UTC') AND handed_off_at = toDateTime64(0, 3, 'UTC'), 'wait_bot_answered',
    closed_dialogue = 1, 'wait_abandoned',
    'wait_pending'
  )),
  waiting_since,
  identity_id,
  first_event_id,
  if(
    answered_at > toDateTime64(0, 3, 'UTC'),
    toUnixTimestamp64Milli(answered_at) - toUnixTimestamp64Milli(clock_started_at),
    toUnixTimestamp64Milli(clock_started_at) - toUnixTimestamp64Milli(waiting_since)
  ),
  account_id,
  channel
FROM waits_v1 FINAL

UNION ALL
SELECT workspace_id, 0, toLowCardinality('subscribed'), subscribed_at, identity_id, first_event_id, 0, account_id, channel
FROM subscriptions_v1 FINAL
WHERE (workspace_id, account_id) NOT IN (
  SELECT workspace_id, account_id FROM account_settings_v1 FINAL WHERE subscriptions = 0
)

UNION ALL
SELECT workspace_id, 0, toLowCardinality('unsubscribed'), unsubscribed_at, identity_id, first_event_id, 0, account_id, channel
FROM subscriptions_v1 FINAL
WHERE unsubscribed_at > toDateTime64(0, 3, 'UTC')
  AND (workspace_id, account_id) NOT IN (
    SELECT workspace_id, account_id FROM account_settings_v1 FINAL WHERE subscriptions = 0
  )
