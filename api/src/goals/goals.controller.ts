import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Res } from '@nestjs/common';
import {
  type Goal,
  goal,
  type GoalChoices,
  goalChoices,
  type GoalInput,
  goalInput,
  type GoalList,
  goalList,
  type GoalPatch,
  goalPatch,
  type GoalPreview,
  goalPreview,
  type GoalPreviewInput,
  goalPreviewInput,
} from '@parley/contracts';
import { type FastifyReply } from 'fastify';
import { Allow, InWorkspace, type Place } from '../access/access.js';
import { Answers } from '../docs/answers.js';
import { idOf } from '../http/params.js';
import { whenGone } from '../http/when-gone.js';
import { GoalPreviewService } from './goal-preview.service.js';
import { GoalsService } from './goals.service.js';

/** What counts as a conversion. */
@Controller('api/workspaces/:workspace_id/goals')
export class GoalsController {
  constructor(
    private readonly goals: GoalsService,
    private readonly previews: GoalPreviewService,
  ) {}

  @Get()
  @Allow('reports.read')
  @Answers('Every goal, in the order in which they were made', goalList)
  list(@InWorkspace() place: Place): Promise<GoalList> {
    return this.goals.list(place.workspace_id);
  }

  @Post()
  @Allow('goals.change')
  @Answers('Make a goal; conversions of the past count at once', goal, 201)
  create(@InWorkspace() place: Place, @Body({ schema: goalInput }) input: GoalInput): Promise<Goal> {
    return this.goals.create(place.workspace_id, place.actor, input);
  }

  @Post('preview')
  @HttpCode(200)
  @Allow('goals.change')
  @Answers('What a goal would have counted lately, before it is saved', goalPreview)
  preview(
    @InWorkspace() place: Place,
    @Body({ schema: goalPreviewInput }) { rule }: GoalPreviewInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GoalPreview> {
    return this.previews.preview(place.workspace_id, rule, whenGone(reply));
  }

  @Get('choices')
  @Allow('goals.change')
  @Answers('Names of goals and properties that came lately', goalChoices)
  choices(
    @InWorkspace() place: Place,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GoalChoices> {
    return this.previews.choices(place.workspace_id, whenGone(reply));
  }

  @Patch(':goal_id')
  @Allow('goals.change')
  @Answers('Change a goal; history follows at once', goal)
  change(
    @InWorkspace() place: Place,
    @Param('goal_id') id: string,
    @Body({ schema: goalPatch }) patch: GoalPatch,
  ): Promise<Goal> {
    return this.goals.change(place.workspace_id, place.actor, idOf(id), patch);
  }

  @Delete(':goal_id')
  @Allow('goals.change')
  @Answers('Remove a goal; it counts nowhere any more')
  remove(@InWorkspace() place: Place, @Param('goal_id') id: string): Promise<void> {
    return this.goals.remove(place.workspace_id, place.actor, idOf(id));
  }
}
