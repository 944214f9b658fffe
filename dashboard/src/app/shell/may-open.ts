import type { Role } from '@parley/contracts';

const READERS = ['owner', 'analyst', 'team_lead'] as const satisfies Role[];

/** Who may open which page; the api refuses the same people its answers. */
export const MAY_OPEN = {
  overview: [...READERS, 'viewer'],
  service: [...READERS, 'viewer'],
  accounts: READERS,
  connect: ['owner'],
  imports: ['owner'],
  quality: READERS,
  teams: READERS,
  targets: READERS,
  settings: ['owner', 'analyst'],
  calendars: READERS,
} as const satisfies Record<string, readonly Role[]>;
