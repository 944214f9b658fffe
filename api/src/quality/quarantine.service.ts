import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  nodeQuarantinePage,
  type QuarantineDismissed,
  type QuarantineEntry,
  type QuarantinePage,
} from '@parley/contracts';
import { type Repository } from 'typeorm';
import { z } from 'zod';
import { Account } from '../accounts/account.entity.js';
import { AuditService } from '../audit/audit.service.js';
import { notFound } from '../http/problem-error.js';
import { IngestNodes } from '../ingest-nodes/ingest-nodes.service.js';
import { isoOf } from './account-health.service.js';

const nodeDismissed = z.object({ dismissed: z.int().min(0) });

/** How many entries a page holds; an ingest process gives no more at once. */
const PAGE = 50;

export interface QuarantineQuestion {
  before?: string | undefined;
  account_id?: string | undefined;
}

/** Shows what the ingest processes could not take, as one list, and dismisses it. */
@Injectable()
export class QuarantineService {
  constructor(
    @InjectRepository(Account) private readonly accounts: Repository<Account>,
    private readonly nodes: IngestNodes,
    private readonly audit: AuditService,
  ) {}

  /** Newest first. Throws `not_found` for an account of somebody else. */
  async page(workspace_id: number, question: QuarantineQuestion, withBody: boolean): Promise<QuarantinePage> {
    await this.assertOwn(workspace_id, question.account_id);
    const cursor = readCursor(question.before, this.nodes.nodes());
    const asked = await Promise.allSettled(
      [...cursor].map(async ([node, before]) => {
        const query = new URLSearchParams({ workspace_id: String(workspace_id) });
        if (before !== '') query.set('before', before);
        if (question.account_id !== undefined) query.set('account_id', question.account_id);
        if (withBody) query.set('with_body', '1');
        const page = await this.nodes.ask(node, `/internal/quarantine?${query}`, nodeQuarantinePage);
        return { node, before, page };
      }),
    );
    const pages = asked.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const merged = pages
      .flatMap(({ node, page }) => page.entries.map((entry) => ({ node, entry })))
      .sort((a, b) => b.entry.at - a.entry.at)
      .slice(0, PAGE);
    const taken = (node: number) => merged.filter((each) => each.node === node);
    const isAtEnd = pages.every(
      ({ node, page }) => page.next_before === null && taken(node).length === page.entries.length,
    );
    const next = pages.map(
      ({ node, before }) => [node, taken(node).at(-1)?.entry.entry_id ?? before] as const,
    );
    return {
      entries: merged.map(({ node, entry }): QuarantineEntry => ({
        ...entry,
        entry_id: `${node}.${entry.entry_id}`,
        at: isoOf(entry.at),
        account_id: entry.account_id === null ? null : String(entry.account_id),
        body: withBody ? entry.body : null,
      })),
      total: pages.reduce((sum, { page }) => sum + page.total, 0),
      next_before: isAtEnd ? null : writeCursor(next),
      is_complete: pages.length === cursor.size,
    };
  }

  async dismiss(
    workspace_id: number,
    actor: string,
    entry_ids: readonly string[],
  ): Promise<QuarantineDismissed> {
    const asked = await Promise.allSettled(
      [...byNode(entry_ids)].map(([node, ids]) =>
        this.nodes.ask(node, '/internal/quarantine/dismiss', nodeDismissed, { workspace_id, entry_ids: ids }),
      ),
    );
    const answers = asked.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const dismissed = answers.reduce((sum, answer) => sum + answer.dismissed, 0);
    if (dismissed > 0) {
      await this.audit.record(workspace_id, actor, 'quarantine.dismissed', '', { entries: dismissed });
    }
    return { dismissed, is_complete: answers.length === asked.length };
  }

  /** Throws `not_found` unless the account, if one is given, is of this workspace. */
  async assertOwn(workspace_id: number, account_id: string | undefined): Promise<void> {
    if (account_id === undefined) return;
    if (!(await this.accounts.existsBy({ workspace_id, account_id: Number(account_id) }))) throw notFound();
  }
}

/** The ids as each ingest process knows them. */
export function byNode(entry_ids: readonly string[]): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const id of entry_ids) {
    const dot = id.indexOf('.');
    const node = Number(id.slice(0, dot));
    found.set(node, [...(found.get(node) ?? []), id.slice(dot + 1)]);
  }
  return found;
}

/** After which entry each ingest process is to go on: `0.abc 1.def`; nothing after the dot: from its newest. */
const writeCursor = (next: readonly (readonly [number, string])[]) =>
  next.map((one) => one.join('.')).join(' ');

function readCursor(text: string | undefined, nodes: readonly number[]): Map<number, string> {
  if (text === undefined) return new Map(nodes.map((node) => [node, '']));
  const given = [...byNode(text.split(' '))].map(([node, [before = '']]) => [node, before] as const);
  return new Map(given.filter(([node]) => nodes.includes(node)));
}
