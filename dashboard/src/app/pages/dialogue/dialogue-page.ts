import { Location } from '@angular/common';
import { httpResource } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  linkedSignal,
  untracked,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { type DialogueTimeline, dialogueTimeline } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { failureOf } from '../../session/failure';
import { Live } from '../../shell/live';
import { MAY_OPEN } from '../../shell/may-open';
import { type OwnQuery, ViewState } from '../../shell/view-state';
import { formatMoment } from '../../theme/dates';
import { Failed } from '../../ui/failed';
import { Icon } from '../../ui/icon';
import { Loading } from '../../ui/loading';
import { DismissalButton } from '../../waits/dismissal-button';
import { DismissalNote } from '../../waits/dismissal-note';
import { DialoguePicture } from './dialogue-picture';
import { type Telling, beginningOf, eventWords, summaryOf, waitWords } from './dialogue-words';

/** So far around its beginning the other dialogues of a contact are looked for. */
const YEAR_MS = 366 * 86_400_000;

/** One dialogue: who wrote when, and each wait drawn on it. */
@Component({
  selector: 'app-dialogue-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialoguePicture, DismissalButton, DismissalNote, Failed, Icon, Loading, RouterLink],
  templateUrl: './dialogue-page.html',
  styleUrl: './dialogue-page.css',
})
export class DialoguePage {
  readonly #i18n = inject(I18n);
  readonly #location = inject(Location);
  protected readonly state = inject(ViewState);
  protected readonly t = this.#i18n.t;
  readonly #params = toSignal(inject(ActivatedRoute).paramMap, { requireSync: true });
  readonly #id = computed(() => this.#params().get('dialogue_id') ?? '');
  protected readonly resource = httpResource<DialogueTimeline>(
    () =>
      this.state.workspace() && this.#id()
        ? `/api/workspaces/${this.state.workspaceId()}/dialogues/${encodeURIComponent(this.#id())}`
        : undefined,
    { parse: (raw) => dialogueTimeline.parse(raw) },
  );
  /** Stays while it is asked for again: what is read must not blink. */
  protected readonly dialogue = linkedSignal<
    { id: string; value: DialogueTimeline | undefined },
    DialogueTimeline | undefined
  >({
    source: () => ({ id: this.#id(), value: this.resource.hasValue() ? this.resource.value() : undefined }),
    computation: (now, before) => now.value ?? (before?.source.id === now.id ? before.value : undefined),
  }).asReadonly();
  protected readonly failure = computed(() => {
    const error = this.resource.error();
    return error && !this.dialogue() ? failureOf(error) : null;
  });
  /** There is somewhere to go back to. */
  protected readonly hasBack =
    (this.#location.getState() as { navigationId?: number } | null)?.navigationId !== 1;

  readonly #telling = computed<Telling | null>(() => {
    const dialogue = this.dialogue();
    return dialogue ? { i18n: this.#i18n, zone: this.state.zone(), dialogue } : null;
  });
  readonly #tell = <T>(tell: (telling: Telling) => T, nothing: T) =>
    computed(() => {
      const telling = this.#telling();
      return telling ? tell(telling) : nothing;
    });
  protected readonly summary = this.#tell(summaryOf, '');
  protected readonly beginning = this.#tell(beginningOf, '');
  protected readonly events = this.#tell(eventWords, []);
  protected readonly waits = this.#tell(
    (telling) => telling.dialogue.waits.map((wait) => waitWords(wait, telling)),
    [],
  );
  protected readonly hasActions = computed(
    () => this.dialogue()?.waits.some(({ step }) => step !== null) ?? false,
  );
  protected readonly name = this.#tell(
    ({ dialogue }) => dialogue.contact_name ?? this.t('dialogue.contact', { id: dialogue.identity_id }),
    '',
  );
  protected readonly span = this.#tell(({ dialogue, zone }) => {
    const language = this.#i18n.language();
    return `${formatMoment(dialogue.started_at, zone, language)} – ${formatMoment(dialogue.ended_at, zone, language)}`;
  }, '');
  protected readonly chosen = computed(() => this.state.own('wait'));
  protected readonly rowsPath = computed(() => ['/workspace', this.state.workspaceId(), 'rows']);
  protected readonly mayOpenContact = computed(() =>
    (MAY_OPEN.contacts as readonly string[]).includes(this.state.workspace()?.role ?? ''),
  );
  protected readonly contactPath = computed(() => [
    '/workspace',
    this.state.workspaceId(),
    'contacts',
    this.dialogue()?.identity_id ?? '',
  ]);
  protected readonly others = this.#tell<OwnQuery>(({ dialogue }) => {
    const at = Date.parse(dialogue.started_at);
    return {
      report: 'dialogues',
      identity_ids: dialogue.identity_id,
      has_incoming: 'any',
      from: new Date(at - YEAR_MS).toISOString().slice(0, 10),
      to: new Date(at + YEAR_MS).toISOString().slice(0, 10),
    };
  }, {});

  constructor() {
    const live = inject(Live);
    effect(() => {
      if (live.version() > 0) untracked(() => this.resource.reload());
    });
  }

  protected back(): void {
    this.#location.back();
  }

  protected choose(id: string): void {
    this.state.changeOwn({ wait: id === this.chosen() ? null : id });
  }
}
