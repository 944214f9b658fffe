import { HttpErrorResponse } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  computed,
  effect,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { Title } from '@angular/platform-browser';
import { ActivatedRoute, Router } from '@angular/router';
import { LANGUAGES, type Language, signInInput } from '@parley/contracts';
import type { TextKey } from '../i18n/en';
import { I18n } from '../i18n/i18n';
import { LANGUAGE_NAMES } from '../i18n/languages';
import { Icon } from '../ui/icon';
import { Logo } from '../ui/logo';
import { Session } from './session';

/** The door: e-mail and password, in the language of the reader. */
@Component({
  selector: 'app-sign-in',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Logo, Icon],
  templateUrl: './sign-in.html',
  styleUrl: './sign-in.css',
})
export class SignIn {
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  readonly #session = inject(Session);
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  #chosen: Language | null = null;
  protected readonly languages = LANGUAGES;
  protected readonly names = LANGUAGE_NAMES;

  protected readonly email = signal('');
  protected readonly password = signal('');
  protected readonly isShown = signal(false);
  protected readonly isBusy = signal(false);
  protected readonly wasSent = signal(false);
  protected readonly refused = signal<TextKey | null>(null);
  private readonly emailInput = viewChild.required<ElementRef<HTMLInputElement>>('emailInput');
  private readonly passwordInput = viewChild.required<ElementRef<HTMLInputElement>>('passwordInput');

  protected readonly emailError = computed<TextKey | null>(() => {
    if (!this.wasSent()) return null;
    if (!this.email().trim()) return 'sign_in.email_missing';
    return signInInput.shape.email.safeParse(this.email()).success ? null : 'sign_in.email_wrong';
  });
  protected readonly passwordError = computed<TextKey | null>(() =>
    this.wasSent() && !this.password() ? 'sign_in.password_missing' : null,
  );

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(`${this.t('sign_in.title')} · Parley`));
  }

  protected chooseLanguage(language: Language): void {
    this.#chosen = language;
    void this.i18n.use(language);
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    this.wasSent.set(true);
    this.refused.set(null);
    if (this.emailError()) return this.emailInput().nativeElement.focus();
    if (this.passwordError()) return this.passwordInput().nativeElement.focus();
    if (this.isBusy()) return;
    this.isBusy.set(true);
    try {
      await this.#session.signIn(this.email().trim(), this.password(), this.#chosen);
      await this.#router.navigateByUrl(this.#destination());
    } catch (error) {
      this.refused.set(reasonOf(error));
      this.passwordInput().nativeElement.select();
    } finally {
      this.isBusy.set(false);
    }
  }

  /** Only a path of our own: an address from outside must not lead away. */
  #destination(): string {
    const wanted = this.#route.snapshot.queryParamMap.get('return');
    return wanted && /^\/(?![/\\])/.test(wanted) ? wanted : '/';
  }
}

function reasonOf(error: unknown): TextKey {
  if (!(error instanceof HttpErrorResponse)) return 'state.unreadable';
  if (error.status === 429) return 'sign_in.throttled';
  return error.status === 400 || error.status === 401 ? 'sign_in.wrong' : 'state.network';
}
