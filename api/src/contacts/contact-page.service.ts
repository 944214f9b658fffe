import { Inject, Injectable } from '@nestjs/common';
import { type Channel, type ContactPage, type ContactTouch } from '@parley/contracts';
import {
  type ClickHouse,
  type ContactMembers,
  readContactsOf,
  readTouchesOf,
  type TouchOfContact,
} from '@parley/sql';
import { type Place } from '../access/access.js';
import { REPORTS_STORE } from '../clickhouse/clickhouse.js';
import { DefinitionsService } from '../definitions/definitions.service.js';
import { notFound } from '../http/problem-error.js';
import { ContactPeople, type People } from './contact-people.service.js';
import { seesNames } from './contact-list.service.js';

const LARGEST = 2n ** 64n;

/** Tells who one contact is. */
@Injectable()
export class ContactPages {
  constructor(
    @Inject(REPORTS_STORE) private readonly store: ClickHouse,
    private readonly definitions: DefinitionsService,
    private readonly people: ContactPeople,
  ) {}

  /** The contact of an identity. Throws `not_found` for a number that nobody in the workspace has. */
  async page(place: Place, id: string, signal: AbortSignal): Promise<ContactPage> {
    const { contact, people, definition_id } = await this.find(place, id, signal);
    const { contact_id, identity_ids } = contact;
    const { workspace_id } = place;
    const touches = await readTouchesOf(this.store, { workspace_id, definition_id }, identity_ids, {
      signal,
    });
    const identities = identity_ids.flatMap((one) => this.people.pageIdentity(people, one) ?? []);
    const seen = (of: 'first_seen_at' | 'last_seen_at') => identities.flatMap((one) => one[of] ?? []).sort();
    return {
      contact_id,
      contact_name: this.people.name(people, identity_ids),
      sees_names: seesNames(place),
      identities,
      first_seen_at: seen('first_seen_at')[0] ?? null,
      last_seen_at: seen('last_seen_at').at(-1) ?? null,
      first_touch: touchOf(people, touches.first),
      last_touch: touchOf(people, touches.last),
      totals: this.people.totals(people, contact),
    };
  }

  /** The identities of a contact, and what is known of them. Throws `not_found` where nothing is. */
  async find(
    place: Place,
    id: string,
    signal: AbortSignal,
  ): Promise<{ contact: ContactMembers; people: People; definition_id: number }> {
    if (!/^\d{1,20}$/.test(id) || BigInt(id) >= LARGEST) throw notFound();
    const { workspace_id } = place;
    const { definition_id } = await this.definitions.active(workspace_id);
    const asked = String(BigInt(id));
    const contact = (await readContactsOf(this.store, workspace_id, [asked], { signal })).get(asked);
    if (contact === undefined) throw notFound();
    const asking = { workspace_id, definition_id, seesNames: seesNames(place) };
    const people = await this.people.read(asking, [contact], signal);
    if (people.known.size === 0) throw notFound();
    return { contact, people, definition_id };
  }
}

const touchOf = ({ accounts }: People, touch: TouchOfContact | null): ContactTouch | null =>
  touch && {
    ...touch,
    channel: touch.channel as Channel,
    account_id: String(touch.account_id),
    account_name: accounts.get(touch.account_id)?.name ?? null,
  };
