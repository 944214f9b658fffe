const WINDOW_MS = 5000;

/** How much was done in all, and how fast in the last five seconds. */
export class Pace {
  private sum = 0;
  private readonly steps: { at: number; sum: number }[];

  constructor(private readonly now: () => number = Date.now) {
    this.steps = [{ at: now(), sum: 0 }];
  }

  add(amount: number): void {
    this.sum += amount;
    const at = this.now();
    this.steps.push({ at, sum: this.sum });
    while (this.steps.length > 2 && (this.steps[1]?.at ?? at) < at - WINDOW_MS) this.steps.shift();
  }

  /** Of a whole, 0 to 1. */
  share(whole: number): number {
    return whole > 0 ? Math.min(1, this.sum / whole) : 0;
  }

  /** Null until something has been done. */
  perSecond(): number | null {
    const first = this.steps[0];
    if (!first || this.sum === 0) return null;
    const seconds = (this.now() - first.at) / 1000;
    return seconds > 0 ? Math.round((this.sum - first.sum) / seconds) : null;
  }
}
