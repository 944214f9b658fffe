import { ChangeDetectionStrategy, Component, DestroyRef, inject, input, signal } from '@angular/core';
import { I18n } from '../i18n/i18n';
import { Icon } from './icon';

/** Copies a text to the clipboard and says so. */
@Component({
  selector: 'app-copy-button',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `<button type="button" class="button quiet" [attr.aria-label]="label()" (click)="copy()">
      <app-icon [name]="done() ? 'check' : 'copy'" [size]="16" />
      {{ done() ? t('copied') : text() }}
    </button>
    <span class="visually-hidden" role="status">{{ done() ? t('copied') : '' }}</span>`,
})
export class CopyButton {
  protected readonly t = inject(I18n).t;
  readonly value = input.required<string>();
  readonly text = input.required<string>();
  readonly label = input<string | null>(null);
  protected readonly done = signal(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.#timer));
  }

  protected async copy(): Promise<void> {
    await writeToClipboard(this.value());
    this.done.set(true);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.done.set(false), 2_000);
  }
}

/** The clipboard of the browser exists only on https and localhost; elsewhere the old way still works. */
async function writeToClipboard(value: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(value);
  const area = document.createElement('textarea');
  area.value = value;
  area.style.position = 'fixed';
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
