import { Inject, Injectable } from '@nestjs/common';
import {
  type MergeSuggestions,
  SHARED_BY_MANY,
  type SuggestionDismissal,
  SUGGESTION_REASONS,
  type SuggestionReason,
} from '@parley/contracts';
import { type ClickHouse, readContactsOf } from '@parley/sql';
import { DataSource, In } from 'typeorm';
import { type Place } from '../access/access.js';
import { AuditService } from '../audit/audit.service.js';
import { REPORTS_STORE } from '../clickhouse/clickhouse.js';
import { invalidRequest } from '../http/problem-error.js';
import { DismissedSuggestion } from './contact-link.entity.js';
import { ContactList } from './contact-list.service.js';

const SHOWN = 50;
const GROUPS_AT_ONCE = 500;

/** What is compared, each with an index of its own: an expression of the fixed list of reasons, never of a request. */
const KEYS: Record<SuggestionReason, { key: string; column: string }> = {
  customer_id: { key: 'customer_id', column: 'customer_id' },
  phone: { key: 'parley_phone(phone)', column: 'phone' },
  email: { key: 'lower(email)', column: 'email' },
};

const groupsBy = (reason: SuggestionReason) => `
  SELECT ${KEYS[reason].key} AS value, array_agg(profile_id::text ORDER BY profile_id) AS identity_ids
  FROM profiles
  WHERE workspace_id = $1
    AND kind = 'contact'
    AND ${KEYS[reason].column} IS NOT NULL
    AND ${KEYS[reason].key} > $2
  GROUP BY ${KEYS[reason].key}
  HAVING count(*) BETWEEN 2 AND ${SHARED_BY_MANY - 1}
  ORDER BY ${KEYS[reason].key}
  LIMIT ${GROUPS_AT_ONCE}`;

interface Group {
  value: string;
  identity_ids: string[];
}

interface Pair {
  /** Contacts, the lower number first. */
  contacts: readonly [string, string];
  common: Map<SuggestionReason, string>;
}

/** Finds contacts who seem to be one person: they share what usually is one's own. */
@Injectable()
export class SuggestionsService {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(REPORTS_STORE) private readonly store: ClickHouse,
    private readonly list: ContactList,
    private readonly audit: AuditService,
  ) {}

  /** Those that nobody has accepted or dismissed, the surest reason first. */
  async suggestions(place: Place, signal: AbortSignal): Promise<MergeSuggestions> {
    const pairs = new Map<string, Pair>();
    for (const reason of SUGGESTION_REASONS) await this.collect(place.workspace_id, reason, pairs, signal);
    const found = [...pairs.values()];
    const shown = found.slice(0, SHOWN);
    const rows = await this.list.byIdentities(
      place,
      [...new Set(shown.flatMap(({ contacts }) => contacts))],
      signal,
    );
    return {
      suggestions: shown.flatMap(({ contacts, common }) => {
        const both = contacts.flatMap((id) => rows.get(id) ?? []);
        // Whoever did nothing, or was erased since, is no contact.
        if (both.length < 2) return [];
        return [{ reasons: [...common.keys()], values: [...common.values()], contacts: both }];
      }),
      has_more: found.length > SHOWN,
    };
  }

  /** Never suggests again that any identity of the one is an identity of the other. */
  async dismiss(place: Place, { identity_id, other_identity_id }: SuggestionDismissal): Promise<void> {
    const { workspace_id, actor } = place;
    const contacts = await readContactsOf(this.store, workspace_id, [identity_id, other_identity_id]);
    const [one, other] = [identity_id, other_identity_id].map((id) => contacts.get(id)?.identity_ids ?? []);
    const pairs = (one ?? []).flatMap((first) => (other ?? []).map((second) => inOrder(first, second)));
    if (pairs.length === 0 || pairs.some(([low, high]) => low === high)) {
      throw invalidRequest([{ path: 'other_identity_id', message: 'is the same contact' }]);
    }
    await this.source
      .createQueryBuilder()
      .insert()
      .into(DismissedSuggestion)
      .values(
        pairs.map(([low, high]) => ({
          workspace_id,
          identity_id: low,
          other_identity_id: high,
          dismissed_at: new Date(),
          dismissed_by: actor,
        })),
      )
      .orIgnore()
      .execute();
    await this.audit.record(workspace_id, actor, 'contacts.suggestion_dismissed', identity_id, {
      other_identity_id,
    });
  }

  /** Adds pairs for one reason until there are more than are shown. */
  private async collect(
    workspace_id: number,
    reason: SuggestionReason,
    pairs: Map<string, Pair>,
    signal: AbortSignal,
  ): Promise<void> {
    let after = '';
    let fresh = 0;
    for (;;) {
      const groups = await this.source.query<Group[]>(groupsBy(reason), [workspace_id, after]);
      const dismissed = await this.dismissedAmong(workspace_id, groups);
      const contacts = await readContactsOf(
        this.store,
        workspace_id,
        groups.flatMap(({ identity_ids }) => identity_ids),
        { signal },
      );
      for (const { value, identity_ids } of groups) {
        for (const [one, other] of pairsOf(identity_ids)) {
          if (dismissed.has(`${one} ${other}`)) continue;
          const both = [one, other].map((id) => contacts.get(id)?.contact_id ?? id) as [string, string];
          if (both[0] === both[1]) continue;
          const [low, high] = inOrder(...both);
          const name = `${low} ${high}`;
          const known = pairs.get(name);
          if (known === undefined) fresh += 1;
          const pair = known ?? {
            contacts: [low, high] as const,
            common: new Map<SuggestionReason, string>(),
          };
          pair.common.set(reason, value);
          pairs.set(name, pair);
        }
      }
      if (groups.length < GROUPS_AT_ONCE || fresh > SHOWN) return;
      after = groups.at(-1)?.value ?? '';
    }
  }

  private async dismissedAmong(workspace_id: number, groups: readonly Group[]): Promise<Set<string>> {
    const ids = groups.flatMap(({ identity_ids }) => identity_ids);
    if (ids.length === 0) return new Set();
    const rows = await this.source
      .getRepository(DismissedSuggestion)
      .findBy({ workspace_id, identity_id: In(ids) });
    return new Set(rows.map((row) => `${row.identity_id} ${row.other_identity_id}`));
  }
}

const inOrder = (one: string, other: string): [string, string] =>
  BigInt(one) < BigInt(other) ? [one, other] : [other, one];

/** Every two of them; they come with the lower number first. */
const pairsOf = (ids: readonly string[]): [string, string][] =>
  ids.flatMap((one, index) => ids.slice(index + 1).map((other) => inOrder(one, other)));
