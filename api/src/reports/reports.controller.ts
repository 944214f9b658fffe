import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { Allow, InWorkspace, type Place } from '../access/access.js';
import { AuditService } from '../audit/audit.service.js';
import { whenGone } from '../http/when-gone.js';
import { readQuestion } from './question.js';
import { ReportsService } from './reports.service.js';
import { fileName, toCsv, toNdjson } from './write-answer.js';

const TYPES = { ndjson: 'application/x-ndjson; charset=utf-8', csv: 'text/csv; charset=utf-8' } as const;

/** Serves every registered report in every format: the rows are the same. */
@Controller('api/workspaces/:workspace_id/reports')
export class ReportsController {
  constructor(
    private readonly reports: ReportsService,
    private readonly audit: AuditService,
  ) {}

  @Get(':name')
  @Allow('reports.read_own', 'reports:read')
  // Described report by report, see docs/.
  @ApiExcludeEndpoint()
  async read(
    @InWorkspace() place: Place,
    @Param('name') name: string,
    @Query() query: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const question = readQuestion(name, query);
    const { meta, rows } = await this.reports.answer(place, question, whenGone(reply));
    void reply.header('cache-control', 'private, no-store');
    if (question.format === 'json') {
      await reply.send({ meta, rows });
      return;
    }
    const { report, format, bom, params } = question;
    await this.audit.record(place.workspace_id, place.actor, 'report.exported', report.name, {
      format,
      from: params.from,
      to: params.to,
      rows: rows.length,
    });
    await reply
      .header('content-type', TYPES[format])
      .header(
        'content-disposition',
        `attachment; filename="${fileName(report, params, meta.time_zone, format)}"`,
      )
      .send(format === 'csv' ? toCsv(report, rows, bom) : toNdjson(report, rows));
  }
}
