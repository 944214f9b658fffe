import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import {
  type SavedFunnel,
  savedFunnel,
  type SavedFunnelInput,
  savedFunnelInput,
  type SavedFunnelList,
  savedFunnelList,
  type SavedFunnelPatch,
  savedFunnelPatch,
} from '@parley/contracts';
import { Allow, InWorkspace, type Place } from '../access/access.js';
import { Answers } from '../docs/answers.js';
import { idOf } from '../http/params.js';
import { FunnelsService } from './funnels.service.js';

/** Saved funnels. */
@Controller('api/workspaces/:workspace_id/funnels')
export class FunnelsController {
  constructor(private readonly funnels: FunnelsService) {}

  @Get()
  @Allow('reports.read')
  @Answers('Every saved funnel, by name', savedFunnelList)
  list(@InWorkspace() place: Place): Promise<SavedFunnelList> {
    return this.funnels.list(place.workspace_id);
  }

  @Get(':funnel_id')
  @Allow('reports.read')
  @Answers('A saved funnel', savedFunnel)
  find(@InWorkspace() place: Place, @Param('funnel_id') id: string): Promise<SavedFunnel> {
    return this.funnels.find(place.workspace_id, idOf(id));
  }

  @Post()
  @Allow('funnels.change')
  @Answers('Save a funnel under a name', savedFunnel, 201)
  create(
    @InWorkspace() place: Place,
    @Body({ schema: savedFunnelInput }) input: SavedFunnelInput,
  ): Promise<SavedFunnel> {
    return this.funnels.create(place.workspace_id, place.actor, input);
  }

  @Post(':funnel_id/duplicate')
  @Allow('funnels.change')
  @Answers('The same funnel again, under a name of its own', savedFunnel, 201)
  duplicate(@InWorkspace() place: Place, @Param('funnel_id') id: string): Promise<SavedFunnel> {
    return this.funnels.duplicate(place.workspace_id, place.actor, idOf(id));
  }

  @Patch(':funnel_id')
  @Allow('funnels.change')
  @Answers('Change a saved funnel', savedFunnel)
  change(
    @InWorkspace() place: Place,
    @Param('funnel_id') id: string,
    @Body({ schema: savedFunnelPatch }) patch: SavedFunnelPatch,
  ): Promise<SavedFunnel> {
    return this.funnels.change(place.workspace_id, place.actor, idOf(id), patch);
  }

  @Delete(':funnel_id')
  @Allow('funnels.change')
  @Answers('Remove a saved funnel')
  remove(@InWorkspace() place: Place, @Param('funnel_id') id: string): Promise<void> {
    return this.funnels.remove(place.workspace_id, place.actor, idOf(id));
  }
}
