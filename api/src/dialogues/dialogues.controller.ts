import { Controller, Get, Param, Res } from '@nestjs/common';
import { type DialogueTimeline, dialogueTimeline } from '@parley/contracts';
import { type FastifyReply } from 'fastify';
import { Allow, InWorkspace, type Place } from '../access/access.js';
import { Answers } from '../docs/answers.js';
import { whenGone } from '../http/when-gone.js';
import { DialoguesService } from './dialogues.service.js';

@Controller('api/workspaces/:workspace_id/dialogues')
export class DialoguesController {
  constructor(private readonly dialogues: DialoguesService) {}

  @Get(':dialogue_id')
  @Answers('What happened in one dialogue, in order, and its waits drawn on it', dialogueTimeline)
  @Allow('reports.read_own', 'reports:read')
  read(
    @InWorkspace() place: Place,
    @Param('dialogue_id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DialogueTimeline> {
    void reply.header('cache-control', 'private, no-store');
    return this.dialogues.timeline(place, id, whenGone(reply));
  }
}
