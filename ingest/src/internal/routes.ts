import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import {
  nodeDismissInput,
  nodeReplayInput,
  type NodeQuarantineEntry,
  type NodeQuarantinePage,
  type ReplayProgress,
} from '@parley/contracts';
import { z } from 'zod';
import { shown } from '../bodies/body-keeper.js';
import { healthOf, type HealthParts } from '../health/health.js';
import { badRequest, tryLater } from '../problem.js';
import type { Kept } from '../quarantine/quarantine.js';
import { Replay, type ReplayParts } from '../replay/replay.js';

export interface InternalParts extends HealthParts, ReplayParts {
  /** Aborted when ingest stops: a replay ends where it is. */
  stopping: AbortSignal;
  log(line: string): void;
}

const PAGE_SIZE = 50;
const LONGEST_BODY_SHOWN = 100_000;

const number = z.coerce.number().int().min(0);
const quarantineQuery = z.strictObject({
  workspace_id: number,
  account_id: number.optional(),
  before: number.optional(),
  with_body: z.enum(['0', '1']).default('0'),
});

/** What the api asks of each ingest process; the contract stands in `contracts/ingest-node.ts`. */
export function addInternalRoutes(scope: FastifyInstance, parts: InternalParts): void {
  const { quarantine } = parts;

  scope.get('/health', async () => healthOf(parts));

  scope.get('/quarantine', async (request): Promise<NodeQuarantinePage> => {
    const query = checked(quarantineQuery, request.query);
    const page = quarantine.page(query.workspace_id, {
      size: PAGE_SIZE,
      ...(query.account_id === undefined ? {} : { accountId: query.account_id }),
      ...(query.before === undefined ? {} : { before: query.before }),
    });
    return {
      entries: page.entries.map((kept) => entryOf(kept, query.with_body === '1')),
      total: page.total,
      next_before: page.nextBefore === undefined ? null : String(page.nextBefore),
    };
  });

  scope.post('/quarantine/dismiss', async (request) => {
    const { workspace_id, entry_ids } = checked(nodeDismissInput, jsonOf(request.body));
    const places = entry_ids.map(Number).filter(Number.isSafeInteger);
    return { dismissed: await quarantine.dismiss(workspace_id, places) };
  });

  scope.post('/replay', async (request, reply) => {
    const input = checked(nodeReplayInput, jsonOf(request.body));
    const directory = parts.directory();
    if (!directory) throw tryLater('Parley is starting: the accounts are not known yet.', 2);
    const workspace = directory.workspace(input.workspace_id);
    if (!workspace) throw badRequest('There is no such workspace.');
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const signal = AbortSignal.any([gone.signal, parts.stopping]);
    const replay = new Replay(parts, workspace, input, signal);
    parts.log(`a replay of workspace ${input.workspace_id} begins (${input.what})`);
    // TRICKY: a connection that outlives its answer would hold up the end of ingest until it times out.
    void reply.header('connection', 'close').type('application/x-ndjson');
    return reply.send(Readable.from(lines(replay.run())));
  });
}

async function* lines(progress: AsyncIterable<ReplayProgress>): AsyncGenerator<string> {
  for await (const each of progress) yield `${JSON.stringify(each)}\n`;
}

function entryOf({ place, entry }: Kept, withBody: boolean): NodeQuarantineEntry {
  return {
    entry_id: String(place),
    at: entry.at,
    account_id: entry.account_id,
    source: entry.source,
    reason: entry.reason,
    can_replay: entry.can_replay,
    is_full: entry.is_full,
    body: withBody ? shown({ text: entry.body, isFull: entry.is_full }).slice(0, LONGEST_BODY_SHOWN) : '',
  };
}

function checked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw badRequest(`${issue?.path.map(String).join('.') ?? ''} ${issue?.message ?? 'is not valid'}`.trim());
}

function jsonOf(body: unknown): unknown {
  try {
    return JSON.parse(Buffer.isBuffer(body) ? body.toString('utf8') : '') as unknown;
  } catch {
    throw badRequest('The body must be JSON.');
  }
}
