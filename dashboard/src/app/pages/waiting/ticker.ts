import { DestroyRef, Injectable, inject, signal } from '@angular/core';

/** A second hand: rises every second while the page is open. Milliseconds of `performance.now()`. */
@Injectable()
export class Ticker {
  readonly #now = signal(performance.now());
  readonly now = this.#now.asReadonly();

  constructor() {
    const tick = setInterval(() => this.#now.set(performance.now()), 1000);
    inject(DestroyRef).onDestroy(() => clearInterval(tick));
  }
}
