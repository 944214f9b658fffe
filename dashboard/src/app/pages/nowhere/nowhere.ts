import { ChangeDetectionStrategy, Component, effect, inject } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { I18n } from '../../i18n/i18n';
import { AccountMenu } from '../../shell/account-menu';
import { Logo } from '../../ui/logo';

/** An address that leads nowhere. */
@Component({
  selector: 'app-nowhere',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Logo, RouterLink],
  template: `<main>
    <app-logo />
    <h1>{{ t('missing.title') }}</h1>
    <p>{{ t('missing.text') }}</p>
    <a class="button primary" routerLink="/">{{ t('missing.home') }}</a>
  </main>`,
  styleUrl: './nowhere.css',
})
export class Nowhere {
  protected readonly t = inject(I18n).t;

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(`${this.t('missing.title')} · Parley`));
  }
}

/** For somebody who is signed in but is no member of any workspace. */
@Component({
  selector: 'app-no-workspace',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Logo, AccountMenu],
  template: `<main>
    <app-logo />
    <h1>{{ t('none.title') }}</h1>
    <p>{{ t('none.text') }}</p>
    <app-account-menu />
  </main>`,
  styleUrl: './nowhere.css',
})
export class NoWorkspace {
  protected readonly t = inject(I18n).t;
}
