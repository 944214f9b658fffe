import { HttpClient, httpResource } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  computed,
  effect,
  inject,
  linkedSignal,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import {
  CURRENCIES,
  HOURS,
  isTimeZone,
  type SettingsInput,
  type SettingsValues,
  settingsAnswer,
  settingsPreview,
  type SettingsVersion,
} from '@parley/contracts';
import { RouterLink } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { OtherDefinitions } from '../../definitions/other-definitions';
import { I18n } from '../../i18n/i18n';
import { type Failure, failureOf } from '../../session/failure';
import { Session } from '../../session/session';
import { Clock } from '../../shell/clock';
import { afterRebuilding } from '../../shell/after-rebuilding';
import { Live } from '../../shell/live';
import { ViewState } from '../../shell/view-state';
import { Failed } from '../../ui/failed';
import { Rebuilding } from '../../ui/rebuilding';
import { DurationField } from './duration-field';
import { currencyNames, hourExample, weekExample } from './examples';
import { History } from './history';
import { PhrasesField } from './phrases-field';
import { Preview } from './preview';
import { changedPart, errorsOf, movesNumbers, type Unit, valuesOf } from './values';

/** So long nothing is typed before the numbers are compared: each comparison may take seconds of work. */
const PAUSE_MS = 500;
/** Lengths of which people think in these units. */
const LONG_UNITS: readonly Unit[] = ['minutes', 'hours', 'days'];
const SHORT_UNITS: readonly Unit[] = ['seconds', 'minutes'];

/** The settings of the workspace: a form, what its changes would move, and every version there was. */
@Component({
  selector: 'app-settings-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DurationField, Failed, History, PhrasesField, Preview, Rebuilding, RouterLink],
  providers: [OtherDefinitions],
  templateUrl: './settings-page.html',
  styleUrl: './settings.css',
})
export class SettingsPage {
  readonly #i18n = inject(I18n);
  readonly #http = inject(HttpClient);
  readonly #session = inject(Session);
  readonly #clock = inject(Clock);
  readonly #other = inject(OtherDefinitions);
  protected readonly state = inject(ViewState);
  protected readonly live = inject(Live);
  protected readonly t = this.#i18n.t;
  protected readonly zones = Intl.supportedValuesOf('timeZone').filter(isTimeZone);
  protected readonly hours = HOURS;
  protected readonly longUnits = LONG_UNITS;
  protected readonly shortUnits = SHORT_UNITS;
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');

