import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { fillInboxUrl } from '@parley/contracts';
import { type ClickHouse, readConversations } from '@parley/sql';
import { DataSource, In, type Repository } from 'typeorm';
import { type Place } from '../access/access.js';
import { can } from '../access/can.js';
import { Account } from '../accounts/account.entity.js';
import { REPORTS_STORE } from '../clickhouse/clickhouse.js';
import { Profile } from '../profiles/profile.entity.js';
import { type Row } from '../reports/write-answer.js';

type Kind = 'contact' | 'conversation';

/** Writes into rows where a dialogue stands in the inbox of its account. */
@Injectable()
export class InboxLinks {
  constructor(
    @Inject(REPORTS_STORE) private readonly store: ClickHouse,
    @InjectRepository(Account) private readonly accounts: Repository<Account>,
    @Inject(DataSource) private readonly source: DataSource,
  ) {}

  /**
   * Fills `inbox_url` of rows that have it, with an account, an identity and a dialogue beside it; null where the account has no inbox, or the id
   * that its link needs is not known. What a platform calls a contact may be a phone number: who may not see names of
   * contacts gets no link with it.
   */
  write(place: Place, rows: readonly Row[], definition_id: number): Promise<void> {
    const role = place.user?.membership.role;
    const seesContacts = role !== undefined && can(role, 'contacts.read_names');
    return this.forAny(place.workspace_id, seesContacts, rows, definition_id);
  }

  /** The same for a reader who may or may not see names of contacts. */
  async forAny(
    workspace_id: number,
    seesContacts: boolean,
    rows: readonly Row[],
    definition_id: number,
  ): Promise<void> {
    if (!rows.some((row) => 'inbox_url' in row)) return;
    const templates = await this.templates(workspace_id);
    const linked = rows.filter((row) => templates.has(String(row['account_id'])));
    const needs = (what: string) => [...templates.values()].some((template) => template.includes(what));
    const contacts = await this.externalIds(
      workspace_id,
      'contact',
      seesContacts && needs('{contact_id}') ? linked.map((row) => String(row['identity_id'])) : [],
    );
    const dialogue_ids = needs('{conversation_id}') ? linked.map((row) => String(row['dialogue_id'])) : [];
    const numbers = await readConversations(this.store, { workspace_id, definition_id, dialogue_ids });
    const conversations = await this.externalIds(workspace_id, 'conversation', [...numbers.values()]);
    for (const row of linked) {
      row['inbox_url'] = fillInboxUrl(templates.get(String(row['account_id'])) ?? '', {
        contact_id: contacts.get(String(row['identity_id'])),
        conversation_id: conversations.get(numbers.get(String(row['dialogue_id'])) ?? ''),
      });
    }
  }

  private async templates(workspace_id: number): Promise<Map<string, string>> {
    const accounts = await this.accounts.findBy({ workspace_id });
    return new Map(
      accounts.flatMap(({ account_id, options }) =>
        options.inbox_url ? [[String(account_id), options.inbox_url] as const] : [],
      ),
    );
  }

  private async externalIds(
    workspace_id: number,
    kind: Kind,
    ids: readonly string[],
  ): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const found = await this.source.getRepository(Profile).find({
      select: { profile_id: true, external_id: true },
      where: { workspace_id, kind, profile_id: In([...new Set(ids)]) },
    });
    return new Map(found.map(({ profile_id, external_id }) => [profile_id, external_id]));
  }
}
