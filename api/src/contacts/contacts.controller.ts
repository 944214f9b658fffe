import { Readable } from 'node:stream';
import { Controller, Get, Logger, Param, Query, Res } from '@nestjs/common';
import {
  type ContactLinks,
  contactLinks,
  type ContactPage,
  contactPage,
  contactsAnswer,
  type ContactsParams,
  contactsParams,
  type ContactTimeline,
  contactTimeline,
  type ContactTimelineParams,
  contactTimelineParams,
} from '@parley/contracts';
import { type FastifyReply } from 'fastify';
import { Allow, InWorkspace, type Place } from '../access/access.js';
import { AuditService } from '../audit/audit.service.js';
import { Answers } from '../docs/answers.js';
import { whenGone } from '../http/when-gone.js';
import { ContactLinksService } from './contact-links.service.js';
import { ContactList, type ContactStream, seesNames } from './contact-list.service.js';
import { ContactPages } from './contact-page.service.js';
import { ContactTimelines } from './contact-timeline.service.js';
import { contactsCsv, contactsCsvHead, contactsNdjson } from './write-contacts.js';

const TYPES = { ndjson: 'application/x-ndjson; charset=utf-8', csv: 'text/csv; charset=utf-8' } as const;

/** Who wrote or came, and what happened with each. */
@Controller('api/workspaces/:workspace_id/contacts')
export class ContactsController {
  private readonly logger = new Logger('contacts');

  constructor(
    private readonly list: ContactList,
    private readonly pages: ContactPages,
    private readonly timelines: ContactTimelines,
    private readonly links: ContactLinksService,
    private readonly audit: AuditService,
  ) {}

  @Get()
  @Answers('Contacts, found and filtered, page by page; as CSV or NDJSON all of them', contactsAnswer)
  @Allow('reports.read', 'reports:read')
  async read(
    @InWorkspace() place: Place,
    @Query({ schema: contactsParams }) params: ContactsParams,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    void reply.header('cache-control', 'private, no-store');
    if (params.format === 'json') {
      await reply.send(await this.list.page(place, params, whenGone(reply)));
      return;
    }
    const { format, bom } = params;
    const found = await this.list.stream(place, params, whenGone(reply));
    await this.audit.record(place.workspace_id, place.actor, 'report.exported', 'contacts-list', {
      format,
      rows: found.total,
    });
    const day = new Date().toISOString().slice(0, 10);
    await reply
      .header('content-type', TYPES[format])
      .header('parley-row-count', found.total)
      .header('content-disposition', `attachment; filename="parley-contacts_${day}.${format}"`)
      .send(Readable.from(this.lines(found, format, bom), { objectMode: false }));
  }

  @Get(':contact_id')
  @Answers('Who a contact is in all their accounts, and what they did, ever', contactPage)
  @Allow('reports.read', 'reports:read')
  page(
    @InWorkspace() place: Place,
    @Param('contact_id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ContactPage> {
    void reply.header('cache-control', 'private, no-store');
    return this.pages.page(place, id, whenGone(reply));
  }

  @Get(':contact_id/timeline')
  @Answers('What happened with a contact in all their accounts, the newest first', contactTimeline)
  @Allow('reports.read', 'reports:read')
  timeline(
    @InWorkspace() place: Place,
    @Param('contact_id') id: string,
    @Query({ schema: contactTimelineParams }) params: ContactTimelineParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ContactTimeline> {
    void reply.header('cache-control', 'private, no-store');
    return this.timelines.timeline(place, id, params, whenGone(reply));
  }

  @Get(':contact_id/links')
  @Answers('What was said by hand of who this is, also what was taken back', contactLinks)
  @Allow('reports.read', 'reports:read')
  async said(
    @InWorkspace() place: Place,
    @Param('contact_id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ContactLinks> {
    const { contact } = await this.pages.find(place, id, whenGone(reply));
    const { workspace_id } = place;
    const asking = { workspace_id, seesNames: seesNames(place) };
    return { links: await this.links.ofIdentities(asking, contact.identity_ids) };
  }

  private async *lines({ batches }: ContactStream, format: 'csv' | 'ndjson', bom: boolean) {
    if (format === 'csv') yield contactsCsvHead(bom);
    try {
      for await (const rows of batches) yield format === 'csv' ? contactsCsv(rows) : contactsNdjson(rows);
    } catch (error) {
      this.logger.warn(
        `An export of contacts broke off: ${error instanceof Error ? error.message : String(error)}`,
      );
      throw error;
    }
  }
}
