import { HttpClient } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import {
  type AccountInput,
  accountWithSecrets,
  type Channel,
  CHANNELS,
  CHANNEL_LABELS,
  isConnectable,
  type MirrorInput,
  SECRET_FIELDS,
} from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import type { TextKey } from '../../i18n/en';
import { I18n } from '../../i18n/i18n';
import { type Failure, failureOf } from '../../session/failure';
import { ViewState } from '../../shell/view-state';
import { isWebAddress } from './account-state';
import { JustMade } from './just-made';
import { MirrorForm } from './mirror-form';

/** Connects a messenger: which one, what it gave, and whether a bot runs beside. */
@Component({
  selector: 'app-connect-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, MirrorForm],
  templateUrl: './connect-page.html',
  styleUrl: './accounts.css',
})
export class ConnectPage {
  readonly #i18n = inject(I18n);
  readonly #http = inject(HttpClient);
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  readonly #made = inject(JustMade);
  protected readonly t = this.#i18n.t;
  protected readonly text = this.#i18n.text;
  protected readonly state = inject(ViewState);
  protected readonly channels = CHANNELS;
  protected readonly labels = CHANNEL_LABELS;
  protected readonly readings = ['webhook', 'polling'] as const;

  protected readonly channel = signal<Channel>('telegram');
  protected readonly name = signal('');
  protected readonly secrets = signal<Record<string, string>>({});
  protected readonly reading = signal<'webhook' | 'polling'>('webhook');
  protected readonly forward = signal('');
  protected readonly mirror = signal<MirrorInput | null>(null);
  /** How events of a connectable messenger come in all the same when a helpdesk sends them. */
  protected readonly isThroughApi = signal(false);
  protected readonly wasSent = signal(false);
  protected readonly isBusy = signal(false);
  protected readonly failure = signal<Failure | null>(null);

  protected readonly fields = computed(() => {
    const channel = this.channel();
    return this.isConnectable() && isConnectable(channel)
      ? SECRET_FIELDS[channel].filter((field) => field.origin === 'platform')
      : [];
  });
  protected readonly mayConnect = computed(() => isConnectable(this.channel()));
  protected readonly isConnectable = computed(() => this.mayConnect() && !this.isThroughApi());
  protected readonly nameError = computed<TextKey | null>(() =>
    this.wasSent() && !this.name().trim() ? 'connect.name_missing' : null,
  );
  protected readonly forwardError = computed<TextKey | null>(() =>
    this.wasSent() && this.forward().trim() && !isWebAddress(this.forward().trim())
      ? 'connect.forward_wrong'
      : null,
  );
  protected readonly secretErrors = computed<Record<string, TextKey>>(() => {
    const errors: Record<string, TextKey> = {};
    if (!this.wasSent()) return errors;
    for (const { name, isRequired } of this.fields()) {
      if (this.secrets()[name]?.trim()) continue;
      if (isRequired) errors[name] = 'connect.secret_missing';
      else if (name === 'bot_token' && this.reading() === 'polling')
        errors[name] = 'connect.token_for_polling';
    }
    return errors;
  });

  protected choose(channel: Channel): void {
    this.channel.set(channel);
    this.secrets.set({});
    this.reading.set('webhook');
  }

  protected setSecret(name: string, value: string): void {
    this.secrets.update((known) => ({ ...known, [name]: value }));
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    this.wasSent.set(true);
    if (this.isBusy()) return;
    if (this.nameError() || this.forwardError() || Object.keys(this.secretErrors()).length > 0) {
      const form = event.target;
      if (form instanceof HTMLFormElement) {
        setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      }
      return;
    }
    this.isBusy.set(true);
    this.failure.set(null);
    try {
      const answer = await firstValueFrom(
        this.#http.post(`/api/workspaces/${this.state.workspaceId()}/accounts`, this.#input()),
      );
      const { account_id, secrets } = accountWithSecrets.parse(answer);
      this.#made.keep(account_id, secrets);
      await this.#router.navigate(['..', account_id], {
        relativeTo: this.#route,
        queryParamsHandling: 'preserve',
        replaceUrl: true,
      });
    } catch (error) {
      this.failure.set(failureOf(error));
    } finally {
      this.isBusy.set(false);
    }
  }

  #input(): Omit<AccountInput, 'default_sender'> {
    const given = Object.entries(this.secrets()).filter(([, value]) => value.trim());
    const mirror = this.mirror();
    const common = { name: this.name().trim(), channel: this.channel(), ...(mirror ? { mirror } : {}) };
    if (!this.isConnectable()) return { ...common, connection: 'events_api' };
    return {
      ...common,
      connection: 'webhook',
      secrets: Object.fromEntries(given),
      options: {
        reading: this.reading(),
        forward_url: this.forward().trim() || null,
        other_apps: 'bot',
        inbox_url: null,
      },
    };
  }
}
