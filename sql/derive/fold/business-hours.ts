import type { Calendars } from '../../calendars/calendars.js';
import type { DialogueRow, WaitRow } from './rows.js';

/** Fills in what the calendars of the account and of whoever answered say at the instants of a wait. */
export function readCalendars(wait: WaitRow, calendars: Calendars): void {
  const { answered_at, handed_off_at, assigned_at } = wait;
  const customer = calendars.ofAccount(wait.account_id);
  if (customer !== null) {
    wait.calendar_id = customer.id;
    wait.since_business_ms = customer.hours.reading(wait.waiting_since);
    wait.settled_business_ms = customer.hours.reading(wait.settled_at);
    wait.began_off_hours = customer.hours.isOpen(wait.waiting_since) ? 0 : 1;
  }
  if (answered_at === 0) return;
  if (customer !== null) {
    wait.answered_business_ms = customer.hours.reading(answered_at);
    wait.answered_off_hours = customer.hours.isOpen(answered_at) ? 0 : 1;
  }
  const agent = calendars.ofAgent(wait.answered_by, wait.account_id);
  if (agent === null) return;
  wait.agent_calendar_id = agent.id;
  wait.agent_since_business_ms = agent.hours.reading(wait.waiting_since);
  wait.agent_settled_business_ms = agent.hours.reading(wait.settled_at);
  wait.agent_handed_off_business_ms = handed_off_at === 0 ? 0 : agent.hours.reading(handed_off_at);
  wait.agent_assigned_business_ms = assigned_at === 0 ? 0 : agent.hours.reading(assigned_at);
  wait.agent_answered_business_ms = agent.hours.reading(answered_at);
}

/** Fills in what the calendar of the account says from a contact's first message to the closing. */
export function readClosing(dialogue: DialogueRow, calendars: Calendars): void {
  const calendar = calendars.ofAccount(dialogue.account_id);
  if (calendar === null) return;
  const { first_incoming_at, resolved_at } = dialogue;
  dialogue.calendar_id = calendar.id;
  if (first_incoming_at !== 0) dialogue.incoming_business_ms = calendar.hours.reading(first_incoming_at);
  if (resolved_at !== 0) dialogue.resolved_business_ms = calendar.hours.reading(resolved_at);
}
