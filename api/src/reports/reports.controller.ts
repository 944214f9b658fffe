import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { Allow, InWorkspace, type Place } from '../access/access.js';
import { AuditService } from '../audit/audit.service.js';
import { whenGone } from '../http/when-gone.js';
import { findRowReport, readRowQuestion, type RowQuestion } from '../rows/row-question.js';
import { RowsService } from '../rows/rows.service.js';
import { bodyOf } from '../rows/send-rows.js';
import { type Question, readQuestion } from './question.js';
import { ReportsService } from './reports.service.js';
import { fileName, toCsv, toNdjson } from './write-answer.js';

const TYPES = { ndjson: 'application/x-ndjson; charset=utf-8', csv: 'text/csv; charset=utf-8' } as const;

/** The number of rows of an export, so that whoever reads it can tell whether it is whole. */
const ROW_COUNT = 'parley-row-count';

/** Serves every registered report in every format: the rows are the same. */
@Controller('api/workspaces/:workspace_id/reports')
export class ReportsController {
  constructor(
    private readonly reports: ReportsService,
    private readonly rows: RowsService,
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
    const rows = findRowReport(name);
    if (rows !== undefined) {
      await this.readRows(place, readRowQuestion(rows, query), reply);
      return;
    }
    await this.readNumbers(place, readQuestion(name, query), reply);
  }

  private async readNumbers(place: Place, question: Question, reply: FastifyReply): Promise<void> {
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
        `attachment; filename="${fileName(report, params, meta.time_zone, format, params.with)}"`,
      )
      .send(format === 'csv' ? toCsv(report, rows, bom) : toNdjson(report, rows));
  }

  private async readRows(place: Place, question: RowQuestion, reply: FastifyReply): Promise<void> {
    const { report, format, bom, params } = question;
    void reply.header('cache-control', 'private, no-store');
    if (format === 'json') {
      await reply.send(await this.rows.page(place, question, whenGone(reply)));
      return;
    }
    const { total, time_zone, batches } = await this.rows.stream(place, question, whenGone(reply));
    const period = params.period ?? { from: 'now', to: new Date().toISOString() };
    await this.audit.record(place.workspace_id, place.actor, 'report.exported', report.name, {
      format,
      ...params.period,
      rows: total,
    });
    await reply
      .header('content-type', TYPES[format])
      .header(ROW_COUNT, total)
      .header(
        'content-disposition',
        `attachment; filename="${fileName(report, period, time_zone, format, params.with)}"`,
      )
      .send(bodyOf(report, format, bom, batches));
  }
}
