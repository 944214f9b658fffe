import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import {
  team,
  type Team,
  teamInput,
  type TeamInput,
  teamList,
  type TeamList,
  teamPatch,
  type TeamPatch,
} from '@parley/contracts';
import { Allow, InWorkspace, type Place } from '../access/access.js';
import { Answers } from '../docs/answers.js';
import { idOf } from '../http/params.js';
import { TeamsService } from './teams.service.js';

/** Teams of agents. */
@Controller('api/workspaces/:workspace_id/teams')
export class TeamsController {
  constructor(private readonly teams: TeamsService) {}

  @Get()
  @Allow('service.read')
  @Answers('Every team with its agents, and who is in none', teamList)
  list(@InWorkspace() place: Place): Promise<TeamList> {
    return this.teams.list(place.workspace_id);
  }

  @Post()
  @Allow('teams.change')
  @Answers('Make a team', team, 201)
  create(@InWorkspace() place: Place, @Body({ schema: teamInput }) input: TeamInput): Promise<Team> {
    return this.teams.create(place.workspace_id, place.actor, input);
  }

  @Patch(':team_id')
  @Allow('teams.change')
  @Answers('Rename a team, or say who is in it', team)
  change(
    @InWorkspace() place: Place,
    @Param('team_id') id: string,
    @Body({ schema: teamPatch }) patch: TeamPatch,
  ): Promise<Team> {
    return this.teams.change(place.workspace_id, place.actor, idOf(id), patch);
  }

  @Delete(':team_id')
  @Allow('teams.change')
  @Answers('Remove a team; its past stays under its name')
  remove(@InWorkspace() place: Place, @Param('team_id') id: string): Promise<void> {
    return this.teams.remove(place.workspace_id, place.actor, idOf(id));
  }

  @Post(':team_id/restore')
  @Allow('teams.change')
  @Answers('Bring a removed team back', team)
  restore(@InWorkspace() place: Place, @Param('team_id') id: string): Promise<Team> {
    return this.teams.restore(place.workspace_id, place.actor, idOf(id));
  }
}
