import { Body, Controller, Get, Post, Put, Query, Res } from '@nestjs/common';
import {
  MOST_PAST_REFS,
  type PastRefs,
  pastRefs,
  type SourcePreview,
  sourcePreview,
  type SourcePreviewInput,
  sourcePreviewInput,
  type SourceRulesAnswer,
  sourceRulesAnswer,
  type SourceRulesHistory,
  sourceRulesHistory,
  type SourceRulesInput,
  sourceRulesInput,
} from '@parley/contracts';
import { type FastifyReply } from 'fastify';
import { z } from 'zod';
import { Allow, InWorkspace, type Place } from '../access/access.js';
import { Answers } from '../docs/answers.js';
import { whenGone } from '../http/when-gone.js';
import { PastRefsService } from './past-refs.service.js';
import { SourceRulesService } from './source-rules.service.js';

const historyQuery = z.strictObject({
  before: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number)
    .optional(),
});

const refsQuery = z.strictObject({
  search: z.string().max(200).default('').describe('Whatever the case.'),
  unread: z.enum(['true', 'false']).default('false').describe('`true`: only those that no rule reads.'),
  limit: z
    .string()
    .regex(/^[1-9]\d{0,2}$/)
    .transform(Number)
    .pipe(z.int().max(MOST_PAST_REFS))
    .optional(),
});

/** Where people come from: which refs came, and by which rules they are read. */
@Controller('api/workspaces/:workspace_id/sources')
export class SourcesController {
  constructor(
    private readonly rules: SourceRulesService,
    private readonly refs: PastRefsService,
  ) {}

  @Get('rules')
  @Allow('sources.read')
  @Answers('The rules that refs are read by, with the progress of a change', sourceRulesAnswer)
  read(@InWorkspace() place: Place): Promise<SourceRulesAnswer> {
    return this.rules.read(place.workspace_id);
  }

  @Put('rules')
  @Allow('sources.change')
  @Answers('Set all rules: a new version; history is labelled anew beside', sourceRulesAnswer)
  change(
    @InWorkspace() place: Place,
    @Body({ schema: sourceRulesInput }) input: SourceRulesInput,
  ): Promise<SourceRulesAnswer> {
    return this.rules.change(place.workspace_id, place.actor, input);
  }

  @Get('history')
  @Allow('sources.read')
  @Answers('Who changed the rules and when, newest first, fifty a page', sourceRulesHistory)
  history(
    @InWorkspace() place: Place,
    @Query({ schema: historyQuery }) query: z.output<typeof historyQuery>,
  ): Promise<SourceRulesHistory> {
    return this.rules.history(place.workspace_id, query.before);
  }

  @Get('refs')
  @Allow('sources.read')
  @Answers('Which refs ever came, how often, and how they are read', pastRefs)
  list(
    @InWorkspace() place: Place,
    @Query({ schema: refsQuery }) { search, unread, limit }: z.output<typeof refsQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PastRefs> {
    const question = { search, is_unread: unread === 'true', ...(limit === undefined ? {} : { limit }) };
    return this.refs.list(place.workspace_id, question, whenGone(reply));
  }

  @Post('preview')
  @Allow('sources.read')
  @Answers('What other rules would make of every ref that ever came', sourcePreview)
  preview(
    @InWorkspace() place: Place,
    @Body({ schema: sourcePreviewInput }) { rules }: SourcePreviewInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SourcePreview> {
    return this.refs.preview(place.workspace_id, rules, whenGone(reply));
  }
}
