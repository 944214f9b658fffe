import { Body, Controller, Get, Patch } from '@nestjs/common';
import {
  type FilterChoices,
  filterChoices,
  type SettingsAnswer,
  settingsAnswer,
  type SettingsInput,
  settingsInput,
  type WorkspaceStatus,
  workspaceStatus,
} from '@parley/contracts';
import { Allow, InWorkspace, type Place } from '../access/access.js';
import { Answers } from '../docs/answers.js';
import { FiltersService } from './filters.service.js';
import { StatusService } from './status.service.js';
import { WorkspacesService } from './workspaces.service.js';

@Controller('api/workspaces/:workspace_id')
export class WorkspacesController {
  constructor(
    private readonly workspaces: WorkspacesService,
    private readonly filterChoices: FiltersService,
    private readonly states: StatusService,
  ) {}

  @Get('filters')
  @Allow('workspace.read')
  @Answers('What the filters offer', filterChoices)
  filters(@InWorkspace() place: Place): Promise<FilterChoices> {
    return this.filterChoices.read(place);
  }

  @Get('status')
  @Allow('workspace.read')
  @Answers('Whether there are events, from when to when, and whether they are all derived', workspaceStatus)
  status(@InWorkspace() place: Place): Promise<WorkspaceStatus> {
    return this.states.read(place.workspace_id);
  }

  @Get('settings')
  @Allow('settings.read')
  @Answers('Name, zone, currency and the definitions, with the progress of a change', settingsAnswer)
  settings(@InWorkspace() place: Place): Promise<SettingsAnswer> {
    return this.workspaces.settings(place.workspace_id);
  }

  @Patch('settings')
  @Allow('settings.change')
  @Answers('Change settings; a new silence gap is computed beside and switched', settingsAnswer)
  change(
    @InWorkspace() place: Place,
    @Body({ schema: settingsInput }) input: SettingsInput,
  ): Promise<SettingsAnswer> {
    return this.workspaces.change(place.workspace_id, place.actor, input);
  }
}
