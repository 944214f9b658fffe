/** A definition that was derived for questions only. */
interface Trial {
  definition_id: number;
  data_until: string | null;
}

/** What has reached us, as ISO instants; null without events. */
export interface Newest {
  /** The newest event. */
  data_until: string | null;
  /** Whatever may change a number. */
  changed_at: string | null;
}

interface Kept {
  began: number;
  changed_at: string | null;
  deriving: Promise<Trial>;
  /** How many questions wait for it. When the last of them is gone, it is given up. */
  waiting: number;
  given: AbortController;
  isDone: boolean;
  idle: NodeJS.Timeout | undefined;
}

/** The reports of one screen are asked within seconds of each other. */
const FRESH_MS = 20_000;
/** A definition stays this long after it was asked for last, and never longer than {@link LONGEST_MS}. */
const IDLE_MS = 2 * 60_000;
/** Well below the time after which a trial counts as left behind by a process that died. */
const LONGEST_MS = 4 * 60_000;
const MOST_KEPT = 6;
/** Whoever has just been given it still reads it. */
const GRACE_MS = 90_000;

/** Definitions that are being tried, shared by all questions that want the same. */
export class SharedTrials {
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly drop: (definition_id: number) => Promise<void>) {}

  /**
   * The trial under this key: the one there is while nothing newer has arrived, or while it is only just begun; else a
   * new one. `gone` aborts when nobody waits for this question any more: rejects with its reason.
   */
  async of(
    key: string,
    newest: Newest,
    gone: AbortSignal,
    derive: (signal: AbortSignal) => Promise<number>,
  ): Promise<Trial> {
    gone.throwIfAborted();
    const found = this.kept.get(key);
    const isGood = found !== undefined && this.isGood(found, newest);
    if (found !== undefined && !isGood) this.remove(key, found);
    const trial = isGood ? found : this.begin(key, newest, derive);
    clearTimeout(trial.idle);
    trial.waiting += 1;
    try {
      return await Promise.race([trial.deriving, rejection(gone)]);
    } finally {
      trial.waiting -= 1;
      if (trial.waiting === 0 && this.kept.get(key) === trial) this.rest(key, trial);
    }
  }

  /** Takes all of them away at once: nothing is answered any more. */
  async dropAll(): Promise<void> {
    const all = [...this.kept.values()];
    this.kept.clear();
    for (const { idle, given } of all) {
      clearTimeout(idle);
      given.abort();
    }
    await Promise.all(all.map((trial) => this.dropOnceDerived(trial)));
  }

  private isGood({ began, changed_at, given }: Kept, newest: Newest): boolean {
    const age = Date.now() - began;
    return !given.signal.aborted && age < LONGEST_MS && (changed_at === newest.changed_at || age < FRESH_MS);
  }

  private begin(key: string, newest: Newest, derive: (s: AbortSignal) => Promise<number>): Kept {
    const given = new AbortController();
    const { data_until, changed_at } = newest;
    const deriving = derive(given.signal).then((definition_id) => ({ definition_id, data_until }));
    const start = { began: Date.now(), changed_at, deriving, given };
    const trial: Kept = { ...start, waiting: 0, isDone: false, idle: undefined };
    this.kept.set(key, trial);
    deriving.then(
      () => (trial.isDone = true),
      () => this.kept.get(key) === trial && this.kept.delete(key),
    );
    const oldest = [...this.kept].find(([, { waiting }]) => waiting === 0);
    if (this.kept.size > MOST_KEPT && oldest !== undefined && oldest[1] !== trial) this.remove(...oldest);
    return trial;
  }

  /** Nobody waits for it: what is not yet derived is given up, what is derived goes after a while. */
  private rest(key: string, trial: Kept): void {
    if (!trial.isDone) {
      this.remove(key, trial);
      return;
    }
    trial.idle = setTimeout(() => this.remove(key, trial), IDLE_MS).unref();
  }

  /** Nobody is given it from now on. Who was given it reads on for a while. */
  private remove(key: string, trial: Kept): void {
    clearTimeout(trial.idle);
    if (this.kept.get(key) === trial) this.kept.delete(key);
    if (trial.waiting === 0 && !trial.isDone) trial.given.abort();
    setTimeout(() => void this.dropOnceDerived(trial), GRACE_MS).unref();
  }

  /** What failed took itself away. What cannot be dropped now is dropped as if this process had died. */
  private async dropOnceDerived({ deriving }: Kept): Promise<void> {
    await deriving.then(({ definition_id }) => this.drop(definition_id)).catch(() => undefined);
  }
}

/** Rejects when the signal aborts. */
const rejection = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
