import { DestroyRef, Injectable, InjectionToken, inject, signal } from '@angular/core';
import { type WaitingEvent, stillEvent, waitingEvent } from '@parley/contracts';

/** What the stream takes of the browser; specs bring their own. */
export interface Source {
  addEventListener: (type: string, listen: (event: Event) => void) => void;
  close: () => void;
  readonly readyState: number;
}
export const OPEN_SOURCE = new InjectionToken<(url: string) => Source>('openSource', {
  providedIn: 'root',
  factory: () => (url) => new EventSource(url, { withCredentials: true }),
});

/** The server speaks every ten seconds; after so long without a word the list may be old. */
const SILENT_MS = 25_000;
/** A stream that the server refused is asked for again after so long: the browser does not. */
const AGAIN_MS = 3_000;
/** What is left until a target in open hours is the server's to say: the list is asked for anew so often. */
const RENEW_MS = 60_000;
const CLOSED = 2;

export type StreamState = 'connecting' | 'live' | 'lost';

/** Who waits, as the server tells it, for one question at a time. Comes back by itself whatever happens. */
@Injectable()
export class WaitingStream {
  readonly #open = inject(OPEN_SOURCE);
  readonly #state = signal<StreamState>('connecting');
  readonly state = this.#state.asReadonly();
  readonly #event = signal<WaitingEvent | null>(null);
  readonly event = this.#event.asReadonly();
  /** When the last word came, by this clock. */
  readonly #heardAt = signal<Date | null>(null);
  readonly heardAt = this.#heardAt.asReadonly();
  /** When the list came: ages are counted on from here. Milliseconds of `performance.now()`. */
  readonly #listedAt = signal(0);
  readonly listedAt = this.#listedAt.asReadonly();

  #source: Source | null = null;
  #url: string | null = null;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.ask(null));
  }

  /** Listens to this address from now on; null: to nothing. */
  ask(url: string | null): void {
    if (url === this.#url) return;
    this.#url = url;
    this.#event.set(null);
    this.#state.set('connecting');
    this.#connect();
  }

  #connect(): void {
    clearTimeout(this.#again);
    clearTimeout(this.#silence);
    this.#source?.close();
    this.#source = null;
    if (this.#url === null) return;
    const source = this.#open(this.#url);
    this.#source = source;
    const listen = (type: string, hear: (data: unknown) => void) =>
      source.addEventListener(type, (event) => {
        if (source !== this.#source || !(event instanceof MessageEvent)) return;
        hear(JSON.parse(String(event.data)));
        this.#heard();
      });
    listen('waiting', (data) => {
      this.#event.set(waitingEvent.parse(data));
      this.#listedAt.set(performance.now());
    });
    listen('still', (data) => {
      stillEvent.parse(data);
      if (this.#isOld()) this.#connect();
    });
    source.addEventListener('error', () => {
      if (source !== this.#source) return;
      this.#state.set('lost');
      if (source.readyState === CLOSED) this.#again = setTimeout(() => this.#connect(), AGAIN_MS);
    });
    this.#watchSilence();
  }

  #heard(): void {
    this.#state.set('live');
    this.#heardAt.set(new Date());
    this.#watchSilence();
  }

  #watchSilence(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      this.#state.set('lost');
      this.#connect();
    }, SILENT_MS);
  }

  #isOld(): boolean {
    const hasOpenHours = this.#event()?.rows.some((row) => row.target_hours === 'business') ?? false;
    return hasOpenHours && performance.now() - this.#listedAt() > RENEW_MS;
  }
}
