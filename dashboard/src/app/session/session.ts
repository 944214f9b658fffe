import { HttpClient, HttpErrorResponse } from '@angular/common/http';
import { Injectable, computed, inject, signal } from '@angular/core';
import { type Language, type Me, me } from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import { I18n } from '../i18n/i18n';
import { forgetRecent } from '../shell/pins/recent-store';

/** Who is signed in. Null until {@link Session.load} has answered, or when nobody is. */
@Injectable({ providedIn: 'root' })
export class Session {
  readonly #http = inject(HttpClient);
  readonly #i18n = inject(I18n);
  readonly #me = signal<Me | null>(null);
  readonly me = this.#me.asReadonly();
  #loading: Promise<Me | null> | null = null;
  readonly #failure = signal<unknown>(null);
  /** Why nobody knows who is signed in: the server does not answer. Null when it did. */
  readonly failure = this.#failure.asReadonly();
  readonly workspaces = computed(() => this.#me()?.workspaces ?? []);

  /** Asks once who is signed in; null when nobody is. Throws when the server cannot tell. */
  load(): Promise<Me | null> {
    const known = this.#me();
    if (known) return Promise.resolve(known);
    // Several guards ask at once; one question is enough.
    this.#loading ??= this.#ask().finally(() => (this.#loading = null));
    return this.#loading;
  }

  async #ask(): Promise<Me | null> {
    try {
      const answer = me.parse(await firstValueFrom(this.#http.get('/api/me')));
      this.#me.set(answer);
      await this.#i18n.use(answer.user.language);
      return answer;
    } catch (error) {
      if (error instanceof HttpErrorResponse && error.status === 401) return null;
      this.#failure.set(error);
      throw error;
    }
  }

  /** Signs in; a language chosen at the door is kept with the person. Throws HttpErrorResponse when refused. */
  async signIn(email: string, password: string, chosen: Language | null): Promise<void> {
    await firstValueFrom(this.#http.post('/api/auth/sign-in', { email, password }));
    this.#me.set(null);
    await this.load();
    if (chosen && this.#me()?.user.language !== chosen) await this.useLanguage(chosen);
  }

  /** Signs out; where the person was is no longer kept in this browser. */
  async signOut(): Promise<void> {
    await firstValueFrom(this.#http.post('/api/auth/sign-out', {}));
    this.forget();
    forgetRecent();
  }

  /** Takes what the server has just said of whoever is signed in. */
  take(answer: Me): void {
    this.#me.set(answer);
  }

  /** Asks again: a name, a zone or a role may be another now. */
  async refresh(): Promise<void> {
    await this.#ask();
  }

  forget(): void {
    this.#me.set(null);
  }

  /** Changes the language at once and keeps it with the person; null: the browser's. */
  async useLanguage(language: Language | null): Promise<void> {
    await this.#i18n.use(language);
    const known = this.#me();
    if (!known) return;
    this.#me.set({ ...known, user: { ...known.user, language } });
    await firstValueFrom(this.#http.patch('/api/me', { language })).catch(() => undefined);
  }
}
