import * as z from 'zod';
import type { Localized } from './text.js';

export const ROLES = ['owner', 'analyst', 'team_lead', 'agent', 'viewer'] as const;
export const role = z.enum(ROLES);
export type Role = z.infer<typeof role>;

export const ROLE_LABELS: Record<Role, Localized> = {
  owner: { en: 'Owner', ru: 'Владелец' },
  analyst: { en: 'Analyst', ru: 'Аналитик' },
  team_lead: { en: 'Team lead', ru: 'Руководитель группы' },
  agent: { en: 'Agent', ru: 'Сотрудник' },
  viewer: { en: 'Viewer', ru: 'Наблюдатель' },
};

/** What an API key may do. */
export const SCOPES = ['events:write', 'reports:read'] as const;
export const scope = z.enum(SCOPES);
export type Scope = z.infer<typeof scope>;
