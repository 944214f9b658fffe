import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Pin } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { focusSoon } from '../../ui/focus-soon';
import { Icon } from '../../ui/icon';
import { ViewState } from '../view-state';
import { Pins } from './pins';
import { Recent } from './recent';

/** What somebody keeps at hand, in their own order, and where they were last. */
@Component({
  selector: 'app-pin-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, RouterLink],
  templateUrl: './pin-list.html',
  styleUrl: './pin-list.css',
})
export class PinList {
  protected readonly t = inject(I18n).t;
  protected readonly pins = inject(Pins);
  protected readonly recent = inject(Recent);
  readonly #state = inject(ViewState);
  protected readonly isArranging = signal(false);
  protected readonly dragged = signal<number | null>(null);
  /** What was just done, for whoever cannot see it. */
  protected readonly told = signal('');
  /** What the last change came to nothing by. */
  protected readonly problem = signal('');

  protected pathOf(address: string): string {
    return `/workspace/${this.#state.workspaceId()}/${address.split('?')[0]}`;
  }

  protected queryOf(address: string): Record<string, string | string[]> {
    const query = new URLSearchParams(address.split('?')[1] ?? '');
    return Object.fromEntries([...new Set(query.keys())].map((key) => [key, query.getAll(key)]));
  }

  protected async move(from: number, to: number): Promise<void> {
    const pins = this.pins.pins();
    const pin = pins[from];
    if (!pin || to < 0 || to >= pins.length || from === to) return;
    const isMoved = await this.pins.move(from, to);
    if (isMoved) this.#tell(this.t('pins.moved', { name: pin.name, place: to + 1, all: pins.length }));
    else this.#complain('pins.not_moved', pin);
  }

  /** Moves by a button, which may be pressed again; at either end only the other one can be. */
  protected async step(from: number, by: -1 | 1): Promise<void> {
    const pin = this.pins.pins()[from];
    if (!pin) return;
    await this.move(from, from + by);
    const pins = this.pins.pins();
    const at = pins.findIndex(({ pin_id }) => pin_id === pin.pin_id);
    const isUp = at > 0 && (by < 0 || at === pins.length - 1);
    focusSoon(`pin-${isUp ? 'up' : 'down'}-${pin.pin_id}`);
  }

  protected drop(to: number): void {
    const from = this.dragged();
    this.dragged.set(null);
    if (from !== null) void this.move(from, to);
  }

  protected async rename(pin: Pin, name: string): Promise<void> {
    const wanted = name.trim();
    if (wanted === '' || wanted === pin.name) return;
    if (await this.pins.rename(pin, wanted)) this.#tell(this.t('pins.renamed', { name: wanted }));
    else this.#complain('pins.not_renamed', pin);
  }

  protected async remove(pin: Pin): Promise<void> {
    const before = this.pins.pins();
    if (!(await this.pins.remove(pin))) return this.#complain('pins.not_removed', pin);
    this.#tell(this.t('pins.removed', { name: pin.name }));
    const at = before.findIndex(({ pin_id }) => pin_id === pin.pin_id);
    const next = before[at + 1] ?? before[at - 1];
    if (!next) this.isArranging.set(false);
    focusSoon(`pin-remove-${next?.pin_id}`, 'content');
  }

  #tell(text: string): void {
    this.problem.set('');
    this.told.set(text);
  }

  #complain(key: 'pins.not_moved' | 'pins.not_renamed' | 'pins.not_removed', { name }: Pin): void {
    this.told.set('');
    this.problem.set(this.t(key, { name }));
  }
}
