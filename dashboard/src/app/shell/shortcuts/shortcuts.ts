import { DOCUMENT, Injectable, computed, inject, signal } from '@angular/core';
import type { Role } from '@parley/contracts';
import { Theme } from '../../theme/theme';
import { DESTINATIONS } from '../destinations';
import { MAY_OPEN } from '../may-open';
import { PlaceHere } from '../pins/place-here';
import { ViewState } from '../view-state';

const STORED = 'parley.shortcuts';
/** So long the second key may take. */
export const SECOND_KEY_MS = 1500;

/** Whether keys belong to what has the focus: to a field, or to a menu or a dialog that is open. */
export function isTaken(target: EventTarget | null, root: ParentNode): boolean {
  if (target instanceof HTMLElement) {
    const own = 'input, textarea, select, [contenteditable], [role=combobox], [role=menu], [role=listbox]';
    if (target.isContentEditable || target.closest(own)) return true;
  }
  return (
    root.querySelector(
      'dialog[open], .cdk-overlay-container [role=dialog], .cdk-overlay-container [role=menu]',
    ) !== null
  );
}

/**
 * Single keys that lead somewhere. They do nothing while somebody types, and can be switched off for good: who speaks to
 * the browser would set them off by words.
 */
@Injectable()
export class Shortcuts {
  readonly #document = inject(DOCUMENT);
  readonly #state = inject(ViewState);
  readonly #here = inject(PlaceHere);
  readonly #theme = inject(Theme);
  readonly #isOn = signal(localStorage.getItem(STORED) !== 'off');
  readonly isOn = this.#isOn.asReadonly();
  readonly help = signal(false);
  readonly palette = signal(false);
  /** After `g` until the second key. */
  readonly isGoing = signal(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly destinations = computed(() => {
    const role = this.#state.workspace()?.role;
    return DESTINATIONS.filter(({ page }) => role && (MAY_OPEN[page] as readonly Role[]).includes(role));
  });

  use(isOn: boolean): void {
    localStorage.setItem(STORED, isOn ? 'on' : 'off');
    this.#isOn.set(isOn);
  }

  /** Takes a key anywhere on the page. The letters are those on the keys, whatever the keyboard's language. */
  press(event: KeyboardEvent): void {
    if (event.code === 'KeyK' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      this.palette.update((open) => !open);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.repeat) return;
    if (!this.isOn() || isTaken(event.target, this.#document)) return;
    if (this.#act(event)) event.preventDefault();
  }

  #act(event: KeyboardEvent): boolean {
    if (this.isGoing()) {
      this.#stopGoing();
      const to = this.destinations().find(({ key }) => event.code === `Key${key}`);
      if (to) this.#here.open(to.path);
      return to !== undefined;
    }
    if (event.key === '?' || (event.code === 'Slash' && event.shiftKey)) {
      this.help.set(true);
      return true;
    }
    if (event.shiftKey) return false;
    switch (event.code) {
      case 'Slash':
        return this.#focus('main input[type=search], app-filter-picker button, main select');
      case 'KeyD':
        return this.#focus('app-period-picker button');
      case 'KeyT':
        this.#theme.use(this.#theme.isDark() ? 'light' : 'dark');
        return true;
      case 'KeyG':
        this.isGoing.set(true);
        this.#timer = setTimeout(() => this.isGoing.set(false), SECOND_KEY_MS);
        return true;
      default:
        return false;
    }
  }

  #stopGoing(): void {
    clearTimeout(this.#timer);
    this.isGoing.set(false);
  }

  #focus(selector: string): boolean {
    const found = this.#document.querySelector<HTMLElement>(selector);
    found?.focus();
    return found !== null;
  }
}
