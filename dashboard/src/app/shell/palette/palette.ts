import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  computed,
  effect,
  inject,
  linkedSignal,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { I18n } from '../../i18n/i18n';
import { Icon } from '../../ui/icon';
import { Shortcuts } from '../shortcuts/shortcuts';
import { type Command, grouped, leftOut } from './commands';
import { found } from './fuzzy';
import { PaletteCommands } from './palette-commands';
import { PaletteFunnels } from './palette-funnels';

/**
 * Finds and does: a field with a list (the combobox pattern). The focus stays in the field; arrow keys walk the list,
 * Enter does, Escape closes and gives the focus back.
 */
@Component({
  selector: 'app-palette',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  providers: [PaletteCommands, PaletteFunnels],
  templateUrl: './palette.html',
  styleUrl: './palette.css',
})
export class Palette {
  readonly #i18n = inject(I18n);
  readonly #commands = inject(PaletteCommands);
  protected readonly shortcuts = inject(Shortcuts);
  protected readonly t = this.#i18n.t;
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  protected readonly query = signal('');
  readonly #all = computed(() => (this.shortcuts.palette() ? this.#commands.all() : []));
  readonly #found = computed(() => found(this.query(), this.#all(), ({ words }) => words));
  readonly #isSought = computed(() => this.query().trim() !== '');
  protected readonly groups = computed(() => grouped(this.#found(), this.#isSought()));
  /** Says that there are more than fit, and what to do to see them; empty where nothing is left out. */
  protected readonly more = computed(() => {
    const count = leftOut(this.#found(), this.#isSought());
    return count > 0 ? this.#i18n.plural('palette_more', count) : '';
  });
  readonly #listed = computed(() => this.groups().flatMap(({ commands }) => commands));
  /** Where the arrow keys are; the first again whenever the list is another one. */
  readonly #at = linkedSignal({ source: this.#listed, computation: () => 0 });
  protected readonly active = computed(() => this.#listed()[this.#at()]?.id ?? null);
  protected readonly count = computed(() => {
    const shown = this.#listed().length;
    const all = shown + leftOut(this.#found(), this.#isSought());
    return [this.#i18n.plural('palette_found', all), this.more()].filter(Boolean).join('. ');
  });

  constructor() {
    effect(() => {
      const isOpen = this.shortcuts.palette();
      const dialog = this.dialog().nativeElement;
      if (isOpen === dialog.open) return;
      if (!isOpen) return dialog.close();
      untracked(() => {
        this.query.set('');
        this.#commands.prepare();
      });
      dialog.showModal();
    });
  }

  protected onKey(event: KeyboardEvent): void {
    const last = this.#listed().length - 1;
    const steps: Record<string, number> = {
      ArrowDown: this.#at() >= last ? 0 : this.#at() + 1,
      ArrowUp: this.#at() <= 0 ? last : this.#at() - 1,
      PageDown: Math.min(last, this.#at() + 8),
      PageUp: Math.max(0, this.#at() - 8),
    };
    const next = steps[event.key];
    if (event.key === 'Enter') {
      event.preventDefault();
      this.run(this.#listed()[this.#at()]);
    } else if (next !== undefined && last >= 0) {
      event.preventDefault();
      this.#at.set(next);
      this.dialog()
        .nativeElement.querySelector(`#${idOf(this.active())}`)
        ?.scrollIntoView({ block: 'nearest' });
    }
  }

  protected run(command: Command | undefined): void {
    if (!command) return;
    this.shortcuts.palette.set(false);
    this.dialog().nativeElement.close();
    command.run();
  }

  protected point(command: Command): void {
    this.#at.set(this.#listed().indexOf(command));
  }

  /** A click beside the panel: the dialog itself is what is behind it. */
  protected closeFromOutside(event: MouseEvent): void {
    if (event.target === this.dialog().nativeElement) this.shortcuts.palette.set(false);
  }

  protected readonly idOf = idOf;
}

const idOf = (id: string | null): string | null => (id === null ? null : `command-${id}`);
