import { DOCUMENT, DestroyRef, Injectable, computed, effect, inject, signal } from '@angular/core';

export const THEMES = ['light', 'dark', 'system'] as const;
export type ThemeChoice = (typeof THEMES)[number];

const STORED = 'parley.theme';

/** The colours a chart draws with, resolved for the theme in force: a canvas does not know CSS variables. */
export interface ChartColors {
  current: string;
  previous: string;
  ink: string;
  inkSoft: string;
  line: string;
  surface: string;
}

const VARIABLES: Record<keyof ChartColors, string> = {
  current: '--series-current',
  previous: '--series-previous',
  ink: '--ink',
  inkSoft: '--ink-soft',
  line: '--line',
  surface: '--surface-raised',
};

/** Light or dark, as chosen or as the system says. */
@Injectable({ providedIn: 'root' })
export class Theme {
  readonly #root = inject(DOCUMENT).documentElement;
  readonly #choice = signal<ThemeChoice>(
    THEMES.find((each) => each === localStorage.getItem(STORED)) ?? 'system',
  );
  readonly #systemDark = signal(false);
  readonly choice = this.#choice.asReadonly();
  readonly isDark = computed(() =>
    this.#choice() === 'system' ? this.#systemDark() : this.#choice() === 'dark',
  );

  /** Computed anew when the theme changes. */
  readonly chartColors = computed<ChartColors>(() => {
    this.#mark(this.isDark());
    // One element each: a changed colour would begin a transition, and the old one would be read.
    const entries = Object.entries(VARIABLES).map(([key, variable]) => {
      const probe = this.#root.ownerDocument.createElement('span');
      probe.style.color = `var(${variable})`;
      this.#root.append(probe);
      const { color } = getComputedStyle(probe);
      probe.remove();
      return [key, color];
    });
    return Object.fromEntries(entries) as unknown as ChartColors;
  });

  constructor() {
    const query = globalThis.matchMedia?.('(prefers-color-scheme: dark)');
    if (query) {
      this.#systemDark.set(query.matches);
      const follow = (event: MediaQueryListEvent) => this.#systemDark.set(event.matches);
      query.addEventListener('change', follow);
      inject(DestroyRef).onDestroy(() => query.removeEventListener('change', follow));
    }
    effect(() => this.#mark(this.isDark()));
  }

  use(choice: ThemeChoice): void {
    localStorage.setItem(STORED, choice);
    this.#choice.set(choice);
  }

  #mark(isDark: boolean): void {
    this.#root.dataset['theme'] = isDark ? 'dark' : 'light';
  }
}
