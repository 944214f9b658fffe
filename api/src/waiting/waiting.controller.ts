import { Controller, Get, Headers, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { waitingEvent } from '@parley/contracts';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Allow, InWorkspace, type Place } from '../access/access.js';
import { Viewer } from './viewer.js';
import { WaitingService } from './waiting.service.js';

@Controller('api/workspaces/:workspace_id/waiting-now')
export class WaitingController {
  constructor(private readonly waiting: WaitingService) {}

  /** Who waits, live: server-sent events, see `waitingEvent`. Takes the filters of the report of this name. */
  @Get('live')
  @ApiOperation({
    summary:
      'Who waits, live: server-sent events `waiting` and `still`; takes the filters of the report waiting-now',
  })
  @ApiResponse({ status: 200, description: 'text/event-stream', standardSchema: waitingEvent })
  @Allow('reports.read_own', 'reports:read')
  async live(
    @InWorkspace() place: Place,
    @Query() query: Record<string, unknown>,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const wish = await this.waiting.wishOf(place, query);
    const { access } = request;
    if (access === undefined) throw new Error('A route read who is asking without a guard before it.');
    reply.hijack();
    const response = reply.raw;
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) response.setHeader(name, value);
    }
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'private, no-store',
      // nginx would hold back what is written.
      'x-accel-buffering': 'no',
    });
    const viewer = new Viewer(response, wish, lastEventId ?? '');
    response.once('close', () => this.waiting.leave(place.workspace_id, viewer));
    this.waiting.join(place.workspace_id, viewer, access);
  }
}
