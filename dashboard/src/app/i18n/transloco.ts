import {
  type EnvironmentProviders,
  inject,
  makeEnvironmentProviders,
  provideEnvironmentInitializer,
} from '@angular/core';
import { TranslocoService, provideTransloco } from '@jsverse/transloco';
import { LANGUAGES } from '@parley/contracts';
import { en } from './en';
import { I18n } from './i18n';
import { ru } from './ru';

/** Both languages come with the code: they are small, and a switch must not wait for the network. */
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
      transloco.setTranslation({ ...ru }, 'ru');
      const i18n = inject(I18n);
      transloco.setActiveLang(i18n.language());
    }),
  ]);
}
