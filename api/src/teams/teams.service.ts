import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  type FilterChoices,
  type Team,
  type TeamInput,
  type TeamList,
  type TeamPatch,
} from '@parley/contracts';
import { In, type Repository } from 'typeorm';
import { AgentsService } from '../agents/agents.service.js';
import { CalendarAssignment } from '../calendars/calendar.entity.js';
import { ScheduleService } from '../calendars/schedule.service.js';
import { notFound } from '../http/problem-error.js';
import { TeamRow } from './team.entity.js';
import { TeamSteps } from './team-steps.js';

/** Keeps teams of agents. A team that was removed is kept for its past. */
@Injectable()
export class TeamsService {
  constructor(
    @InjectRepository(TeamRow) private readonly teams: Repository<TeamRow>,
    @InjectRepository(CalendarAssignment) private readonly assignments: Repository<CalendarAssignment>,
    private readonly agents: AgentsService,
    private readonly schedule: ScheduleService,
    private readonly steps: TeamSteps,
  ) {}

  async list(workspace_id: number): Promise<TeamList> {
    const known = await this.agents.known(workspace_id);
    const assignments = await this.assignments.findBy({ workspace_id, level: 'team' });
    const calendars = new Map(assignments.map((one) => [one.subject_id, String(one.calendar_id)]));
    const people = [...new Set(known.ids().map((id) => known.roots.of(id)))]
      .map((agent_id) => ({
        agent_id,
        name: known.shownName(agent_id) ?? agent_id,
        team_id: known.teamOf(agent_id),
      }))
      .sort((one, other) => one.name.localeCompare(other.name));
    const of = (team_id: string | null) =>
      people.filter((one) => one.team_id === team_id).map(({ agent_id, name }) => ({ agent_id, name }));
    return {
      teams: (await this.rows(workspace_id)).map(({ team_id, name, created_at, removed_at }) => ({
        team_id: String(team_id),
        name,
        agents: of(String(team_id)),
        calendar_id: calendars.get(String(team_id)) ?? null,
        created_at: created_at.toISOString(),
        removed_at: removed_at?.toISOString() ?? null,
      })),
      without_team: of(null),
    };
  }

  /** What a filter offers. */
  async choices(workspace_id: number): Promise<FilterChoices['teams']> {
    return (await this.rows(workspace_id)).map(({ team_id, name, removed_at }) => ({
      team_id: String(team_id),
      name,
      is_removed: removed_at !== null,
    }));
  }

  /** The names of these teams, the removed ones as well. */
  async names(workspace_id: number, team_ids: readonly string[]): Promise<Map<string, string>> {
    if (team_ids.length === 0) return new Map();
    const rows = await this.teams.findBy({ workspace_id, team_id: In(team_ids) });
    return new Map(rows.map(({ team_id, name }) => [String(team_id), name]));
  }

  async create(workspace_id: number, actor: string, input: TeamInput): Promise<Team> {
    const id = await this.schedule.change(workspace_id, actor, this.steps.create(workspace_id, input));
    return this.find(workspace_id, id);
  }

  async change(workspace_id: number, actor: string, team_id: number, patch: TeamPatch): Promise<Team> {
    await this.schedule.change(workspace_id, actor, this.steps.change(workspace_id, team_id, patch));
    return this.find(workspace_id, team_id);
  }

  remove(workspace_id: number, actor: string, team_id: number): Promise<void> {
    return this.schedule.change(workspace_id, actor, this.steps.remove(workspace_id, team_id));
  }

  async restore(workspace_id: number, actor: string, team_id: number): Promise<Team> {
    await this.schedule.change(workspace_id, actor, this.steps.restore(workspace_id, team_id));
    return this.find(workspace_id, team_id);
  }

  private async find(workspace_id: number, team_id: number): Promise<Team> {
    const { teams } = await this.list(workspace_id);
    const found = teams.find((one) => one.team_id === String(team_id));
    if (found === undefined) throw notFound();
    return found;
  }

  /** By name, the removed ones last. */
  private async rows(workspace_id: number): Promise<TeamRow[]> {
    const rows = await this.teams.findBy({ workspace_id });
    return rows.sort(
      (one, other) =>
        Number(one.removed_at !== null) - Number(other.removed_at !== null) ||
        one.name.localeCompare(other.name),
    );
  }
}
