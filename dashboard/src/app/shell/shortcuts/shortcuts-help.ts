import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  computed,
  effect,
  inject,
  viewChild,
} from '@angular/core';
import { I18n } from '../../i18n/i18n';
import { Icon } from '../../ui/icon';
import { Shortcuts } from './shortcuts';

interface Line {
  name: string;
  keys: readonly string[];
}

/** Shows every shortcut, and switches the single keys off. */
@Component({
  selector: 'app-shortcuts-help',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `<dialog
    #dialog
    class="help"
    aria-labelledby="shortcuts-title"
    (close)="shortcuts.help.set(false)"
    (mousedown)="closeFromOutside($event)"
  >
    <div class="panel">
      <header>
        <h2 id="shortcuts-title">{{ t('shortcuts.title') }}</h2>
        <button
          type="button"
          class="button quiet"
          [attr.aria-label]="t('close')"
          (click)="shortcuts.help.set(false)"
        >
          <app-icon name="close" [size]="18" />
        </button>
      </header>
      <label class="switch">
        <input #on type="checkbox" [checked]="shortcuts.isOn()" (change)="shortcuts.use(on.checked)" />
        <span>{{ t('shortcuts.on') }}</span>
      </label>
      <dl>
        @for (line of lines(); track line.name) {
          <div>
            <dt>{{ line.name }}</dt>
            <dd>
              @for (key of line.keys; track $index) {
                <kbd>{{ key }}</kbd>
              }
            </dd>
          </div>
        }
      </dl>
      <p class="note">{{ t('shortcuts.note') }}</p>
    </div>
  </dialog>`,
  styles: `
    .help {
      width: min(34rem, calc(100vw - 1.5rem));
      max-height: calc(100dvh - 3rem);
      padding: 0;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--surface-raised);
      color: var(--ink);
      box-shadow: var(--shadow-high);
    }
    .help::backdrop {
      background: rgb(0 0 0 / 40%);
    }
    .panel {
      display: grid;
      gap: 0.75rem;
      padding: 1rem 1.25rem;
    }
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
    }
    .switch {
      display: flex;
      align-items: center;
      gap: 0.6rem;
      min-height: 2.25rem;
    }
    .switch input {
      width: 1.05rem;
      height: 1.05rem;
      accent-color: var(--brand);
    }
    dl {
      display: grid;
      margin: 0;
    }
    dl div {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 1rem;
      min-height: 2rem;
      border-top: 1px solid var(--line);
    }
    dd {
      display: flex;
      gap: 0.3rem;
      margin: 0;
      white-space: nowrap;
    }
    kbd {
      padding: 0.1rem 0.45rem;
      border: 1px solid var(--line);
      border-radius: var(--radius-small);
      background: var(--surface-sunk);
      font: inherit;
      font-size: 0.8125rem;
    }
    .note {
      color: var(--ink-soft);
      font-size: 0.8125rem;
    }
  `,
})
export class ShortcutsHelp {
  protected readonly t = inject(I18n).t;
  protected readonly shortcuts = inject(Shortcuts);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  protected readonly lines = computed<Line[]>(() => [
    { name: this.t('palette.title'), keys: [COMMAND_KEY, 'K'] },
    { name: this.t('shortcuts.help'), keys: ['?'] },
    { name: this.t('shortcuts.search'), keys: ['/'] },
    { name: this.t('shortcuts.period'), keys: ['d'] },
    { name: this.t('shortcuts.theme'), keys: ['t'] },
    ...this.shortcuts.destinations().map(({ text, key }) => ({
      name: this.t(text),
      keys: ['g', key.toLowerCase()],
    })),
  ]);

  constructor() {
    effect(() => {
      const isOpen = this.shortcuts.help();
      const dialog = this.dialog().nativeElement;
      if (isOpen && !dialog.open) dialog.showModal();
      if (!isOpen && dialog.open) dialog.close();
    });
  }

  protected closeFromOutside(event: MouseEvent): void {
    if (event.target === this.dialog().nativeElement) this.shortcuts.help.set(false);
  }
}

/** As it is written on the key. */
export const COMMAND_KEY = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';
