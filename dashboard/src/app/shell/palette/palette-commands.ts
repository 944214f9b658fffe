import { Injectable, inject, signal } from '@angular/core';
import {
  LANGUAGES,
  type Localized,
  PERIOD_LABELS,
  PERIOD_PRESETS,
  REPORTS,
  type ReportName,
  type Role,
  ROW_REPORTS,
} from '@parley/contracts';
import type { TextKey } from '../../i18n/en';
import { I18n } from '../../i18n/i18n';
import { LANGUAGE_NAMES } from '../../i18n/languages';
import { loadTexts, textsOf } from '../../i18n/texts';
import { Session } from '../../session/session';
import { LISTED } from '../../pages/rows/rows-query';
import { THEMES, Theme } from '../../theme/theme';
import { Choices } from '../choices';
import { DESTINATIONS, MORE_PLACES } from '../destinations';
import { MAY_OPEN } from '../may-open';
import { Pins } from '../pins/pins';
import { PlaceHere } from '../pins/place-here';
import { Recent, withoutSearch } from '../pins/recent';
import { Shortcuts } from '../shortcuts/shortcuts';
import { ViewState } from '../view-state';
import type { Command } from './commands';
import { PaletteFunnels } from './palette-funnels';
import { pageOfReport } from './page-of-report';

/** Everything that the palette can do in this workspace for this person. */
@Injectable()
export class PaletteCommands {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  readonly #choices = inject(Choices);
  readonly #theme = inject(Theme);
  readonly #session = inject(Session);
  readonly #pins = inject(Pins);
  readonly #recent = inject(Recent);
  readonly #here = inject(PlaceHere);
  readonly #shortcuts = inject(Shortcuts);
  readonly #funnels = inject(PaletteFunnels);
  readonly #hasTexts = signal(0);

  /** Brings the saved funnels, and the words of the other language: who reads English may seek in Russian. */
  prepare(): void {
    this.#funnels.refresh();
    for (const language of LANGUAGES)
      void loadTexts(language).then(
        () => this.#hasTexts.update((n) => n + 1),
        () => undefined,
      );
  }

  all(): Command[] {
    this.#hasTexts();
    return [
      ...this.#pinned(),
      ...this.#recentPlaces(),
      ...this.#pages(),
      ...this.#reports(),
      ...this.#savedFunnels(),
      ...this.#accounts(),
      ...this.#periods(),
      ...this.#display(),
    ];
  }

  #pinned(): Command[] {
    return this.#pins.pins().map(({ pin_id, name, address }) => ({
      id: `pin-${pin_id}`,
      group: 'pinned',
      name,
      hint: '',
      icon: 'pin',
      words: [name],
      run: () => this.#here.go(address),
    }));
  }

  #recentPlaces(): Command[] {
    const here = withoutSearch(this.#here.address());
    return this.#recent
      .places()
      .filter(({ address }) => address !== here)
      .map(({ name, address }, index) => ({
        id: `recent-${index}`,
        group: 'recent',
        name,
        hint: '',
        icon: 'clock',
        words: [name],
        run: () => this.#here.go(address),
      }));
  }

  #pages(): Command[] {
    return [...DESTINATIONS, ...MORE_PLACES]
      .filter(({ page }) => this.#mayOpen(page))
      .map((each) => ({
        id: `page-${each.page}`,
        group: 'pages',
        name: this.#i18n.t(each.text),
        hint: 'key' in each && this.#shortcuts.isOn() ? `g ${String(each.key).toLowerCase()}` : '',
        icon: each.icon,
        words: this.#words(each.text),
        run: () => this.#here.open(each.path),
      }));
  }

  #reports(): Command[] {
    const numbers = (Object.keys(REPORTS) as ReportName[]).flatMap((name): Command[] => {
      const page = pageOfReport(name);
      if (page === null || !this.#mayOpen(page.page)) return [];
      return [this.#report(name, REPORTS[name].label, () => this.#here.open(page.path))];
    });
    const rows = this.#mayOpen('rows')
      ? LISTED.map((name) =>
          this.#report(name, ROW_REPORTS[name].label, () => this.#here.open(['rows'], { report: name })),
        )
      : [];
    return [...numbers, ...rows];
  }

  #report(name: string, label: Localized, run: () => void): Command {
    return {
      id: `report-${name}`,
      group: 'reports',
      name: this.#i18n.text(label),
      hint: '',
      icon: 'columns',
      words: [label.en, label.ru, name],
      run,
    };
  }

  #savedFunnels(): Command[] {
    if (!this.#mayOpen('funnels')) return [];
    return this.#funnels.saved().map(({ funnel_id, name }) => ({
      id: `funnel-${funnel_id}`,
      group: 'funnels',
      name,
      hint: '',
      icon: 'funnels',
      words: [name],
      run: () => this.#here.open(['funnels'], { funnel_id }),
    }));
  }

  #accounts(): Command[] {
    if (!this.#mayOpen('accounts')) return [];
    return (this.#choices.accounts() ?? []).map(({ id, name, hint }) => ({
      id: `account-${id}`,
      group: 'accounts',
      name,
      hint,
      icon: 'accounts',
      words: [name, hint],
      run: () => this.#here.open(['accounts', id]),
    }));
  }

  #periods(): Command[] {
    return PERIOD_PRESETS.map((preset) => ({
      id: `period-${preset}`,
      group: 'period',
      name: this.#i18n.text(PERIOD_LABELS[preset]),
      hint: this.#state.view().period === preset ? this.#i18n.t('palette.now') : '',
      icon: 'calendar',
      words: [PERIOD_LABELS[preset].en, PERIOD_LABELS[preset].ru],
      run: () => this.#state.change({ period: preset, granularity: null }),
    }));
  }

  #display(): Command[] {
    const one = (
      id: string,
      keys: readonly TextKey[],
      run: () => void,
      isNow = false,
      own = '',
    ): Command => ({
      id,
      group: 'display',
      name: own || keys.map((key) => this.#i18n.t(key)).join(': '),
      hint: isNow ? this.#i18n.t('palette.now') : '',
      icon: 'eye',
      words: [...this.#joined(keys), own],
      run,
    });
    const name = (language: (typeof LANGUAGES)[number]) =>
      `${this.#i18n.t('language')}: ${LANGUAGE_NAMES[language]}`;
    return [
      ...THEMES.map((each) =>
        one(
          `theme-${each}`,
          ['theme', `theme.${each}`],
          () => this.#theme.use(each),
          this.#theme.choice() === each,
        ),
      ),
      ...LANGUAGES.map((each) =>
        one(
          `language-${each}`,
          ['language'],
          () => void this.#session.useLanguage(each),
          this.#i18n.language() === each,
          name(each),
        ),
      ),
      one('shortcuts', ['shortcuts.title'], () => this.#shortcuts.help.set(true)),
    ];
  }

  #words(key: TextKey): string[] {
    return this.#joined([key]);
  }

  #joined(keys: readonly TextKey[]): string[] {
    return LANGUAGES.map((language) => {
      const texts = textsOf(language)?.texts;
      return keys.map((key) => texts?.[key] ?? '').join(' ');
    });
  }

  #mayOpen(page: keyof typeof MAY_OPEN): boolean {
    const role = this.#state.workspace()?.role;
    return role !== undefined && (MAY_OPEN[page] as readonly Role[]).includes(role);
  }
}
