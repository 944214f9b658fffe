import { event, type EventInput, type ParleyEvent } from '@parley/contracts';
import type { Intake } from '../intake.js';
import type { QuarantineEntry } from '../quarantine/quarantine.js';
import type { Account, Workspace } from '../snapshot/directory.js';
import type { Mapped, Platform } from './platform.js';
import { redact, redactBytes } from './redact.js';

/** A body that is known to come from the platform of this account. */
export interface Arrived {
  platform: Platform;
  account: Account;
  workspace: Workspace;
  rawBody: Buffer;
  /** Milliseconds UTC. */
  receivedAt: number;
}

/**
 * Maps a body and keeps what it states; what is not understood goes to quarantine. Resolves when all of it is on the
 * disk. Throws a 503 Problem when there is no room; then nothing of it was taken.
 */
export async function collect(intake: Intake, arrived: Arrived): Promise<void> {
  const { platform, account, workspace, rawBody, receivedAt } = arrived;
  const payload = parseBody(platform, rawBody);
  const mapped: Mapped =
    payload === undefined
      ? { events: [], unmapped: ['the body is not JSON'] }
      : platform.map(payload, {
          accountId: String(account.accountId),
          receivedAt,
          options: account.options,
        });
  const { events, problems } = parseEvents(mapped.events);
  const redactedBody = JSON.stringify(
    payload === undefined ? redactBytes(rawBody, workspace.hashKey) : redact(payload, workspace.hashKey),
  );
  await intake.accept({
    workspace,
    rawBody,
    receivedAt,
    mapperVersion: platform.mapperVersion,
    events: events.map((item) => ({ event: item, account })),
    unmapped: [...mapped.unmapped, ...problems].map((reason) =>
      unmappedEntry(account, reason, redactedBody, receivedAt),
    ),
    redactedBody,
  });
}

function parseBody(platform: Platform, body: Buffer): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    return platform.parse ? platform.parse(text) : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

/** A mapper states what came; whether it is within limits is decided here. The reason names the field, not its value. */
function parseEvents(inputs: EventInput[]): { events: ParleyEvent[]; problems: string[] } {
  const events: ParleyEvent[] = [];
  const problems: string[] = [];
  for (const input of inputs) {
    const parsed = event.safeParse(input);
    if (parsed.success) events.push(parsed.data);
    else problems.push(`${input.type}: ${parsed.error.issues[0]?.path.join('.') ?? ''} is out of limits`);
  }
  return { events, problems };
}

function unmappedEntry(account: Account, reason: string, body: string, at: number): QuarantineEntry {
  return {
    source: 'webhook',
    reason,
    at,
    workspace_id: account.workspaceId,
    account_id: account.accountId,
    body,
    row: '',
  };
}
