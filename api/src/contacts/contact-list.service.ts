import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type ContactRow, type ContactsAnswer, type ContactsParams } from '@parley/contracts';
import {
  type ClickHouse,
  type ContactPlace,
  type ContactsQuestion,
  countContacts,
  countMerges,
  listContacts,
  type ListedContact,
  readContactsOf,
  streamContacts,
} from '@parley/sql';
import { type Repository } from 'typeorm';
import { type Place } from '../access/access.js';
import { can } from '../access/can.js';
import { Account } from '../accounts/account.entity.js';
import { REPORTS_STORE } from '../clickhouse/clickhouse.js';
import { DefinitionsService } from '../definitions/definitions.service.js';
import { invalidRequest, ProblemError } from '../http/problem-error.js';
import { momentOf } from '../reports/period.js';
import { resumed } from '../rows/resumed.js';
import { WorkspacesService } from '../workspaces/workspaces.service.js';
import { ContactPeople } from './contact-people.service.js';
import { ContactSearch } from './contact-search.service.js';

const BATCH = 500;

/** Whether names of contacts are for this reader. Keys of the API have no person behind them. */
export const seesNames = (place: Place): boolean =>
  place.user !== undefined && can(place.user.membership.role, 'contacts.read_names');

interface Asked {
  question: ContactsQuestion;
  is_cut: boolean;
  time_zone: string;
  seesNames: boolean;
}

export interface ContactStream {
  total: number;
  time_zone: string;
  /** Batch by batch; throws when something breaks half way. */
  batches: AsyncGenerator<ContactRow[], void, undefined>;
}

/** Lists and finds contacts; merged identities are one. */
@Injectable()
export class ContactList {
  constructor(
    @Inject(REPORTS_STORE) private readonly store: ClickHouse,
    @InjectRepository(Account) private readonly accounts: Repository<Account>,
    private readonly definitions: DefinitionsService,
    private readonly workspaces: WorkspacesService,
    private readonly search: ContactSearch,
    private readonly people: ContactPeople,
  ) {}

  /** One page. Throws `not_allowed` for a search by whoever may not see names. */
  async page(place: Place, params: ContactsParams, signal: AbortSignal): Promise<ContactsAnswer> {
    const asked = await this.ask(place, params);
    const after = params.cursor === undefined ? null : readPlace(params.cursor);
    const [{ contacts, next }, total, merges] = await Promise.all([
      listContacts(this.store, asked.question, { limit: params.limit, after }, { signal }),
      countContacts(this.store, asked.question, { signal }),
      countMerges(this.store, place.workspace_id, { signal }),
    ]);
    const rows = await this.rows(asked, contacts, signal);
    return {
      meta: {
        total,
        row_count: rows.length,
        next_cursor: next === null ? null : writePlace(next),
        merges,
        is_cut: asked.is_cut,
        sees_names: asked.seesNames,
        time_zone: asked.time_zone,
      },
      rows,
    };
  }

  /** All of them, in flat memory. What goes wrong before the first batch throws here. */
  async stream(place: Place, params: ContactsParams, signal: AbortSignal): Promise<ContactStream> {
    const asked = await this.ask(place, params);
    const total = await countContacts(this.store, asked.question, { signal });
    const batches = this.batches(asked, signal);
    const first = await batches.next();
    return { total, time_zone: asked.time_zone, batches: resumed(first, batches) };
  }

  /** The rows of these contacts, named by any of their identities: as the list has them, in the order asked for. */
  async byIdentities(
    place: Place,
    identity_ids: readonly string[],
    signal: AbortSignal,
  ): Promise<Map<string, ContactRow>> {
    const { workspace_id } = place;
    const members = await readContactsOf(this.store, workspace_id, identity_ids, { signal });
    const question = await this.question(place, {
      matches: [...new Set([...members.values()].flatMap((one) => one.identity_ids))],
    });
    const asked = { question, is_cut: false, time_zone: 'UTC', seesNames: seesNames(place) };
    const { contacts } = await listContacts(
      this.store,
      question,
      { limit: Math.max(1, identity_ids.length), after: null },
      { signal },
    );
    const rows = new Map((await this.rows(asked, contacts, signal)).map((row) => [row.contact_id, row]));
    return new Map(
      identity_ids.flatMap((id) => {
        const row = rows.get(members.get(id)?.contact_id ?? '');
        return row === undefined ? [] : [[id, row] as const];
      }),
    );
  }

