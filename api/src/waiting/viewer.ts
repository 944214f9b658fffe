import { createHash } from 'node:crypto';
import { type ServerResponse } from 'node:http';
import { type StillEvent, type waitingNow, type WaitingEvent } from '@parley/contracts';
import { type z } from 'zod';

export type WaitingRow = z.output<typeof waitingNow.row>;

/** Who waits in a workspace at a moment. */
export interface Waiting {
  computed_at: string;
  is_deriving: boolean;
  /** For those who may see names of contacts. */
  named: readonly WaitingRow[];
  /** For those who may not. */
  plain: readonly WaitingRow[];
}

/** What one reader wants to see of it. */
export interface Wish {
  channels: readonly string[];
  account_ids: readonly string[];
  team_ids: readonly string[];
  /** As reports count them: joined identities are one. */
  agent_ids: readonly string[];
  seesContacts: boolean;
}

const MOST_ROWS = 500;
/** A browser that lost the stream asks again after this. */
const RETRY_MS = 2_000;
/** So often somebody is told that nothing changed: proxies close what is silent for a minute. */
export const STILL_MS = 10_000;

/** One open stream of server-sent events. */
export class Viewer {
  private lastList: string;
  private lastWrite = 0;
  private isBlocked = false;

  /** `lastEventId`: the list that the reader has seen already, as it says when it comes back. */
  constructor(
    private readonly response: ServerResponse,
    private readonly wish: Wish,
    lastEventId: string,
  ) {
    this.lastList = lastEventId;
    response.on('drain', () => (this.isBlocked = false));
    this.write(`retry: ${RETRY_MS}\n\n`);
    this.lastWrite = 0;
  }

  /** Sends the list if it is another than the reader has, else now and then that nothing changed. */
  show(waiting: Waiting): void {
    // Whoever reads slowly misses lists, never gets them late.
    if (this.isBlocked) return;
    const { computed_at, is_deriving } = waiting;
    const all = this.wish.seesContacts ? waiting.named : waiting.plain;
    const mine = all.filter((row) => this.wants(row));
    const rows = mine.slice(0, MOST_ROWS);
    const list = listId(rows, mine.length, is_deriving);
    if (list !== this.lastList) {
      this.lastList = list;
      const event: WaitingEvent = { computed_at, is_deriving, total: mine.length, rows };
      this.write(`id: ${list}\nevent: waiting\ndata: ${JSON.stringify(event)}\n\n`);
    } else if (Date.now() - this.lastWrite >= STILL_MS) {
      this.write(
        `id: ${list}\nevent: still\ndata: ${JSON.stringify({ computed_at } satisfies StillEvent)}\n\n`,
      );
    }
  }

  end(): void {
    this.response.end();
  }

  private wants(row: WaitingRow): boolean {
    const { channels, account_ids, team_ids, agent_ids } = this.wish;
    const has = (wanted: readonly string[], value: string | null) =>
      wanted.length === 0 || wanted.includes(value ?? '0');
    return (
      has(channels, row.channel) &&
      has(account_ids, row.account_id) &&
      has(team_ids, row.team_id) &&
      has(agent_ids, row.agent_id)
    );
  }

  private write(text: string): void {
    this.lastWrite = Date.now();
    this.isBlocked = !this.response.write(text);
  }
}

/** Names a list by all that does not change by itself: ages and what is left grow and shrink in every reader's clock. */
function listId(rows: readonly WaitingRow[], total: number, is_deriving: boolean): string {
  const lasting = rows.map(
    ({ age_seconds: _a, age_business_seconds: _b, target_left_seconds: _t, ...row }) => row,
  );
  return createHash('sha256')
    .update(JSON.stringify([total, is_deriving, lasting]))
    .digest('base64url')
    .slice(0, 22);
}
