import { describe, expect, it } from '@jest/globals';
import { ROLES } from '@parley/contracts';
import { ACTIONS, can } from './can.js';

describe('can', () => {
  it('lets an owner do everything', () => {
    for (const action of ACTIONS) expect(can('owner', action)).toBe(true);
  });

  it('lets nobody else change anything, but a team lead set targets and save funnels, and an analyst name sources, tell costs, set goals and save funnels', () => {
    const may: Partial<Record<string, string[]>> = {
      team_lead: ['targets.change', 'funnels.change'],
      analyst: ['sources.change', 'costs.change', 'goals.change', 'funnels.change'],
    };
    for (const role of ROLES.filter((one) => one !== 'owner')) {
      expect(ACTIONS.filter((action) => action.endsWith('.change') && can(role, action))).toEqual(
        may[role] ?? [],
      );
    }
  });

  it('shows costs to everybody but agents', () => {
    expect(ROLES.filter((role) => !can(role, 'costs.read'))).toEqual(['agent']);
  });

  it('shows a viewer numbers but no names of contacts, and an agent only own numbers', () => {
    expect(can('viewer', 'reports.read')).toBe(true);
    expect(can('viewer', 'contacts.read_names')).toBe(false);
    expect(can('agent', 'reports.read')).toBe(false);
    expect(can('agent', 'reports.read_own')).toBe(true);
  });

  it('lets those dismiss waits who work with customers', () => {
    expect(ROLES.filter((role) => can(role, 'waits.dismiss'))).toEqual(['owner', 'team_lead', 'agent']);
  });

  it('lets an analyst read the definitions and nobody else but the owner', () => {
    expect(ROLES.filter((role) => can(role, 'settings.read'))).toEqual(['owner', 'analyst']);
  });
});