  private async *batches(asked: Asked, signal: AbortSignal): AsyncGenerator<ContactRow[], void, undefined> {
    let batch: ListedContact[] = [];
    for await (const contact of streamContacts(this.store, asked.question, { signal })) {
      batch.push(contact);
      if (batch.length < BATCH) continue;
      yield await this.rows(asked, batch, signal);
      batch = [];
    }
    if (batch.length > 0) yield await this.rows(asked, batch, signal);
  }

  private async rows(
    { question, seesNames }: Asked,
    contacts: readonly ListedContact[],
    signal: AbortSignal,
  ): Promise<ContactRow[]> {
    const { workspace_id, definition_id } = question;
    const people = await this.people.read({ workspace_id, definition_id, seesNames }, contacts, signal);
    return contacts.map((contact) => this.people.row(people, contact));
  }

  private async ask(place: Place, params: ContactsParams): Promise<Asked> {
    const sees = seesNames(place);
    if (params.q !== '' && !sees) throw searchesNothing();
    const { time_zone } = await this.workspaces.find(place.workspace_id);
    const found = params.q === '' ? null : await this.search.find(place.workspace_id, params.q);
    const moment = (edge: string | undefined) =>
      edge === undefined ? null : momentOf(edge, time_zone).toJSDate();
    const question = await this.question(place, {
      matches: found?.identity_ids ?? null,
      channels: params.channels,
      account_ids: params.account_ids,
      refs: params.refs,
      sources: params.sources,
      is_subscribed: params.is_subscribed,
      telling_account_ids: params.is_subscribed === 'any' ? [] : await this.telling(place.workspace_id),
      is_merged: params.is_merged,
      first_seen_from: moment(params.first_seen_from),
      first_seen_to: moment(params.first_seen_to),
      last_seen_from: moment(params.last_seen_from),
      last_seen_to: moment(params.last_seen_to),
      sort: params.sort,
      direction: params.direction,
    });
    return { question, is_cut: found?.is_cut ?? false, time_zone, seesNames: sees };
  }

  /** The accounts that can tell of subscriptions. */
  private async telling(workspace_id: number): Promise<string[]> {
    const accounts = await this.accounts.findBy({ workspace_id });
    return accounts
      .filter(({ capabilities }) => capabilities.subscriptions)
      .map(({ account_id }) => String(account_id));
  }

  private async question(
    { workspace_id }: Place,
    asked: Partial<ContactsQuestion>,
  ): Promise<ContactsQuestion> {
    const { definition_id } = await this.definitions.active(workspace_id);
    return { ...EVERYBODY, ...asked, workspace_id, definition_id };
  }
}

const EVERYBODY: Omit<ContactsQuestion, 'workspace_id' | 'definition_id'> = {
  matches: null,
  channels: [],
  account_ids: [],
  refs: [],
  sources: [],
  is_subscribed: 'any',
  telling_account_ids: [],
  is_merged: 'any',
  first_seen_from: null,
  first_seen_to: null,
  last_seen_from: null,
  last_seen_to: null,
  sort: 'last_seen',
  direction: 'newest',
};

const searchesNothing = () =>
  new ProblemError('not_allowed', {
    en: 'Your role does not see names of contacts, so it cannot search by them. Filter by channel, ref or date, or ask an owner.',
    ru: 'Ваша роль не видит имён контактов, поэтому искать по ним нельзя. Отберите по каналу, метке или дате либо обратитесь к владельцу.',
  });

const writePlace = (place: ContactPlace): string => Buffer.from(place.join('.')).toString('base64url');

function readPlace(text: string): ContactPlace {
  const found = /^(-?\d{1,18})\.(\d{1,20})$/.exec(Buffer.from(text, 'base64url').toString('latin1'));
  const [, rank = '', contact_id = ''] = found ?? [];
  if (found === null || BigInt(contact_id) >= 2n ** 64n) {
    throw invalidRequest([{ path: 'cursor', message: 'must be the next_cursor of an answer' }]);
  }
  return [rank, contact_id];
}
