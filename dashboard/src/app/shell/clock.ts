import { DestroyRef, Injectable, inject, signal } from '@angular/core';

/** The present, to the minute: what relative periods are counted from. */
@Injectable({ providedIn: 'root' })
export class Clock {
  readonly #minute = signal(new Date());
  readonly minute = this.#minute.asReadonly();

  constructor() {
    const tick = setInterval(() => {
      const now = new Date();
      if (Math.floor(now.getTime() / 60_000) !== Math.floor(this.#minute().getTime() / 60_000)) {
        this.#minute.set(now);
      }
    }, 5_000);
    inject(DestroyRef).onDestroy(() => clearInterval(tick));
  }
}
