import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import {
  entityId,
  type Quality,
  quality,
  quarantineDismissed,
  type QuarantineDismissed,
  quarantineDismissInput,
  type QuarantineDismissInput,
  quarantinePage,
  type QuarantinePage,
  quarantineReplayInput,
  type QuarantineReplayInput,
  replayProgress,
} from '@parley/contracts';
import { type FastifyReply } from 'fastify';
import { z } from 'zod';
import { Allow, InWorkspace, type Place } from '../access/access.js';
import { can } from '../access/can.js';
import { Answers } from '../docs/answers.js';
import { whenGone } from '../http/when-gone.js';
import { QualityService } from './quality.service.js';
import { QuarantineService } from './quarantine.service.js';
import { ReplayStream } from './replay-stream.js';

const pageQuery = z.strictObject({
  before: z.string().min(1).max(4000).optional().describe('`next_before` of the page before.'),
  account_id: entityId.optional(),
});

/** What arrives and what does not. */
@Controller('api/workspaces/:workspace_id')
export class QualityController {
  constructor(
    private readonly qualities: QualityService,
    private readonly quarantine: QuarantineService,
    private readonly replays: ReplayStream,
  ) {}

  @Get('quality')
  @Allow('quality.read')
  @Answers('What arrives and what does not', quality)
  async read(@InWorkspace() place: Place, @Res({ passthrough: true }) reply: FastifyReply): Promise<Quality> {
    return this.qualities.read(place.workspace_id, whenGone(reply));
  }

  @Get('quarantine')
  @Allow('quality.read')
  @Answers('What could not be taken, newest first, with the reason; bodies for owners', quarantinePage)
  page(
    @InWorkspace() place: Place,
    @Query({ schema: pageQuery }) query: z.output<typeof pageQuery>,
  ): Promise<QuarantinePage> {
    const role = place.user?.membership.role;
    const withBody = role !== undefined && can(role, 'quarantine.read_bodies');
    return this.quarantine.page(place.workspace_id, query, withBody);
  }

  @Post('quarantine/replay')
  @Allow('quarantine.change')
  @Answers('Map what lies in quarantine again; answers lines of progress until done', replayProgress)
  @ApiProduces('application/x-ndjson')
  async replay(
    @InWorkspace() place: Place,
    @Body({ schema: quarantineReplayInput }) input: QuarantineReplayInput,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.quarantine.assertOwn(place.workspace_id, input.account_id);
    const lines = this.replays.begin(place.workspace_id, place.actor, input, whenGone(reply));
    await reply.header('content-type', 'application/x-ndjson').send(lines);
  }

  @Post('quarantine/dismiss')
  @Allow('quarantine.change')
  @Answers('Forget entries of the quarantine for good', quarantineDismissed)
  dismiss(
    @InWorkspace() place: Place,
    @Body({ schema: quarantineDismissInput }) input: QuarantineDismissInput,
  ): Promise<QuarantineDismissed> {
    return this.quarantine.dismiss(place.workspace_id, place.actor, input.entry_ids);
  }
}
