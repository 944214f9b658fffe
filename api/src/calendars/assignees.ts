import { type Assignee } from '@parley/contracts';
import { type AssignmentLevel, type CalendarAssignment } from './calendar.entity.js';

/** Whom an assignment is for, as its row has it. */
export interface Place {
  level: AssignmentLevel;
  subject_id: string;
}

export function placeOf(assignee: Assignee): Place {
  switch (assignee.level) {
    case 'workspace':
      return { level: 'workspace', subject_id: '0' };
    case 'account':
      return { level: 'account', subject_id: assignee.account_id };
    case 'team':
      return { level: 'team', subject_id: assignee.team_id };
    case 'agent':
      return { level: 'agent', subject_id: assignee.agent_id };
  }
}

export function assigneeOf({ level, subject_id }: Place): Assignee {
  switch (level) {
    case 'workspace':
      return { level };
    case 'account':
      return { level, account_id: subject_id };
    case 'team':
      return { level, team_id: subject_id };
    case 'agent':
      return { level, agent_id: subject_id };
  }
}

export const keyOf = ({ level, subject_id }: Place) => `${level} ${subject_id}`;

/** Whose a calendar is: the workspace first, then accounts, teams and agents, by number. */
export const usedBy = (assignments: readonly CalendarAssignment[], calendar_id: number): Assignee[] =>
  assignments
    .filter((one) => one.calendar_id === calendar_id)
    .sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || byNumber(a.subject_id, b.subject_id))
    .map(assigneeOf);

const LEVELS: readonly AssignmentLevel[] = ['workspace', 'account', 'team', 'agent'];
const byNumber = (one: string, other: string) => (BigInt(one) < BigInt(other) ? -1 : 1);
