import { HttpClient, httpResource } from '@angular/common/http';
import { Injectable, computed, inject, linkedSignal } from '@angular/core';
import { type Pin, type PinList, pinList } from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import { ViewState } from '../view-state';

/** What the signed-in person keeps at hand in this workspace. */
@Injectable()
export class Pins {
  readonly #http = inject(HttpClient);
  readonly #state = inject(ViewState);
  readonly #api = computed(() => `/api/workspaces/${this.#state.workspaceId()}/pins`);
  readonly #resource = httpResource<PinList>(() => (this.#state.workspace() ? this.#api() : undefined), {
    parse: (raw) => pinList.parse(raw),
  });
  readonly #answer = computed(() => (this.#resource.hasValue() ? this.#resource.value().pins : null));
  /** What the server said last; a question that it does not answer takes nothing away. */
  readonly #list = linkedSignal<{ workspaceId: string; answer: Pin[] | null }, Pin[]>({
    source: () => ({ workspaceId: this.#state.workspaceId(), answer: this.#answer() }),
    computation: ({ workspaceId, answer }, before) =>
      answer ?? (before?.source.workspaceId === workspaceId ? before.value : []),
  });
  readonly pins = this.#list.asReadonly();

  /** The pin that leads exactly here; undefined where there is none. */
  at(address: string): Pin | undefined {
    return this.pins().find((pin) => pin.address === address);
  }

  /** Like every change: false when it was refused or did not reach the server. */
  add(name: string, address: string): Promise<boolean> {
    return this.#change(this.#http.post(this.#api(), { name, address }));
  }

  rename(pin: Pin, name: string): Promise<boolean> {
    return this.#change(this.#http.patch(`${this.#api()}/${pin.pin_id}`, { name }));
  }

  remove(pin: Pin): Promise<boolean> {
    return this.#change(this.#http.delete(`${this.#api()}/${pin.pin_id}`));
  }

  /** Shows the new order at once; what the server says stands in the end. */
  async move(from: number, to: number): Promise<boolean> {
    const before = this.pins();
    const pins = [...before];
    const [moved] = pins.splice(from, 1);
    if (!moved || to < 0 || to > pins.length) return false;
    pins.splice(to, 0, moved);
    this.#list.set(pins);
    const pin_ids = pins.map(({ pin_id }) => pin_id);
    const isMoved = await this.#change(this.#http.put(`${this.#api()}/order`, { pin_ids }));
    if (!isMoved && this.pins() === pins) this.#list.set(before);
    return isMoved;
  }

  async #change(request: ReturnType<HttpClient['get']>): Promise<boolean> {
    try {
      this.#list.set(pinList.parse(await firstValueFrom(request)).pins);
      return true;
    } catch {
      this.#resource.reload();
      return false;
    }
  }
}
