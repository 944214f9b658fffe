import { type Deriver } from '@parley/sql';

/** What a running derivation tells. */
export type DerivationNews =
  | { type: 'round'; begun_at: number; identities: number; lag_ms: number }
  | { type: 'failed'; message: string };

export interface RebuildTask {
  workspaceId: number;
  definitionId: number;
  /** 0–1. */
  onProgress: (progress: number) => void;
}

/** A derivation that is under way, in a thread of its own or in this one. */
export interface RunningDerivation {
  /** Begins the next round now instead of after its pause. */
  poke(): void;
  /** Computes all rows of one definition anew, beside the rounds. Throws what went wrong. */
  rebuild(task: RebuildTask): Promise<void>;
  /** Takes away all rows of a definition that is retired. */
  dropDefinition(workspaceId: number, definitionId: number): Promise<void>;
  stop(): Promise<void>;
}

const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/** Each night from this hour on (UTC), once, the newest months are derived anew and compared. */
const RECONCILE_HOUR = 2;
const RECONCILED_MS = 62 * 24 * 3_600_000;

/** Derives a round every second, and at once again while there is work; survives ClickHouse being away. */
export class DerivationLoop implements RunningDerivation {
  private readonly stopping = new AbortController();
  private wake: () => void = () => undefined;
  private poked = false;
  /** The day (UTC) whose night has been seen to; the day of the start counts as seen to. */
  private reconciledOn = dayOf(Date.now());
  private readonly finished: Promise<void>;

  constructor(
    private readonly deriver: Deriver,
    private readonly tell: (news: DerivationNews) => void,
  ) {
    this.finished = this.run();
  }

  poke(): void {
    this.poked = true;
    this.wake();
  }

  rebuild({ workspaceId, definitionId, onProgress }: RebuildTask): Promise<void> {
    return this.deriver.rebuild({
      workspaceId,
      definitionId,
      onProgress: ({ done, total }) => onProgress(total === 0 ? 1 : done / total),
    });
  }

  dropDefinition(workspaceId: number, definitionId: number): Promise<void> {
    return this.deriver.dropDefinition(workspaceId, definitionId);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.finished;
  }

  private async run(): Promise<void> {
    for (let failures = 0; !this.stopping.signal.aborted;) {
      const begun_at = Date.now();
      this.poked = false;
      let pauseMs = 0;
      try {
        const { identities, lag_ms } = await this.deriver.round();
        failures = 0;
        this.tell({ type: 'round', begun_at, identities, lag_ms });
        if (identities === 0) pauseMs = PAUSE_MS;
        await this.reconcileAtNight();
      } catch (error) {
        failures += 1;
        pauseMs = Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** Math.min(failures, 4));
        this.tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
      }
      await this.sleep(pauseMs);
    }
  }

  private async reconcileAtNight(): Promise<void> {
    const now = Date.now();
    if (this.reconciledOn === dayOf(now) || new Date(now).getUTCHours() < RECONCILE_HOUR) return;
    this.reconciledOn = dayOf(now);
    await this.deriver.reconcile(new Date(now - RECONCILED_MS));
  }

  private sleep(ms: number): Promise<void> {
    if (this.poked || this.stopping.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.wake(), ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** The calendar day in UTC, YYYY-MM-DD. */
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
