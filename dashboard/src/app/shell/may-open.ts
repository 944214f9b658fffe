import type { Role } from '@parley/contracts';

const READERS = ['owner', 'analyst', 'team_lead'] as const satisfies Role[];

/** Who may open which page; the api refuses the same people its answers. */
export const MAY_OPEN = {
  overview: [...READERS, 'viewer'],
  channels: [...READERS, 'viewer'],
  subscriptions: [...READERS, 'viewer'],
  attribution: [...READERS, 'viewer'],
  paths: [...READERS, 'viewer'],
  funnels: [...READERS, 'viewer'],
  goals: [...READERS, 'viewer'],
  service: [...READERS, 'viewer'],
  waiting: [...READERS, 'viewer', 'agent'],
  rows: [...READERS, 'viewer', 'agent'],
  dialogue: [...READERS, 'viewer', 'agent'],
  agent: [...READERS, 'viewer', 'agent'],
  me: ['agent'],
  accounts: READERS,
  connect: ['owner'],
  imports: ['owner'],
  contacts: [...READERS, 'viewer'],
  suggestions: ['owner', 'analyst'],
  costs: [...READERS, 'viewer'],
  quality: READERS,
  teams: READERS,
  targets: READERS,
  settings: ['owner', 'analyst'],
  calendars: READERS,
  sources: ['owner', 'analyst'],
} as const satisfies Record<string, readonly Role[]>;

/** Who says what counts as a conversion. */
export const MAY_CHANGE_GOALS: readonly Role[] = ['owner', 'analyst'];

/** Who may say which identities are one person. */
export const MAY_MERGE: readonly Role[] = ['owner', 'analyst'];

/** Who may save funnels for everybody. */
export const MAY_CHANGE_FUNNELS: readonly Role[] = READERS;

/** Who may say that a wait needs no reply: those who work with customers. */
export const MAY_DISMISS: readonly Role[] = ['owner', 'team_lead', 'agent'];

/** Of numbers they see only those of their own agent. */
export const SEES_ONLY_OWN = ['agent'] as const satisfies Role[];

/** The page on which a role begins, below the address of the workspace. */
export const homeOf = (role: Role | undefined): string => (role === 'agent' ? 'agents/me' : 'overview');
