import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  type ElementRef,
  afterNextRender,
  computed,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { CONTENT_KIND_LABELS, type DialogueTimeline, WAIT_STATE_LABELS } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { formatTime, formatWithin } from '../../theme/dates';
import { formatDuration } from '../../theme/format';
import { LANE, type Mark, type Span, pictureOf } from './lanes';

/** Narrower than this it scrolls. */
const LEAST_ROOM = 560;

/** A dialogue as a picture: a line for everybody in it, what each did, and the waits as bars above. */
@Component({
  selector: 'app-dialogue-picture',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './dialogue-picture.html',
  styleUrl: './dialogue-picture.css',
})
export class DialoguePicture {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  readonly dialogue = input.required<DialogueTimeline>();
  readonly zone = input.required<string>();
  /** The picture in one sentence. */
  readonly caption = input.required<string>();
  /** The wait that is pointed out. */
  readonly chosen = input<string | null>(null);
  readonly choose = output<string>();

  private readonly box = viewChild.required<ElementRef<HTMLElement>>('box');
  readonly #room = signal(LEAST_ROOM);
  protected readonly lane = LANE;

  constructor() {
    const destroyRef = inject(DestroyRef);
    afterNextRender(() => {
      const element = this.box().nativeElement;
      const measure = () => this.#room.set(Math.max(LEAST_ROOM, Math.floor(element.clientWidth) - 2));
      measure();
      const observer = new ResizeObserver(measure);
      observer.observe(element);
      destroyRef.onDestroy(() => observer.disconnect());
    });
  }

  protected readonly picture = computed(() =>
    pictureOf(this.dialogue(), this.#room(), {
      contact: this.t('dialogue.lane.contact'),
      bot: this.t('dialogue.lane.bot'),
      unknown: this.t('dialogue.lane.unknown'),
      other: this.t('dialogue.lane.other'),
      nobody: this.t('agents.unknown'),
    }),
  );
  protected readonly edges = computed(() => {
    const { marks, spans } = this.picture();
    const all = [
      ...marks.map(({ entry, x }) => ({ at: entry.occurred_at, x })),
      ...spans.map(({ wait, x }) => ({ at: wait.from, x })),
    ].sort((a, b) => a.x - b.x);
    const first = all[0];
    const last = all.at(-1);
    return [first, last].map((each) => (each ? this.#at(each.at) : ''));
  });

  protected breakText(seconds: number): string {
    return formatDuration(seconds, this.#i18n.language());
  }

  /** The length inside its bar, where there is room for it. */
  protected lengthOf({ wait, width }: Span): string {
    const seconds = wait.customer_seconds ?? wait.age_seconds;
    const text = seconds === null ? '' : formatDuration(seconds, this.#i18n.language());
    return text.length * 7 + 10 < width ? text : '';
  }

  protected spanTitle({ wait }: Span): string {
    const seconds = wait.customer_seconds ?? wait.age_seconds;
    return this.t('dialogue.span', {
      state: this.#i18n.text(WAIT_STATE_LABELS[wait.wait_state]),
      from: this.#at(wait.from),
      to: wait.to === null ? this.t('dialogue.still') : this.#at(wait.to),
      time: seconds === null ? '—' : formatDuration(seconds, this.#i18n.language()),
      who: wait.wait_state === 'answered' ? (wait.agent_name ?? this.t('agents.unknown')) : '',
    }).trim();
  }

  protected markTitle({ entry }: Mark): string {
    const kind = entry.content_kind;
    return [
      formatTime(entry.occurred_at, this.zone(), this.#i18n.language()),
      this.t(`dialogue.type.${entry.type}`),
      kind ? this.#i18n.text(CONTENT_KIND_LABELS[kind]) : null,
      entry.agent_name,
    ]
      .filter(Boolean)
      .join(' · ');
  }

  #at(at: string): string {
    const { started_at: from, ended_at: to } = this.dialogue();
    return formatWithin(at, { from, to }, this.zone(), this.#i18n.language());
  }
}
