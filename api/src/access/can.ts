import { type Role } from '@parley/contracts';

/** What can be done in a workspace. Each guarded route names one of these. */
export const ACTIONS = [
  'workspace.read',
  'reports.read',
  'reports.read_own',
  'contacts.read_names',
  'settings.read',
  'settings.change',
  'accounts.read',
  'accounts.change',
  'api_keys.read',
  'api_keys.change',
  'imports.read',
  'imports.change',
  'members.read',
  'members.change',
  'audit.read',
  'quality.read',
  'quarantine.read_bodies',
  'quarantine.change',
  'agents.read',
  'agents.change',
  'service.read',
  'calendars.change',
  'teams.change',
  'targets.change',
  'sources.read',
  'sources.change',
  'waits.dismiss',
  'costs.read',
  'costs.change',
  'goals.change',
  'contacts.merge',
  'funnels.change',
] as const;
export type Action = (typeof ACTIONS)[number];

/**
 * Who may do what; the one table. `reports.read_own`: only numbers of one's own agent. `contacts.read_names`: names
 * of contacts, wherever they will be shown; names of agents go with any report. `quarantine.read_bodies`: what lies in
 * quarantine, beside the reasons; even redacted it is what somebody sent. `service.read`: calendars, teams and targets,
 * and what a change of them would move. Calendars and teams say what every number of the past is, so only owners change
 * them; targets say only what is wished for, so those who lead may set them: each change is kept with who made it.
 * `sources.read`: refs and the rules they are read by; analysts change those, too: naming where people came from is their
 * work, and it moves labels only.
 * `waits.dismiss`: say that a wait needs no reply, of those that one sees (an agent: only own ones); it is part of the
 * daily work with customers, so who only reads numbers does not, an analyst neither.
 * `costs.change`: what was spent, what channels charge, rates; the work of who analyses, so not of owners alone.
 * `goals.change`: what counts as a conversion and what it is worth; as with sources, the work of who analyses.
 * `funnels.change`: save questions under a name; they move no number, so those who analyse and those who lead may.
 * `contacts.merge`: say which identities are one person; it moves numbers, and each saying is kept and can be taken back.
 */
const ALLOWED: Record<Role, readonly Action[]> = {
  owner: ACTIONS,
  analyst: [
    'workspace.read',
    'reports.read',
    'reports.read_own',
    'contacts.read_names',
    'settings.read',
    'accounts.read',
    'quality.read',
    'agents.read',
    'service.read',
    'sources.read',
    'sources.change',
    'costs.read',
    'costs.change',
    'goals.change',
    'contacts.merge',
    'funnels.change',
  ],
  team_lead: [
    'workspace.read',
    'reports.read',
    'reports.read_own',
    'contacts.read_names',
    'accounts.read',
    'members.read',
    'quality.read',
    'agents.read',
    'service.read',
    'targets.change',
    'waits.dismiss',
    'costs.read',
    'funnels.change',
  ],
  agent: ['workspace.read', 'reports.read_own', 'waits.dismiss'],
  viewer: ['workspace.read', 'reports.read', 'reports.read_own', 'costs.read'],
};

/** Whether a member of this role may do this in its workspace. */
export const can = (role: Role, action: Action): boolean => ALLOWED[role].includes(action);
