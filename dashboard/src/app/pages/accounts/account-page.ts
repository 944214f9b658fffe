import { HttpClient, httpResource } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  signal,
  untracked,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import {
  account,
  accountHealthList,
  type AccountPatch,
  accountWithSecrets,
  CHANNEL_LABELS,
  isConnectable,
  type MirrorInput,
  PLATFORM_TELLS,
  SECRET_FIELDS,
  TOLD_KINDS,
  TOLD_LABELS,
} from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import type { TextKey } from '../../i18n/en';
import { I18n } from '../../i18n/i18n';
import { type Failure, failureOf } from '../../session/failure';
import { Session } from '../../session/session';
import { Clock } from '../../shell/clock';
import { Live } from '../../shell/live';
import { ViewState } from '../../shell/view-state';
import { formatMoment } from '../../theme/dates';
import { CopyButton } from '../../ui/copy-button';
import { Failed } from '../../ui/failed';
import { AccountHealth } from './account-health';
import { eventCommand, PLACEHOLDERS } from '../overview/event-command';
import { type AccountState, isWebAddress, stateOf, SWITCH_ON } from './account-state';
import { stepsOf } from './account-steps';
import { AccountTest } from './account-test';
import { JustMade } from './just-made';
import { MirrorForm } from './mirror-form';
import { Loading } from '../../ui/loading';
import { focusSoon } from '../../ui/focus-soon';

