import { type Schedule } from '@parley/contracts';
import { type AgentIdentity } from '../agents/agent-identity.entity.js';
import { Persons } from '../agents/persons.js';
import { type AssignmentLevel, type CalendarAssignment, type CalendarRow } from './calendar.entity.js';

/**
 * Whose hours are which, all choices followed to their end: an agent's own calendar, else that of the agent's team, for
 * every identity of the person; calendars that are nobody's are left out, so that editing them moves nothing.
 */
export function resolveSchedule(
  calendars: readonly CalendarRow[],
  assignments: readonly CalendarAssignment[],
  identities: readonly AgentIdentity[],
): Schedule {
  const at = (level: AssignmentLevel) =>
    new Map(
      assignments
        .filter((one) => one.level === level)
        .map((one) => [one.subject_id, String(one.calendar_id)] as const),
    );
  const [workspace, accounts, teams, own] = [at('workspace'), at('account'), at('team'), at('agent')];
  const persons = new Persons(identities);
  const calendarOf = (agent_id: string): string | undefined => {
    const named = persons.identitiesOf(agent_id).find((id) => own.has(id));
    return named === undefined ? teams.get(String(persons.teamOf(agent_id))) : own.get(named);
  };
  const ids = new Set([...identities.map(({ agent_id }) => agent_id), ...own.keys()]);
  const agents = [...ids].flatMap((id) => {
    const calendar = calendarOf(id);
    return calendar === undefined ? [] : [[id, calendar] as const];
  });
  const used = new Set([...workspace.values(), ...accounts.values(), ...agents.map(([, id]) => id)]);
  return {
    calendars: Object.fromEntries(
      calendars
        .filter(({ calendar_id }) => used.has(String(calendar_id)))
        .map(({ calendar_id, hours }) => [String(calendar_id), hours]),
    ),
    workspace: workspace.get('0') ?? null,
    accounts: Object.fromEntries(accounts),
    agents: Object.fromEntries(agents),
  };
}
