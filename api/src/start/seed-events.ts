import {
  CHANNELS,
  eventsAnswer,
  type BootstrapAnswer,
  type Channel,
  type EventInput,
} from '@parley/contracts';
import { demo, golden } from '@parley/sql/testing';
import { sleep } from './processes.js';

const EVENTS_PER_REQUEST = 1000;
const REQUESTS_AT_ONCE = 2;
const PATIENCE_MS = 60_000;

/** The demo is the same everywhere, apart from the day on which it ends. */
const DEMO_SEED = 2017;

interface Target {
  ingestUrl: string;
  token: string;
}

/** The events of the made-up and of the hand-checked workspace, by workspace; the same for the same `until`. */
export function eventsToSeed(
  workspaces: BootstrapAnswer['workspaces'],
  until: Date,
): { workspaceId: string; events: EventInput[] }[] {
  return workspaces.flatMap(({ kind, workspace_id, accounts }) => {
    const idOf = (key: string) => {
      const found = accounts.find((account) => account.key === key);
      if (!found) throw new Error(`the ${kind} workspace has no account ${key}`);
      return found.account_id;
    };
    if (kind === 'golden') return [{ workspaceId: workspace_id, events: [...golden(idOf('chat'))] }];
    if (kind === 'own') return [];
    const accountIds = Object.fromEntries(CHANNELS.map((name) => [name, idOf(name)])) as Record<
      Channel,
      string
    >;
    return [{ workspaceId: workspace_id, events: [...demo({ accountIds, until, seed: DEMO_SEED })] }];
  });
}

/** Sends events by the public way, POST /v1/events, as often as it takes. Sending again changes nothing. */
export async function sendEvents(
  target: Target,
  workspaceId: string,
  events: EventInput[],
  onSent: (count: number) => void,
): Promise<void> {
  const chunks: EventInput[][] = [];
  for (let at = 0; at < events.length; at += EVENTS_PER_REQUEST) {
    chunks.push(events.slice(at, at + EVENTS_PER_REQUEST));
  }
  const worker = async () => {
    for (let chunk = chunks.shift(); chunk; chunk = chunks.shift()) {
      await sendChunk(target, workspaceId, chunk);
      onSent(chunk.length);
    }
  };
  await Promise.all(Array.from({ length: REQUESTS_AT_ONCE }, worker));
}

async function sendChunk(target: Target, workspaceId: string, chunk: EventInput[]): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let pause = 200; ; pause = Math.min(5000, pause * 2)) {
    const refusal = await tryChunk(target, workspaceId, chunk);
    if (refusal === undefined) return;
    if (Date.now() > deadline) throw new Error(refusal);
    await sleep(pause);
  }
}

/** Undefined once taken; else why it may be worth another attempt. Throws when it will never be. */
async function tryChunk(
  target: Target,
  workspaceId: string,
  chunk: EventInput[],
): Promise<string | undefined> {
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(`${target.ingestUrl}/v1/events`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${target.token}`,
        'x-parley-workspace': workspaceId,
        'content-type': 'application/json',
      },
      body: JSON.stringify(chunk),
    });
    text = await answer.text();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  // 401 and 404 pass once ingest has learnt of the new workspace, 429 and 5xx once it has room.
  if (!answer.ok) return `ingest answered ${answer.status} ${text.slice(0, 200)}`;
  const { rejected } = eventsAnswer.parse(JSON.parse(text));
  const first = rejected[0];
  if (!first) return undefined;
  if (/account/.test(first.path)) return `${first.path}: ${first.message}`;
  throw new Error(`an event was refused: ${first.path}: ${first.message}`);
}