  readonly #base = computed(() => `/api/workspaces/${this.state.workspaceId()}/settings`);
  protected readonly resource = httpResource(() => this.#base(), {
    parse: (raw) => settingsAnswer.parse(raw),
  });
  protected readonly failure = computed(() => {
    const error = this.resource.error();
    return error ? failureOf(error) : null;
  });
  readonly #stored = computed(
    () => (this.resource.hasValue() ? valuesOf(this.resource.value()) : undefined),
    {
      equal: (a, b) => JSON.stringify(a) === JSON.stringify(b),
    },
  );
  protected readonly isOwner = computed(() => this.state.workspace()?.role === 'owner');

  /** What stands in the form; what was typed stays until the stored values are others. */
  protected readonly draft = linkedSignal(() => {
    const stored = this.#stored();
    return stored && { ...stored, definition: { ...stored.definition, ...this.#other.parameters() } };
  });
  /** They stand in the form because the banner of a screen led here. */
  protected readonly isFromScreen = computed(() => this.#other.isOn() && this.change() !== null);
  protected readonly change = computed<SettingsInput | null>(() => {
    const [stored, draft] = [this.#stored(), this.draft()];
    return stored && draft ? changedPart(stored, draft) : null;
  });
  protected readonly errors = computed(() => {
    const draft = this.draft();
    const errors = draft ? errorsOf(draft) : {};
    return Object.fromEntries(Object.entries(errors).map(([path, text]) => [path, this.#i18n.text(text)]));
  });
  protected readonly isWrong = computed(() => Object.keys(this.errors()).length > 0);
  protected readonly currencies = computed(() => currencyNames(CURRENCIES, this.#i18n.language()));
  protected readonly week = computed(() => {
    const start = this.draft()?.week_start ?? 'monday';
    const { from, to } = weekExample(start, this.#clock.minute(), this.state.zone(), this.#i18n.language());
    return this.t('settings.week_example', { from, to });
  });
  protected readonly hour = computed(() =>
    this.t('settings.hour_example', {
      time: hourExample(this.draft()?.hour_format ?? 24, this.#i18n.language()),
    }),
  );

  /** The change that is compared: what stood still for a moment, can be saved, and moves numbers at all. */
  readonly #tried = signal<string | null>(null);
  protected readonly previewed = httpResource(
    () => {
      const settings = this.#tried();
      if (settings === null) return undefined;
      return {
        url: `${this.#base()}/preview`,
        method: 'POST',
        body: { settings: JSON.parse(settings) as object },
      };
    },
    { parse: (raw) => settingsPreview.parse(raw) },
  );
  protected readonly previewFailure = computed(() => {
    const error = this.previewed.error();
    return error ? failureOf(error) : null;
  });
  protected readonly preview = computed(() =>
    this.previewed.hasValue() ? this.previewed.value() : undefined,
  );
  /** Whether the change in the form is one that a comparison is shown for, or will be in a moment. */
  protected readonly isCompared = computed(() => {
    const change = this.change();
    return change !== null && movesNumbers(change);
  });
  protected readonly isCurrent = computed(
    () => this.#tried() === JSON.stringify(this.change()) && !this.previewed.isLoading(),
  );

  protected readonly saved = signal(0);
  protected readonly isBusy = signal(false);
  protected readonly refused = signal<Failure | null>(null);
  protected readonly restored = signal<number | null>(null);

  constructor() {
    effect((onCleanup) => {
      const change = this.change();
      const isAsked = change !== null && movesNumbers(change) && !this.isWrong();
      const wanted = isAsked ? JSON.stringify(change) : null;
      if (wanted === null) return untracked(() => this.#tried.set(null));
      const timer = setTimeout(() => this.#tried.set(wanted), PAUSE_MS);
      onCleanup(() => clearTimeout(timer));
    });
    // The new definition is in use: what is compared with is another one now.
    afterRebuilding(() => this.resource.reload());
  }

  protected set<Key extends keyof SettingsValues>(key: Key, value: SettingsValues[Key]): void {
    this.#edited();
    this.draft.update((draft) => draft && { ...draft, [key]: value });
  }

  protected define<Key extends keyof SettingsValues['definition']>(
    key: Key,
    value: SettingsValues['definition'][Key],
  ): void {
    this.#edited();
    this.draft.update((draft) => draft && { ...draft, definition: { ...draft.definition, [key]: value } });
  }

  protected discard(): void {
    this.#edited();
    this.#other.forget();
    this.restored.set(null);
    this.draft.set(this.#stored());
  }

  protected restore({ version, settings }: SettingsVersion): void {
    this.#edited();
    this.restored.set(version);
    this.draft.set(settings);
    this.heading()?.nativeElement.focus();
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const change = this.change();
    if (change === null || this.isWrong() || this.isBusy()) return;
    this.isBusy.set(true);
    this.refused.set(null);
    try {
      const answer = await firstValueFrom(this.#http.patch(this.#base(), change));
      this.#other.forget();
      this.resource.set(settingsAnswer.parse(answer));
      this.restored.set(null);
      this.saved.update((n) => n + 1);
      this.isSaved.set(true);
      await this.#session.refresh();
    } catch (error) {
      this.refused.set(failureOf(error));
    } finally {
      this.isBusy.set(false);
    }
  }

  protected readonly isSaved = signal(false);

  #edited(): void {
    this.isSaved.set(false);
    this.refused.set(null);
  }
}
