import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  signal,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { CHANNEL_LABELS, type Channel, dismissalStep } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { Choices } from '../../shell/choices';
import { FilterPicker } from '../../shell/filter-picker';
import { ViewState } from '../../shell/view-state';
import { formatRecently } from '../../theme/dates';
import { formatDuration, formatNumber } from '../../theme/format';
import { Failed } from '../../ui/failed';
import { Icon } from '../../ui/icon';
import { Loading } from '../../ui/loading';
import { DismissalButton } from '../../waits/dismissal-button';
import { DismissalNote } from '../../waits/dismissal-note';
import { type Dismissible, Dismissals } from '../../waits/dismissals';
import { Ticker } from './ticker';
import { type LiveWait, clockText } from './waiting-rows';
import { WaitingStream } from './waiting-stream';
import { WaitingView } from './waiting-view';

/** Changes are said aloud no more often than this: a list that moves must not talk all the time. */
const TELL_MS = 15_000;
const STEP = 50;

/** Who waits for an answer at this second, the longest wait first. */
@Component({
  selector: 'app-waiting-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DismissalButton, DismissalNote, Failed, FilterPicker, Icon, Loading, RouterLink],
  providers: [Ticker, WaitingStream, WaitingView],
  templateUrl: './waiting-page.html',
  styleUrl: './waiting-page.css',
})
export class WaitingPage {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  protected readonly state = inject(ViewState);
  protected readonly choices = inject(Choices);
  readonly #dismissals = inject(Dismissals);
  protected readonly view = inject(WaitingView);
  protected readonly stream = inject(WaitingStream);
  /** What is said aloud. */
  protected readonly told = signal('');

  protected readonly lostSince = computed(() => {
    const at = this.stream.heardAt();
    const zone = this.state.zone();
    return at ? formatRecently(at.toISOString(), new Date(), zone, this.#i18n.language()) : '—';
  });
  protected readonly boardQuery = computed(() => this.state.viewQuery());
  protected readonly tiles = computed(() => {
    const { missed, soon, windows, oldestSeconds } = this.view.sums();
    const number = (n: number) => formatNumber(n, this.#i18n.language());
    return [
      { label: this.t('waiting.count'), value: number(this.view.total()), tone: '' },
      {
        label: this.t('waiting.oldest'),
        value: oldestSeconds === null ? '—' : this.#clock(oldestSeconds),
        tone: '',
      },
      { label: this.t('waiting.missed'), value: number(missed), tone: missed ? 'bad' : '' },
      { label: this.t('waiting.soon'), value: number(soon), tone: soon ? 'warn' : '' },
      { label: this.t('waiting.windows'), value: number(windows), tone: windows ? 'warn' : '' },
    ];
  });
  /** So many rows are drawn: each of them ticks. */
  readonly #most = signal(STEP);
  protected readonly rows = computed(
    () =>
      this.view
        .waits()
        ?.slice(0, this.#most())
        .map((wait) => this.#rowOf(wait)) ?? null,
  );
  protected readonly hasMore = computed(() => (this.view.waits()?.length ?? 0) > this.#most());
  /** Without any there is nothing to do here. */
  protected readonly hasActions = computed(
    () => this.#dismissals.isAllowed() || (this.rows()?.some(({ inbox }) => inbox !== null) ?? false),
  );
  protected readonly cut = computed(() => {
    const shown = this.rows()?.length ?? 0;
    const language = this.#i18n.language();
    return shown < this.view.total()
      ? this.t('waiting.cut', {
          shown: formatNumber(shown, language),
          total: formatNumber(this.view.total(), language),
        })
      : '';
  });
  readonly #summary = computed(() => {
    if (!this.view.waits()) return '';
    const total = this.view.total();
    if (total === 0) return this.t('waiting.nobody');
    const { missed, oldestSeconds } = this.view.sums();
    return this.t(missed > 0 ? 'waiting.summary_missed' : 'waiting.summary', {
      waits: this.view.people(total),
      missed,
      oldest: formatDuration(oldestSeconds ?? 0, this.#i18n.language()),
    });
  });

  constructor() {
    let saidAt = -TELL_MS;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Said when the number of those who wait or of missed targets changes, not when a second has passed.
    const counted = computed(
      () => `${this.view.total()} ${this.view.sums().missed} ${this.view.waits() !== null}`,
    );
    effect(() => {
      counted();
      const language = this.#i18n.language();
      clearTimeout(timer);
      const wait = Math.max(0, saidAt + TELL_MS - performance.now());
      timer = setTimeout(() => {
        saidAt = performance.now();
        this.told.set(untracked(() => this.#summary()));
      }, wait);
      return language;
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(timer));
  }

  protected more(): void {
    this.#most.update((n) => n + STEP);
  }

  protected chooseChannels(ids: string[]): void {
    const channels = this.choices
      .allChannels()
      .filter((each): each is Channel => ids.some((id) => id === each));
    this.state.change({ channels });
  }

  protected choose(key: 'team_ids' | 'agent_ids', chosen: readonly string[]): void {
    this.state.changeOwn({ [key]: chosen.join(',') || null }, true);
  }

  #clock(seconds: number): string {
    return clockText(seconds, this.#i18n.language());
  }

  #rowOf({ row, ageSeconds, leftSeconds, windowSeconds, urgency }: LiveWait) {
    const language = this.#i18n.language();
    const zone = this.state.zone();
    const name = row.contact_name ?? this.t('service.contact', { id: row.identity_id });
    const since = row.clock_started_at ?? row.waiting_since;
    const channel = this.#i18n.text(CHANNEL_LABELS[row.channel]);
    const account = row.account_name ?? this.t('origins.unnamed', { id: row.account_id });
    const wait: Dismissible = {
      id: row.wait_id,
      name,
      lastIncomingAt: row.last_incoming_at,
      step: dismissalStep(row),
    };
    return {
      id: row.wait_id,
      wait,
      name,
      urgency,
      dialogue: row.dialogue_id
        ? ['/workspace', this.state.workspaceId(), 'dialogues', row.dialogue_id]
        : null,
      messages: formatNumber(row.messages_waiting, language),
      age: this.#clock(ageSeconds),
      since: this.t('waiting.since', { time: formatRecently(since, new Date(), zone, language) }),
      target: this.#targetOf(leftSeconds),
      isOpenHours: row.target_hours === 'business' && leftSeconds !== null,
      window: this.#windowOf(windowSeconds),
      isWindowSoon: windowSeconds !== null && windowSeconds > 0 && windowSeconds <= 3600,
      // An account is often called as its channel is.
      channel: account === channel ? '' : channel,
      account,
      team: row.team_name,
      agent:
        row.agent_name ??
        (row.agent_id === null ? this.t('waiting.nobody_assigned') : this.t('agents.unknown')),
      inbox: row.inbox_url,
    };
  }

  #targetOf(left: number | null): string {
    if (left === null) return this.t('waiting.target_none');
    return this.t(left < 0 ? 'waiting.over' : 'waiting.left', { time: this.#clock(left) });
  }

  #windowOf(left: number | null): string {
    if (left === null) return this.t('waiting.window_none');
    return this.t(left > 0 ? 'waiting.window_left' : 'waiting.window_closed', { time: this.#clock(left) });
  }
}
