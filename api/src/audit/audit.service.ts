import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type AuditEntry, type AuditPage } from '@parley/contracts';
import { LessThan, type Repository } from 'typeorm';
import { AuditRow, type AuditValue } from './audit-entry.entity.js';

const PAGE = 100;

/** Keeps and shows who did what. Details never hold a secret or a contact. */
@Injectable()
export class AuditService {
  constructor(@InjectRepository(AuditRow) private readonly rows: Repository<AuditRow>) {}

  async record(
    workspace_id: number,
    actor: string,
    action: string,
    subject = '',
    details: Record<string, AuditValue> = {},
  ): Promise<void> {
    await this.rows.insert({ workspace_id, actor, action, subject, details, at: new Date() });
  }

  /** The newest hundred entries, or the hundred before the entry `before`. */
  async page(workspace_id: number, before: string | undefined): Promise<AuditPage> {
    const rows = await this.rows.find({
      where: { workspace_id, ...(before === undefined ? {} : { audit_id: LessThan(before) }) },
      order: { audit_id: 'DESC' },
      take: PAGE + 1,
    });
    const entries = rows.slice(0, PAGE).map((row) => ({
      audit_id: row.audit_id,
      at: row.at.toISOString(),
      actor: row.actor,
      action: row.action,
      subject: row.subject,
      details: row.details as AuditEntry['details'],
    }));
    return { entries, next_before: rows.length > PAGE ? (entries.at(-1)?.audit_id ?? null) : null };
  }
}
