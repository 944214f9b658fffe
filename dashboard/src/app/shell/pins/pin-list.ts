import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Pin } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
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
    await this.pins.move(from, to);
    this.told.set(this.t('pins.moved', { name: pin.name, place: to + 1, all: pins.length }));
  }

  protected drop(to: number): void {
    const from = this.dragged();
    this.dragged.set(null);
    if (from !== null) void this.move(from, to);
  }

  protected async rename(pin: Pin, name: string): Promise<void> {
    const wanted = name.trim();
    if (wanted !== '' && wanted !== pin.name) await this.pins.rename(pin, wanted);
  }

  protected async remove(pin: Pin): Promise<void> {
    await this.pins.remove(pin);
    this.told.set(this.t('pins.removed', { name: pin.name }));
    if (this.pins.pins().length === 0) this.isArranging.set(false);
  }
}
