import { Inject, Injectable } from '@nestjs/common';
import { type ContactRow, type MergePreview } from '@parley/contracts';
import { type ClickHouse, readContactsOf } from '@parley/sql';
import { type Place } from '../access/access.js';
import { REPORTS_STORE } from '../clickhouse/clickhouse.js';
import { DefinitionsService } from '../definitions/definitions.service.js';
import { notFound } from '../http/problem-error.js';
import { ContactList } from './contact-list.service.js';
import { ContactPeople } from './contact-people.service.js';

/** Tells what two contacts have, and what they would have as one. */
@Injectable()
export class MergePreviews {
  constructor(
    @Inject(REPORTS_STORE) private readonly store: ClickHouse,
    private readonly definitions: DefinitionsService,
    private readonly list: ContactList,
    private readonly people: ContactPeople,
  ) {}

  /** Throws `not_found` for whoever is nobody's contact. */
  async preview(place: Place, one: string, other: string, signal: AbortSignal): Promise<MergePreview> {
    const { workspace_id } = place;
    const members = await readContactsOf(this.store, workspace_id, [one, other], { signal });
    const rows = await this.list.byIdentities(place, [one, other], signal);
    const contacts = new Map<string, ContactRow>();
    for (const row of rows.values()) contacts.set(row.contact_id, row);
    if (rows.size < new Set([one, other]).size) throw notFound();
    const identity_ids = [...new Set([...members.values()].flatMap((contact) => contact.identity_ids))];
    const { definition_id } = await this.definitions.active(workspace_id);
    // An order that both tell of is bought once.
    const together = { contact_id: one, identity_ids };
    const people = await this.people.read(
      { workspace_id, definition_id, seesNames: false },
      [together],
      signal,
    );
    return {
      is_one_already: contacts.size === 1,
      contacts: [...contacts.values()],
      together: { identities: identity_ids.length, ...this.people.totals(people, together) },
    };
  }
}
