import { Controller, Get, Query } from '@nestjs/common';
import { type AuditPage, auditPage } from '@parley/contracts';
import { z } from 'zod';
import { Allow, InWorkspace, type Place } from '../access/access.js';
import { Answers } from '../docs/answers.js';
import { AuditService } from './audit.service.js';

const pageQuery = z.strictObject({
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
});

@Controller('api/workspaces/:workspace_id/audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  @Allow('audit.read')
  @Answers('Who did what, newest first, a hundred a page', auditPage)
  list(
    @InWorkspace() place: Place,
    @Query({ schema: pageQuery }) query: z.output<typeof pageQuery>,
  ): Promise<AuditPage> {
    return this.audit.page(place.workspace_id, query.before);
  }
}
