import { event, type EventInput, type ParleyEvent } from '@parley/contracts';
import { parseBody, type BodyKeeper } from '../bodies/body-keeper.js';
import { deliveryIdOf, type Intake } from '../intake.js';
import type { Account, Workspace } from '../snapshot/directory.js';
import type { Platform } from './platform.js';

/** A body that is known to come from the platform of this account. */
export interface Arrived {
  platform: Platform;
  account: Account;
  workspace: Workspace;
  rawBody: Buffer;
  /** Milliseconds UTC. */
  receivedAt: number;
  /** What is written in the same transaction, such as how far a bot has been read. */
  also?: () => Promise<boolean>[];
}

/** Maps bodies and keeps what they state. */
export class Collector {
  constructor(
    private readonly intake: Intake,
    private readonly bodies: BodyKeeper,
  ) {}

  /**
   * What is not understood goes to quarantine, the body to the vault. Resolves when all of it is on the disk. Throws a
   * 503 Problem when there is no room; then nothing of it was taken.
   */
  async collect({ platform, account, workspace, rawBody, receivedAt, also }: Arrived): Promise<void> {
    const payload = parseBody(platform, rawBody);
    const { events, unmapped } = mapPayload(platform, payload, account, receivedAt);
    await this.intake.accept({
      workspace,
      deliveryId: deliveryIdOf(workspace, rawBody),
      receivedAt,
      mapperVersion: platform.mapperVersion,
      events: events.map((item) => ({ event: item, account })),
      unmapped,
      body: { account, kept: this.bodies.keep(platform, workspace, rawBody, payload) },
      ...(also ? { also } : {}),
    });
  }
}

/** What a payload states that is within limits, and in a few words each what of it could not be taken. */
export function mapPayload(
  platform: Platform,
  payload: unknown,
  account: Account,
  receivedAt: number,
): { events: ParleyEvent[]; unmapped: string[] } {
  if (payload === undefined) return { events: [], unmapped: ['the body is not JSON'] };
  const { accountId, options } = account;
  const mapped = platform.map(payload, { accountId: String(accountId), receivedAt, options });
  const { events, problems } = parseEvents(mapped.events);
  return { events, unmapped: [...mapped.unmapped, ...problems] };
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
