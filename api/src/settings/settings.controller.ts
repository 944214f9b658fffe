import { Body, Controller, Get, Patch, Post, Query, Res } from '@nestjs/common';
import {
  type PreviewInput,
  previewInput,
  type SettingsAnswer,
  settingsAnswer,
  type SettingsHistory,
  settingsHistory,
  type SettingsInput,
  settingsInput,
  type SettingsPreview,
  settingsPreview,
} from '@parley/contracts';
import { type FastifyReply } from 'fastify';
import { z } from 'zod';
import { Allow, InWorkspace, type Place } from '../access/access.js';
import { Answers } from '../docs/answers.js';
import { whenGone } from '../http/when-gone.js';
import { PreviewService } from './preview.service.js';
import { SettingsService } from './settings.service.js';

const historyQuery = z.strictObject({
  before: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number)
    .optional(),
});

@Controller('api/workspaces/:workspace_id/settings')
export class SettingsController {
  constructor(
    private readonly settings: SettingsService,
    private readonly previews: PreviewService,
  ) {}

  @Get()
  @Allow('settings.read')
  @Answers('The settings and the definitions, with the progress of a change', settingsAnswer)
  read(@InWorkspace() place: Place): Promise<SettingsAnswer> {
    return this.settings.read(place.workspace_id);
  }

  @Patch()
  @Allow('settings.change')
  @Answers('Change settings: a new version; what has to be derived anew is built beside', settingsAnswer)
  change(
    @InWorkspace() place: Place,
    @Body({ schema: settingsInput }) input: SettingsInput,
  ): Promise<SettingsAnswer> {
    return this.settings.change(place.workspace_id, place.actor, input);
  }

  @Get('history')
  @Allow('settings.read')
  @Answers('Who changed what and when, newest first, fifty a page', settingsHistory)
  history(
    @InWorkspace() place: Place,
    @Query({ schema: historyQuery }) query: z.output<typeof historyQuery>,
  ): Promise<SettingsHistory> {
    return this.settings.history(place.workspace_id, query.before);
  }

  @Post('preview')
  @Allow('settings.read')
  @Answers('What a change would move: numbers under the present and the wanted settings', settingsPreview)
  preview(
    @InWorkspace() place: Place,
    @Body({ schema: previewInput }) input: PreviewInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SettingsPreview> {
    return this.previews.preview(place.workspace_id, input, whenGone(reply));
  }
}
