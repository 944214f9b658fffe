import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  type Channel,
  MOST_PAST_REFS,
  type PastRefs,
  SOURCE_FIELDS,
  SourceReader,
  type SourceReading,
  type SourceLabels,
  type SourcePreview,
  type SourceRule,
} from '@parley/contracts';
import { type ClickHouse, readPastRefs, readPeopleOfRefs, type RefsOf } from '@parley/sql';
import { In, type Repository } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { REPORTS_STORE } from '../clickhouse/clickhouse.js';
import { DefinitionsService } from '../definitions/definitions.service.js';
import { ProblemError } from '../http/problem-error.js';
import { TrialsService } from '../settings/trials.service.js';

const MOST_CHANGES = 100;
const MOST_EXAMPLES = 3;

/** What is asked about past refs. */
export interface RefsQuestion {
  search: string;
  is_unread: boolean;
  limit?: number;
}

/** One way in which labels would move. */
interface Change {
  from: SourceLabels;
  to: SourceLabels;
  refs: Set<string>;
  touches: number;
  people: Set<number>;
}

/** Tells what refs came and how they are read, and what other rules would make of them. */
@Injectable()
export class PastRefsService {
  constructor(
    @Inject(REPORTS_STORE) private readonly store: ClickHouse,
    @InjectRepository(Account) private readonly accounts: Repository<Account>,
    private readonly definitions: DefinitionsService,
    private readonly trials: TrialsService,
  ) {}

  /** Those with most touches first, read by the rules that reports read by. */
  async list(workspace_id: number, question: RefsQuestion, signal: AbortSignal): Promise<PastRefs> {
    const { definition_id, source_rules } = await this.definitions.active(workspace_id);
    const reader = new SourceReader(source_rules);
    const rows = [];
    const { search, is_unread, limit = MOST_PAST_REFS } = question;
    const asked = { search, is_unread, most: limit };
    for await (const row of readPastRefs(this.store, { workspace_id, definition_id }, asked, { signal }))
      rows.push(row);
    const ids = [...new Set(rows.map((row) => row.account_id))];
    const named = await this.accounts.findBy({ workspace_id, account_id: In(ids) });
    const names = new Map(named.map(({ account_id, name }) => [account_id, name]));
    return {
      refs: rows.map(({ ref_key: _, of_refs: __, of_touches: ___, account_id, channel, ...row }) => ({
        ...row,
        channel: channel as Channel,
        account_id: String(account_id),
        account_name: names.get(account_id) ?? null,
        reading: reader.read({ ...row, channel, account_id }),
      })),
      of_refs: rows[0]?.of_refs ?? 0,
      of_touches: rows[0]?.of_touches ?? 0,
    };
  }

  /** `gone` aborts when nobody waits for the answer any more. Throws `query_too_heavy` after a minute. */
  preview(workspace_id: number, rules: readonly SourceRule[], gone: AbortSignal): Promise<SourcePreview> {
    return this.trials.inTurn(
      gone,
      async (signal) => {
        const { definition_id, source_rules } = await this.definitions.active(workspace_id);
        const [now, then] = [new SourceReader(source_rules), new SourceReader(rules)];
        return this.compare({ workspace_id, definition_id }, now, then, signal);
      },
      tooMany,
    );
  }

  private async compare(of: RefsOf, now: SourceReader, then: SourceReader, signal: AbortSignal) {
    const refs = new Set<string>();
    const moved = { refs: new Set<string>(), touches: 0, people: new Set<number>() };
    const without = { now: 0, then: 0 };
    const changes = new Map<string, Change>();
    const byKey = new Map<string, Change>();
    let touches = 0;
    for await (const row of readPastRefs(this.store, of, {}, { signal })) {
      const [from, to] = [labelsOf(now.read(row)), labelsOf(then.read(row))];
      refs.add(row.ref);
      touches += row.touches;
      if (from.source === '') without.now += row.touches;
      if (to.source === '') without.then += row.touches;
      if (SOURCE_FIELDS.every((field) => from[field] === to[field])) continue;
      const name = JSON.stringify([from, to]);
      const change = changes.get(name) ?? { from, to, refs: new Set(), touches: 0, people: new Set() };
      changes.set(name, change);
      byKey.set(row.ref_key, change);
      for (const each of [moved, change]) {
        each.refs.add(row.ref);
        each.touches += row.touches;
      }
    }
    const keys = new Set(byKey.keys());
    for await (const { ref_key, people } of readPeopleOfRefs(this.store, of, keys, { signal }))
      for (const person of people) {
        moved.people.add(person);
        byKey.get(ref_key)?.people.add(person);
      }
    const all = [...changes.values()].sort((one, other) => other.touches - one.touches);
    return {
      computed_at: new Date().toISOString(),
      refs: refs.size,
      touches,
      without_source: without,
      moves: countsOf(moved),
      changes: all.slice(0, MOST_CHANGES).map((change) => ({
        from: change.from,
        to: change.to,
        ...countsOf(change),
        examples: [...change.refs].slice(0, MOST_EXAMPLES),
      })),
      changes_left_out: Math.max(0, all.length - MOST_CHANGES),
    };
  }
}

const labelsOf = ({ rule: _, ...labels }: SourceReading): SourceLabels => labels;

const countsOf = ({ refs, touches, people }: Pick<Change, 'refs' | 'touches' | 'people'>) => ({
  refs: refs.size,
  touches,
  contacts: people.size,
});

const tooMany = () =>
  new ProblemError('query_too_heavy', {
    en: 'So many refs cannot be tried in a minute. Save the rules: history is labelled beside the one in use, and a version can be taken back.',
    ru: 'Столько меток нельзя проверить за минуту. Сохраните правила: история размечается рядом с действующей, и версию можно вернуть.',
  });
