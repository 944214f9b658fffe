import { CdkMenu, CdkMenuGroup, CdkMenuItem, CdkMenuItemRadio, CdkMenuTrigger } from '@angular/cdk/menu';
import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Router } from '@angular/router';
import { LANGUAGES } from '@parley/contracts';
import { I18n } from '../i18n/i18n';
import { LANGUAGE_NAMES } from '../i18n/languages';
import { Session } from '../session/session';
import { THEMES, Theme } from '../theme/theme';
import { Icon } from '../ui/icon';

/** Who is signed in; the language and the theme of this person; the way out. */
@Component({
  selector: 'app-account-menu',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CdkMenuTrigger, CdkMenu, CdkMenuGroup, CdkMenuItem, CdkMenuItemRadio, Icon],
  templateUrl: './account-menu.html',
  styles: `
    :host {
      display: block;
    }
    .who {
      width: 100%;
      justify-content: flex-start;
    }
    .name {
      flex: 1;
      overflow: hidden;
      text-align: start;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .tick {
      width: 16px;
    }
  `,
})
export class AccountMenu {
  readonly #router = inject(Router);
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly session = inject(Session);
  protected readonly theme = inject(Theme);
  protected readonly languages = [null, ...LANGUAGES];
  protected readonly names = LANGUAGE_NAMES;
  protected readonly chosen = computed(() => this.session.me()?.user.language ?? null);
  protected readonly themes = THEMES;

  protected async signOut(): Promise<void> {
    await this.session.signOut();
    await this.#router.navigate(['/sign-in']);
  }
}
