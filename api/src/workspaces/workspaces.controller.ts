import { Controller, Get } from '@nestjs/common';
import { type FilterChoices, filterChoices, type WorkspaceStatus, workspaceStatus } from '@parley/contracts';
import { Allow, InWorkspace, type Place } from '../access/access.js';
import { Answers } from '../docs/answers.js';
import { FiltersService } from './filters.service.js';
import { StatusService } from './status.service.js';

@Controller('api/workspaces/:workspace_id')
export class WorkspacesController {
  constructor(
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
}
