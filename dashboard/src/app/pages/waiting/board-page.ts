import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  afterNextRender,
  computed,
  effect,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { CHANNEL_LABELS } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { Choices } from '../../shell/choices';
import { Live } from '../../shell/live';
import { ViewState } from '../../shell/view-state';
import { formatRecently } from '../../theme/dates';
import { formatNumber } from '../../theme/format';
import { Ticker } from './ticker';
import { type LiveWait, byUrgency, clockText } from './waiting-rows';
import { WaitingStream } from './waiting-stream';
import { WaitingView } from './waiting-view';

const TURN_SECONDS = 10;
/** What one row takes, in parts of the height of the screen; the style sheet says the same. */
const ROW_VH = 11;
const LEAST_ROW_PX = 64;

/** The board on the wall: big numbers, what is missed first, and no names of anybody. */
@Component({
  selector: 'app-board-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink],
  providers: [ViewState, Live, Choices, Ticker, WaitingStream, WaitingView],
  templateUrl: './board-page.html',
  styleUrl: './board-page.css',
})
export class BoardPage {
  readonly #i18n = inject(I18n);
  readonly #ticker = inject(Ticker);
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly t = this.#i18n.t;
  protected readonly state = inject(ViewState);
  protected readonly view = inject(WaitingView);
  protected readonly stream = inject(WaitingStream);
  private readonly list = viewChild<ElementRef<HTMLElement>>('list');

  readonly #fits = signal(5);
  readonly #turned = signal(0);
  /** Whoever asked for less motion turns pages themselves. */
  protected readonly turnsByItself = signal(!matchMedia('(prefers-reduced-motion: reduce)').matches);
  protected readonly isFull = signal(false);
  protected readonly mayBeFull = document.fullscreenEnabled;

  readonly #sorted = computed(() => byUrgency(this.view.waits() ?? []));
  protected readonly pages = computed(() => Math.max(1, Math.ceil(this.#sorted().length / this.#fits())));
  protected readonly page = computed(() => this.#turned() % this.pages());
  protected readonly rows = computed(() =>
    this.#sorted()
      .slice(this.page() * this.#fits(), (this.page() + 1) * this.#fits())
      .map((wait) => this.#rowOf(wait)),
  );
  protected readonly tiles = computed(() => {
    const { missed, soon, oldestSeconds } = this.view.sums();
    const number = (n: number) => formatNumber(n, this.#i18n.language());
    return [
      { label: this.t('waiting.count'), value: number(this.view.total()), tone: '' },
      { label: this.t('waiting.missed'), value: number(missed), tone: missed ? 'bad' : '' },
      { label: this.t('waiting.soon'), value: number(soon), tone: soon ? 'warn' : '' },
      {
        label: this.t('waiting.oldest'),
        value: oldestSeconds === null ? '—' : this.#clock(oldestSeconds),
        tone: '',
      },
    ];
  });
  protected readonly lost = computed(() => {
    if (this.stream.state() !== 'lost') return '';
    const at = this.stream.heardAt();
    const time = at
      ? formatRecently(at.toISOString(), new Date(), this.state.zone(), this.#i18n.language())
      : '—';
    return this.t('waiting.lost', { time });
  });

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(`${this.t('board.title')} · ${this.state.workspace()?.name ?? ''} · Parley`));
    let seconds = 0;
    effect(() => {
      this.#ticker.now();
      seconds += 1;
      if (seconds % TURN_SECONDS === 0 && this.turnsByItself()) this.#turned.update((n) => n + 1);
    });
    const destroyRef = inject(DestroyRef);
    afterNextRender(() => {
      const observer = new ResizeObserver(() => this.#measure());
      observer.observe(this.#element);
      const changed = () => this.isFull.set(document.fullscreenElement !== null);
      document.addEventListener('fullscreenchange', changed);
      destroyRef.onDestroy(() => {
        observer.disconnect();
        document.removeEventListener('fullscreenchange', changed);
      });
      this.#measure();
    });
    effect(() => {
      if (this.list()) this.#measure();
    });
  }

  protected turn(): void {
    this.#turned.update((n) => n + 1);
  }

  protected full(): void {
    void (document.fullscreenElement ? document.exitFullscreen() : this.#element.requestFullscreen());
  }

  #measure(): void {
    const room = this.list()?.nativeElement.clientHeight ?? 0;
    const row = Math.max(LEAST_ROW_PX, (innerHeight * ROW_VH) / 100);
    if (room > 0) this.#fits.set(Math.max(1, Math.floor(room / row)));
  }

  #clock(seconds: number): string {
    return clockText(seconds, this.#i18n.language());
  }

  #rowOf({ row, ageSeconds, leftSeconds, windowSeconds, urgency }: LiveWait) {
    const channel = this.#i18n.text(CHANNEL_LABELS[row.channel]);
    const where = row.team_name ?? row.account_name ?? this.t('origins.unnamed', { id: row.account_id });
    const isFirst = row.wait_place === 'first';
    return {
      id: row.wait_id,
      urgency,
      age: this.#clock(ageSeconds),
      where,
      // An account is often called as its channel is.
      about: [where === channel ? '' : channel, isFirst ? this.t('board.first') : '']
        .filter(Boolean)
        .join(' · '),
      target:
        leftSeconds === null
          ? ''
          : this.t(leftSeconds < 0 ? 'waiting.over' : 'waiting.left', { time: this.#clock(leftSeconds) }),
      window:
        windowSeconds !== null && windowSeconds > 0 && windowSeconds <= 3600
          ? `${this.t('waiting.window')}: ${this.t('waiting.window_left', { time: this.#clock(windowSeconds) })}`
          : '',
    };
  }
}