/** One account: what to do at its platform, whether events arrive, its settings and secrets, and how to let it go. */
@Component({
  selector: 'app-account-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Loading, RouterLink, AccountHealth, CopyButton, Failed, AccountTest, MirrorForm],
  host: { '(keydown.escape)': 'ask(false)' },
  templateUrl: './account-page.html',
  styleUrl: './accounts.css',
})
export class AccountPage {
  readonly #i18n = inject(I18n);
  readonly #http = inject(HttpClient);
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  readonly #live = inject(Live);
  readonly #clock = inject(Clock);
  readonly #session = inject(Session);
  readonly #justMade = inject(JustMade);
  protected readonly t = this.#i18n.t;
  protected readonly text = this.#i18n.text;
  protected readonly state = inject(ViewState);
  protected readonly channelLabels = CHANNEL_LABELS;
  readonly #params = toSignal(this.#route.paramMap, { requireSync: true });
  readonly #id = computed(() => this.#params().get('account_id') ?? '');
  readonly #base = computed(() => `/api/workspaces/${this.state.workspaceId()}/accounts`);
  protected readonly resource = httpResource(() => `${this.#base()}/${this.#id()}`, {
    parse: (raw) => account.parse(raw),
  });
  readonly #healths = httpResource(() => `${this.#base()}/health`, {
    parse: (raw) => accountHealthList.parse(raw),
  });
  protected readonly failure = computed(() => {
    const error = this.resource.error();
    return error ? failureOf(error) : null;
  });
  protected readonly account = computed(() => (this.resource.hasValue() ? this.resource.value() : undefined));
  protected readonly isOwner = computed(() => this.state.workspace()?.role === 'owner');

  /** Shown this once. */
  protected readonly made = signal<Record<string, string>>({});
  protected readonly madeList = computed(() =>
    Object.entries(this.made()).map(([name, value]) => ({
      value,
      label: this.t(name === 'verify_token' ? 'account.secret.verify_token' : 'account.secret.secret_token'),
    })),
  );
  protected readonly health = computed(() =>
    this.#healths.hasValue()
      ? this.#healths.value().accounts.find((each) => each.account_id === this.#id())
      : undefined,
  );
  protected readonly isHealthComplete = computed(
    () => !this.#healths.hasValue() || this.#healths.value().is_complete,
  );
  protected readonly status = computed(() => {
    const known = this.account();
    if (!known) return undefined;
    return stateOf(known, this.health());
  });
  protected readonly steps = computed<readonly TextKey[]>(() => {
    const known = this.account();
    return known ? stepsOf(known) : [];
  });
  /** How to send an event of this account, where nobody else sends them. */
  protected readonly snippet = computed(() => {
    const known = this.account();
    if (known?.connection !== 'events_api') return null;
    const made = { ...PLACEHOLDERS, account_id: known.account_id };
    return eventCommand(this.#session.me()?.product.ingest_url ?? '', this.#clock.minute(), made);
  });
  protected readonly address = computed(() => {
    const known = this.account();
    if (!known || known.connection === 'import') return null;
    if (known.connection === 'events_api') {
      return `${this.#session.me()?.product.ingest_url ?? ''}/v1/events`;
    }
    return known.options.reading === 'polling' ? null : known.webhook_url;
  });
  protected readonly switchOn = computed(() => {
    const known = this.account();
    return known?.connection === 'webhook' && known.options.reading === 'webhook'
      ? (SWITCH_ON[known.channel] ?? [])
      : [];
  });
  protected readonly tells = computed(() => {
    const known = this.account();
    if (known?.connection !== 'webhook' || !isConnectable(known.channel)) return [];
    const table = PLATFORM_TELLS[known.channel];
    return TOLD_KINDS.map((kind) => ({
      kind,
      label: this.text(TOLD_LABELS[kind]),
      tells: table[kind],
      word: this.t(`account.tells.${table[kind]}`),
    }));
  });
  protected readonly secretFields = computed(() => {
    const known = this.account();
    if (known?.connection !== 'webhook' || !isConnectable(known.channel)) return [];
    return SECRET_FIELDS[known.channel].map((field) => ({
      ...field,
      isSet: known.secrets_set.includes(field.name),
    }));
  });
  protected readonly canRotate = computed(() =>
    this.secretFields().some((field) => field.origin === 'parley'),
  );
  protected readonly oldSecretUntil = computed(() => {
    const until = this.account()?.previous_secrets_until;
    return until ? formatMoment(until, this.state.workspaceZone(), this.#i18n.language()) : null;
  });

  protected readonly name = signal('');
  protected readonly reading = signal<'webhook' | 'polling'>('webhook');
  protected readonly forward = signal('');
  protected readonly otherApps = signal<'bot' | 'agent'>('bot');
  protected readonly mirror = signal<MirrorInput | null>(null);
  protected readonly newSecrets = signal<Record<string, string>>({});
  protected readonly isSaved = signal(false);
  protected readonly isBusy = signal(false);
  protected readonly refused = signal<Failure | null>(null);
  protected readonly isAsking = signal(false);

  /** Opens or leaves the question about disconnecting; the focus follows. */
  protected ask(isAsking: boolean): void {
    if (this.isAsking() === isAsking) return;
    this.isAsking.set(isAsking);
    focusSoon(isAsking ? 'disconnect-title' : 'disconnect');
  }
  protected readonly forwardError = computed<TextKey | null>(() =>
    this.forward().trim() && !isWebAddress(this.forward().trim()) ? 'connect.forward_wrong' : null,
  );

  constructor() {
    effect(() => {
      const known = this.account();
      if (!known) return;
      untracked(() => {
        this.name.set(known.name);
        this.reading.set(known.options.reading);
        this.forward.set(known.options.forward_url ?? '');
        this.otherApps.set(known.options.other_apps);
        this.mirror.set(known.mirror);
      });
    });
    effect(() => {
      const id = this.#id();
      untracked(() => this.made.set(this.#justMade.take(id)));
    });
    effect(() => {
      if (this.#live.version() > 0) this.#healths.reload();
    });
  }

  protected readonly statusText = (status: AccountState): TextKey => `accounts.state.${status}`;

  protected setSecret(name: string, value: string): void {
    this.newSecrets.update((known) => ({ ...known, [name]: value }));
  }

  protected save(event: Event): Promise<void> {
    event.preventDefault();
    const secrets = Object.fromEntries(Object.entries(this.newSecrets()).filter(([, value]) => value.trim()));
    if (this.forwardError() || !this.name().trim()) return Promise.resolve();
    const isWebhook = this.account()?.connection === 'webhook';
    return this.#patch({
      name: this.name().trim(),
      ...(isWebhook
        ? {
            options: {
              reading: this.reading(),
              forward_url: this.forward().trim() || null,
              other_apps: this.otherApps(),
            },
          }
        : {}),
      ...(Object.keys(secrets).length > 0 ? { secrets } : {}),
      ...(isSame(this.mirror(), this.account()?.mirror ?? null) ? {} : { mirror: this.mirror() }),
    });
  }

  protected setActive(is_active: boolean): Promise<void> {
    return this.#patch({ is_active });
  }

  protected rotate(): Promise<void> {
    return this.#do(async () => {
      const answer = await firstValueFrom(
        this.#http.post(`${this.#base()}/${this.#id()}/rotate-secret`, { overlap_hours: 24 }),
      );
      this.made.set(accountWithSecrets.parse(answer).secrets);
      this.resource.reload();
    });
  }

  protected disconnect(): Promise<void> {
    return this.#do(async () => {
      await firstValueFrom(this.#http.delete(`${this.#base()}/${this.#id()}`));
      await this.#router.navigate(['..'], { relativeTo: this.#route, queryParamsHandling: 'preserve' });
    });
  }

  #patch(patch: AccountPatch): Promise<void> {
    return this.#do(async () => {
      const answer = await firstValueFrom(this.#http.patch(`${this.#base()}/${this.#id()}`, patch));
      this.resource.set(account.parse(answer));
      this.newSecrets.set({});
      this.isSaved.set(true);
    });
  }

  async #do(work: () => Promise<void>): Promise<void> {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.isSaved.set(false);
    this.refused.set(null);
    try {
      await work();
    } catch (error) {
      this.refused.set(failureOf(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}

const isSame = (a: MirrorInput | null, b: MirrorInput | null) => JSON.stringify(a) === JSON.stringify(b);
