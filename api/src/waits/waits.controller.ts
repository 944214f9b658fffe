import { Body, Controller, Delete, Param, Put } from '@nestjs/common';
import { dismissalInput, type DismissalInput } from '@parley/contracts';
import { Allow, InWorkspace, type Place } from '../access/access.js';
import { Answers } from '../docs/answers.js';
import { DismissalsService } from './dismissals.service.js';

@Controller('api/workspaces/:workspace_id/waits')
export class WaitsController {
  constructor(private readonly dismissals: DismissalsService) {}

  @Put(':wait_id/dismissal')
  @Allow('waits.dismiss')
  @Answers('No reply needed: the wait ends and counts as dismissed')
  dismiss(
    @InWorkspace() place: Place,
    @Param('wait_id') id: string,
    @Body({ schema: dismissalInput }) input: DismissalInput,
  ): Promise<void> {
    return this.dismissals.dismiss(place, id, input);
  }

  @Delete(':wait_id/dismissal')
  @Allow('waits.dismiss')
  @Answers('Take back that no reply is needed, as if it had never been said')
  takeBack(@InWorkspace() place: Place, @Param('wait_id') id: string): Promise<void> {
    return this.dismissals.takeBack(place, id);
  }
}
