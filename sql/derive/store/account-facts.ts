import { randomBytes } from 'node:crypto';
import { LATEST_TIME_MS } from '@parley/contracts';
import type { ClickHouse } from '../../lib/client.js';
import { readSql } from '../../lib/sql-file.js';
import { DEFAULT_ACCOUNT } from '../fold/settings.js';
import { parametersOf, type Parameters } from './parameters.js';
import type { ReadEvent } from './read-events.js';

const MARK_INCOMING = readSql(import.meta.url, 'mark-incoming.sql');

/** An account whose earliest outgoing message lies at `from`, and not, as was known, at `to` (milliseconds UTC). */
interface Earlier {
  workspaceId: number;
  accountId: number;
  from: number;
  to: number;
  /** Whether that decides who waited. */
  decidesWaits: boolean;
  /** Other accounts of the same chats that are answered through this one. */
  answeredHere: number[];
}

/** The earliest outgoing message of each account among the events that are read. */
export class EarliestOutgoing {
  private readonly workspaces = new Map<number, Map<number, number>>();

  see({ type, workspace_id, account_id, occurred_at }: ReadEvent): void {
    if (type !== 'message_sent') return;
    let accounts = this.workspaces.get(workspace_id);
    if (accounts === undefined) this.workspaces.set(workspace_id, (accounts = new Map()));
    const known = accounts.get(account_id);
    if (known === undefined || occurred_at < known) accounts.set(account_id, occurred_at);
  }

  /** Accounts for which it is earlier than was known. */
  news(parameters: Parameters): Earlier[] {
    const news: Earlier[] = [];
    for (const [workspaceId, accounts] of this.workspaces)
      for (const [accountId, from] of accounts) {
        const all = parametersOf(parameters, workspaceId).accounts;
        const known = all.get(accountId) ?? DEFAULT_ACCOUNT;
        const decidesWaits = known.outgoing === 'auto';
        if (from >= known.firstOutgoingAt) continue;
        const answeredHere = [...all].flatMap(([other, { countedElsewhere }]) =>
          countedElsewhere.some((span) => span.type === 'message_sent' && span.accountId === accountId)
            ? [other]
            : [],
        );
        news.push({ workspaceId, accountId, from, to: known.firstOutgoingAt, decidesWaits, answeredHere });
      }
    return news;
  }
}

/**
 * Writes down since when the accounts' own messages are seen. Where that decides whether contacts waited, everybody
 * whom it concerns is marked for derivation FIRST: to die in between then means to do it again, not to forget them.
 * A fact never moves later: that messages were seen stays true when they are erased. True when it may have marked.
 */
export async function lowerFirstOutgoing(client: ClickHouse, news: readonly Earlier[]): Promise<boolean> {
  if (news.length === 0) return false;
  const deciding = news
    .filter(({ decidesWaits }) => decidesWaits)
    .flatMap((each) => [each.accountId, ...each.answeredHere].map((accountId) => ({ ...each, accountId })));
  if (deciding.length > 0)
    await client.command(MARK_INCOMING, {
      mark_id: randomBytes(8).readBigUInt64BE().toString(),
      workspace_ids: deciding.map(({ workspaceId }) => workspaceId),
      account_ids: deciding.map(({ accountId }) => accountId),
      from_ms: deciding.map(({ from }) => from),
      to_ms: deciding.map(({ to }) => Math.min(to, LATEST_TIME_MS + 1)),
    });
  const rows = news.map(({ workspaceId, accountId, from }) => [workspaceId, accountId, from]);
  await client.insertRows('account_facts_v1', ['workspace_id', 'account_id', 'first_outgoing_at'], rows);
  return deciding.length > 0;
}
