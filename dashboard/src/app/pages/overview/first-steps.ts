import { HttpClient } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import {
  type AccountInput,
  type ApiKeyInput,
  CHANNELS,
  CHANNEL_LABELS,
  type Channel,
  accountList,
  accountWithSecrets,
  apiKeyCreated,
} from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import { I18n } from '../../i18n/i18n';
import { type Failure, failureOf } from '../../session/failure';
import { Session } from '../../session/session';
import { Clock } from '../../shell/clock';
import { ViewState } from '../../shell/view-state';
import { CopyButton } from '../../ui/copy-button';
import { PLACEHOLDERS, eventCommand } from './event-command';

/** What an empty workspace shows: what is missing, and how to begin, ready to be copied. */
@Component({
  selector: 'app-first-steps',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CopyButton, RouterLink],
  templateUrl: './first-steps.html',
  styleUrl: './first-steps.css',
})
export class FirstSteps {
  readonly #i18n = inject(I18n);
  readonly #session = inject(Session);
  readonly #state = inject(ViewState);
  readonly #clock = inject(Clock);
  readonly #http = inject(HttpClient);
  protected readonly t = this.#i18n.t;
  protected readonly text = this.#i18n.text;
  protected readonly channels = CHANNELS;
  protected readonly labels = CHANNEL_LABELS;
  // Without the number a command means the first workspace, which need not be the one that is looked at.
  protected readonly connectCommand = computed(
    () => `npm run connect -- telegram --name "Shop bot" --workspace ${this.#state.workspaceId()}`,
  );
  protected readonly importCommand = computed(
    () =>
      `npm run import -- telegram-export result.json --account "Shop chats" --workspace ${this.#state.workspaceId()}`,
  );
  protected readonly isOwner = computed(() => this.#state.workspace()?.role === 'owner');
  protected readonly demo = computed(() => this.#session.workspaces().find((each) => each.kind === 'demo'));

  /** The account and the key made here; the key is shown this once and kept nowhere. */
  protected readonly made = signal<{ account_id: string; key: string } | null>(null);
  protected readonly isBusy = signal(false);
  protected readonly failure = signal<Failure | null>(null);
  protected readonly eventCommand = computed(() =>
    eventCommand(
      this.#session.me()?.product.ingest_url ?? '',
      this.#clock.minute(),
      this.made() ?? PLACEHOLDERS,
    ),
  );

  /** Found by its name when the key of an earlier try was lost, else made. */
  async #accountFor(base: string, input: Pick<AccountInput, 'name' | 'channel' | 'connection'>) {
    const known = accountList.parse(await firstValueFrom(this.#http.get(`${base}/accounts`))).accounts;
    const there = known.find(
      ({ name, channel, connection }) =>
        name === input.name && channel === input.channel && connection === input.connection,
    );
    if (there) return there.account_id;
    const answer = await firstValueFrom(this.#http.post(`${base}/accounts`, input));
    return accountWithSecrets.parse(answer).account_id;
  }

  protected async make(channelName: string): Promise<void> {
    const channel: Channel | undefined = CHANNELS.find((each) => each === channelName);
    if (!channel || this.isBusy()) return;
    this.isBusy.set(true);
    this.failure.set(null);
    const name = `${CHANNEL_LABELS[channel].en} · API`;
    const base = `/api/workspaces/${this.#state.workspaceId()}`;
    const keyInput: ApiKeyInput = { name, scopes: ['events:write'] };
    try {
      const account_id = await this.#accountFor(base, { name, channel, connection: 'events_api' });
      const { key } = apiKeyCreated.parse(
        await firstValueFrom(this.#http.post(`${base}/api-keys`, keyInput)),
      );
      this.made.set({ account_id, key });
    } catch (error) {
      this.failure.set(failureOf(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}
