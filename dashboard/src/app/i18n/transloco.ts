import {
  type EnvironmentProviders,
  inject,
  makeEnvironmentProviders,
  provideAppInitializer,
  provideEnvironmentInitializer,
} from '@angular/core';
import { TranslocoService, provideTransloco } from '@jsverse/transloco';
import { LANGUAGES } from '@parley/contracts';
import { en } from './en';
import { I18n } from './i18n';
import { loadTexts } from './texts';

/**
 * English comes with the code. The other language is fetched before the first drawing where it is the reader's, else
 * right after it: a switch must not wait for the network.
 */
export function provideTexts(): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideTransloco({
      config: {
        availableLangs: [...LANGUAGES],
        defaultLang: 'en',
        fallbackLang: 'en',
        reRenderOnLangChange: true,
        prodMode: true,
      },
    }),
    provideEnvironmentInitializer(() => {
      const transloco = inject(TranslocoService);
      transloco.setTranslation({ ...en }, 'en');
      transloco.setActiveLang('en');
    }),
    provideAppInitializer(async () => {
      await inject(I18n).begin();
      for (const language of LANGUAGES) void loadTexts(language).catch(() => undefined);
    }),
  ]);
}
