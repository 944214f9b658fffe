import { Injectable } from '@nestjs/common';
import { type CalendarHours, type OpenHours, type Target, WEEKDAYS } from '@parley/contracts';
import { agentId } from '@parley/sql';
import { type EntityManager } from 'typeorm';
import { AgentIdentity } from '../agents/agent-identity.entity.js';
import { CalendarAssignment, CalendarRow } from '../calendars/calendar.entity.js';
import { ScheduleService } from '../calendars/schedule.service.js';
import { Vault } from '../crypto/vault.js';
import { TargetsService } from '../targets/targets.service.js';
import { TeamRow } from '../teams/team.entity.js';
import { hashKeyOf } from '../workspaces/hash-key.js';
import { type Workspace } from '../workspaces/workspace.entity.js';

const ACTOR = 'system';
const MINUTE = 60;
const OPEN: OpenHours[] = [['09:00', '18:00']];

const HOURS: CalendarHours = {
  time_zone: 'Europe/Moscow',
  versions: [
    {
      effective_from: null,
      week: Object.fromEntries(
        WEEKDAYS.map((day, index) => [day, index < 5 ? OPEN : []]),
      ) as CalendarHours['versions'][0]['week'],
    },
  ],
  days: [],
};

/** The teams of the demo: its agents by the key of the account in which they answer and their id there. */
export const DEMO_TEAMS: readonly { name: string; agents: readonly (readonly [string, string])[] }[] = [
  {
    name: 'Sales',
    agents: [
      ['telegram', 'a1'],
      ['telegram', 'a2'],
      ['whatsapp', 'a5'],
      ['whatsapp', 'a6'],
    ],
  },
  {
    name: 'Social networks',
    agents: [
      ['vk', 'a3'],
      ['viber', 'a4'],
      ['instagram', 'a7'],
    ],
  },
];

/** Gives the demo what its service reports go by: opening hours, teams and targets. Once: a reader may change them. */
@Injectable()
export class DemoService {
  constructor(
    private readonly schedule: ScheduleService,
    private readonly targets: TargetsService,
    private readonly vault: Vault,
  ) {}

  /** `accounts`: the numbers of the demo's accounts by key. */
  async prepare(workspace: Workspace, accounts: ReadonlyMap<string, number>): Promise<void> {
    const { workspace_id } = workspace;
    const { versions } = await this.schedule.history(workspace_id, undefined);
    if (versions.length === 0) {
      const hashKey = hashKeyOf(this.vault, workspace);
      await this.schedule.change(workspace_id, ACTOR, async (manager) => {
        for (const { name, agents } of DEMO_TEAMS) {
          const ids = agents.flatMap(([key, id]) => {
            const account_id = accounts.get(key);
            return account_id === undefined ? [] : [String(agentId(hashKey, account_id, id))];
          });
          await makeTeam(manager, workspace_id, name, ids);
        }
        await makeCalendar(manager, workspace_id);
        return { done: { action: 'calendar.created', subject: 'Office' }, result: undefined };
      });
    }
    if ((await this.targets.read(workspace_id)).version === 0) {
      await this.targets.change(workspace_id, ACTOR, TARGETS);
    }
  }
}

const any = { team_id: null, channel: null, hours: 'business' } as const;
const TARGETS: Target[] = [
  { ...any, kind: 'first', seconds: 15 * MINUTE },
  { ...any, kind: 'first', channel: 'whatsapp', seconds: 10 * MINUTE },
  { ...any, kind: 'next', seconds: 30 * MINUTE },
  { ...any, kind: 'close', seconds: 9 * 60 * MINUTE },
];

async function makeTeam(
  manager: EntityManager,
  workspace_id: number,
  name: string,
  agent_ids: readonly string[],
): Promise<void> {
  const now = new Date();
  const { team_id } = await manager.save(
    manager.create(TeamRow, { workspace_id, name, created_at: now, removed_at: null }),
  );
  // Nothing is known of them yet: their names come with their first messages. What a reader has said of them stays.
  for (const agent_id of agent_ids) {
    const said = await manager.findOneBy(AgentIdentity, { workspace_id, agent_id });
    const { name: given, same_as, joined_at } = said ?? { name: null, same_as: null, joined_at: null };
    const identity = { workspace_id, agent_id, name: given, same_as, joined_at, team_id, changed_at: now };
    await manager.save(AgentIdentity, identity);
  }
}

async function makeCalendar(manager: EntityManager, workspace_id: number): Promise<void> {
  const now = new Date();
  const { calendar_id } = await manager.save(
    manager.create(CalendarRow, {
      workspace_id,
      name: 'Office',
      hours: HOURS,
      created_at: now,
      changed_at: now,
    }),
  );
  await manager.insert(CalendarAssignment, {
    workspace_id,
    level: 'workspace',
    subject_id: '0',
    calendar_id,
  });
}
