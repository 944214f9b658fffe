import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import {
  type TargetsAnswer,
  targetsAnswer,
  type TargetsHistory,
  targetsHistory,
  type TargetsInput,
  targetsInput,
} from '@parley/contracts';
import { z } from 'zod';
import { Allow, InWorkspace, type Place } from '../access/access.js';
import { Answers } from '../docs/answers.js';
import { TargetsService } from './targets.service.js';

const historyQuery = z.strictObject({
  before: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number)
    .optional(),
});

/** How fast things are meant to happen. What a change moves is tried by `calendars/preview`. */
@Controller('api/workspaces/:workspace_id/targets')
export class TargetsController {
  constructor(private readonly targets: TargetsService) {}

  @Get()
  @Allow('service.read')
  @Answers('The targets that hold', targetsAnswer)
  read(@InWorkspace() place: Place): Promise<TargetsAnswer> {
    return this.targets.read(place.workspace_id);
  }

  @Put()
  @Allow('targets.change')
  @Answers('Set all targets; they hold at once', targetsAnswer)
  change(
    @InWorkspace() place: Place,
    @Body({ schema: targetsInput }) { targets }: TargetsInput,
  ): Promise<TargetsAnswer> {
    return this.targets.change(place.workspace_id, place.actor, targets);
  }

  @Get('history')
  @Allow('service.read')
  @Answers('Who changed which targets, and when, newest first, fifty a page', targetsHistory)
  history(
    @InWorkspace() place: Place,
    @Query({ schema: historyQuery }) query: z.output<typeof historyQuery>,
  ): Promise<TargetsHistory> {
    return this.targets.history(place.workspace_id, query.before);
  }
}
