import { randomBytes } from 'node:crypto';
import { LATEST_TIME_MS } from '@parley/contracts';
import type { ClickHouse } from '../../lib/client.js';
import { readSql } from '../../lib/sql-file.js';
import { DEFAULT_ACCOUNT } from '../fold/settings.js';
import { parametersOf, readParameters, type Parameters } from './parameters.js';
import type { ReadEvent } from './read-events.js';

const MARK_INCOMING = readSql(import.meta.url, 'mark-incoming.sql');
const READ_FACTS = readSql(import.meta.url, 'read-first-outgoing.sql');
const READ_FIRST_SENT = readSql(import.meta.url, 'read-first-sent.sql');
const FORGET_FACTS = readSql(import.meta.url, 'forget-first-outgoing.sql');
const FACT_COLUMNS = ['workspace_id', 'account_id', 'first_outgoing_at'] as const;

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
        const known = parametersOf(parameters, workspaceId).accounts.get(accountId) ?? DEFAULT_ACCOUNT;
        if (from < known.firstOutgoingAt)
          news.push(earlierOf(parameters, { workspaceId, accountId, from, to: known.firstOutgoingAt }));
      }
    return news;
  }
}

function earlierOf(
  parameters: Parameters,
  span: Pick<Earlier, 'workspaceId' | 'accountId' | 'from' | 'to'>,
): Earlier {
  const all = parametersOf(parameters, span.workspaceId).accounts;
  const decidesWaits = (all.get(span.accountId) ?? DEFAULT_ACCOUNT).outgoing === 'auto';
  const answeredHere = [...all].flatMap(([other, { countedElsewhere }]) =>
    countedElsewhere.some(({ type, accountId }) => type === 'message_sent' && accountId === span.accountId)
      ? [other]
      : [],
  );
  return { ...span, decidesWaits, answeredHere };
}

/**
 * Writes down since when the accounts' own messages are seen. Where that decides whether contacts waited, everybody
 * whom it concerns is marked for derivation FIRST: to die in between then means to do it again, not to forget them.
 * True when it may have marked.
 */
export async function lowerFirstOutgoing(client: ClickHouse, news: readonly Earlier[]): Promise<boolean> {
  if (news.length === 0) return false;
  const hasMarked = await markIncoming(client, news);
  const rows = news.map(({ workspaceId, accountId, from }) => [workspaceId, accountId, from]);
  await client.insertRows('account_facts_v1', FACT_COLUMNS, rows);
  return hasMarked;
}

/**
 * To be called when messages were taken away, `firstSent` being the earliest of them by account (milliseconds UTC): what
 * only they taught is forgotten, and whoever wrote in between is marked. Repeating it is harmless, and heals a call that
 * died half way: the fact first, the marks second, and they are made again as long as the same messages are named.
 */
export async function raiseFirstOutgoing(
  client: ClickHouse,
  workspaceId: number,
  firstSent: ReadonlyMap<number, number>,
): Promise<void> {
  if (firstSent.size === 0) return;
  const params = { workspace_id: workspaceId, account_ids: [...firstSent.keys()] };
  const facts = firstMs(await client.query<FirstCells>(READ_FACTS, params));
  // None is written down: nothing of it was derived yet, or a call before died half way.
  const taught = [...firstSent].flatMap(([id, from]) => ((facts.get(id) ?? from) === from ? [id] : []));
  const left = firstMs(await client.query<FirstCells>(READ_FIRST_SENT, { ...params, account_ids: taught }));
  const spans: { accountId: number; from: number; to: number }[] = [];
  for (const [accountId, from] of firstSent) {
    const fact = facts.get(accountId);
    const first = left.get(accountId) ?? LATEST_TIME_MS + 1;
    if (fact !== undefined && fact !== from) {
      if (from < fact) spans.push({ accountId, from, to: fact });
      continue;
    }
    if (fact === first) continue;
    spans.push({ accountId, from, to: fact === undefined ? Number.POSITIVE_INFINITY : first });
    // TRICKY: forget first: a merge of parts leaves the earliest only, so what was added before would go with it.
    await client.command(FORGET_FACTS, {
      workspace_id: workspaceId,
      account_id: accountId,
      before_ms: first,
    });
    if (left.has(accountId))
      await client.insertRows('account_facts_v1', FACT_COLUMNS, [[workspaceId, accountId, first]]);
  }
  const parameters = await readParameters(client);
  const later = spans.map((span) => earlierOf(parameters, { workspaceId, ...span }));
  await markIncoming(client, later);
}

interface FirstCells {
  account_id: number;
  first_ms: string;
}

const firstMs = (rows: readonly FirstCells[]) =>
  new Map(rows.map(({ account_id, first_ms }) => [account_id, Number(first_ms)]));

/** Marks whoever wrote in these spans, where they decide who waited. True when it may have marked. */
async function markIncoming(client: ClickHouse, spans: readonly Earlier[]): Promise<boolean> {
  const deciding = spans
    .filter(({ decidesWaits }) => decidesWaits)
    .flatMap((each) => [each.accountId, ...each.answeredHere].map((accountId) => ({ ...each, accountId })));
  if (deciding.length === 0) return false;
  await client.command(MARK_INCOMING, {
    mark_id: randomBytes(8).readBigUInt64BE().toString(),
    workspace_ids: deciding.map(({ workspaceId }) => workspaceId),
    account_ids: deciding.map(({ accountId }) => accountId),
    from_ms: deciding.map(({ from }) => from),
    to_ms: deciding.map(({ to }) => Math.min(to, LATEST_TIME_MS + 1)),
  });
  return true;
}
