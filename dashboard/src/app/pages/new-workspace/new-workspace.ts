import { HttpClient } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, effect, inject, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { Router, RouterLink } from '@angular/router';
import { isTimeZone, me } from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import type { TextKey } from '../../i18n/en';
import { I18n } from '../../i18n/i18n';
import { type Failure, failureOf } from '../../session/failure';
import { Session } from '../../session/session';
import { Logo } from '../../ui/logo';

/** Makes a workspace more and opens it; whoever makes it owns it. */
@Component({
  selector: 'app-new-workspace',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Logo, RouterLink],
  templateUrl: './new-workspace.html',
  styleUrl: './new-workspace.css',
})
export class NewWorkspace {
  readonly #http = inject(HttpClient);
  readonly #router = inject(Router);
  readonly #session = inject(Session);
  protected readonly t = inject(I18n).t;
  protected readonly zones = Intl.supportedValuesOf('timeZone').filter(isTimeZone);
  protected readonly name = signal('');
  protected readonly zone = signal(Intl.DateTimeFormat().resolvedOptions().timeZone);
  protected readonly currency = signal(this.#session.workspaces()[0]?.currency ?? 'RUB');
  protected readonly wasSent = signal(false);
  protected readonly isBusy = signal(false);
  protected readonly failure = signal<Failure | null>(null);

  protected readonly errors = computed<Partial<Record<'name' | 'zone' | 'currency', TextKey>>>(() => {
    if (!this.wasSent()) return {};
    return {
      ...(this.name().trim() ? {} : { name: 'new_workspace.name_missing' }),
      ...(isTimeZone(this.zone().trim()) ? {} : { zone: 'period.zone_wrong' }),
      ...(/^[A-Z]{3}$/.test(this.currency()) ? {} : { currency: 'new_workspace.currency_wrong' }),
    };
  });

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(`${this.t('new_workspace.title')} · Parley`));
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    this.wasSent.set(true);
    if (this.isBusy()) return;
    if (Object.keys(this.errors()).length > 0) {
      const form = event.target;
      if (form instanceof HTMLFormElement) {
        setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      }
      return;
    }
    this.isBusy.set(true);
    this.failure.set(null);
    const known = new Set(this.#session.workspaces().map((each) => each.workspace_id));
    try {
      const answer = await firstValueFrom(
        this.#http.post('/api/workspaces', {
          name: this.name().trim(),
          time_zone: this.zone().trim(),
          currency: this.currency(),
        }),
      );
      this.#session.take(me.parse(answer));
      const made = this.#session.workspaces().find((each) => !known.has(each.workspace_id));
      await this.#router.navigate(['/workspace', made?.workspace_id, 'overview']);
    } catch (error) {
      this.failure.set(failureOf(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}
