import { type TimelineEntry, type TimelineWait } from '@parley/contracts';
import { type ListedRow } from '@parley/sql';

/** A wait drawn on a timeline: from its first message to what ended it; `events` tell which message answered it. */
export function spanOf(
  wait: ListedRow<'waits'>,
  events: readonly TimelineEntry[],
): Omit<TimelineWait, 'step'> {
  const botEnded = wait.wait_state === 'bot_answered' ? wait.bot_answered_at : null;
  const answer = events.find(
    ({ type, sender, occurred_at }) =>
      type === 'message_sent' && sender !== 'broadcast' && occurred_at === wait.answered_at,
  );
  return {
    wait_id: wait.wait_id,
    wait_state: wait.wait_state,
    wait_place: wait.wait_place,
    from: wait.waiting_since,
    to: wait.answered_at ?? wait.dismissed_at ?? botEnded,
    answer_event_id: wait.answered_at === null ? null : (answer?.event_id ?? null),
    clock_started_at: wait.clock_started_at ?? wait.waiting_since,
    last_incoming_at: wait.last_incoming_at,
    handed_off_at: wait.handed_off_at,
    assigned_at: wait.assigned_at,
    dismissed_by: wait.dismissed_by,
    agent_id: wait.agent_id,
    agent_name: wait.agent_name,
    customer_seconds: wait.customer_seconds,
    customer_business_seconds: wait.customer_business_seconds,
    agent_seconds: wait.agent_seconds,
    agent_business_seconds: wait.agent_business_seconds,
    age_seconds: wait.age_seconds,
    age_business_seconds: wait.age_business_seconds,
    target_seconds: wait.target_seconds,
    target_hours: wait.target_hours,
    target_result: wait.target_result,
    held_by: wait.held_by,
  };
}
