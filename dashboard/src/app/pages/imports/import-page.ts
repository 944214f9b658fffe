import { HttpClient, httpResource } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  inject,
  linkedSignal,
  signal,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import {
  IMPORT_FORMATS,
  type Import,
  type ImportFormat,
  type ImportOptions,
  type ImportPatch,
  type ImportStart,
  parleyImport,
} from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import { I18n } from '../../i18n/i18n';
import { type Failure, failureOf } from '../../session/failure';
import { ViewState } from '../../shell/view-state';
import { formatDuration, formatNumber } from '../../theme/format';
import { Failed } from '../../ui/failed';
import { CsvMappingEditor } from './csv-mapping';
import { ImportReportView } from './import-report';
import { canUndo, daysOf, isChangeable, isMoving, toneOf } from './import-state';
import { ImportStartForm } from './import-start';
import { ImportTold } from './import-told';
import { Upload } from './upload';
import { Loading } from '../../ui/loading';

const EVERY_MS = 1000;
const MB = 1_000_000;

/** One import, from the file to its numbers: what must be told, what was found, how far it is, and the way back. */
@Component({
  selector: 'app-import-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Loading, RouterLink, Failed, CsvMappingEditor, ImportReportView, ImportStartForm, ImportTold],
  host: { '(keydown.escape)': 'isAsking() && ask(false)' },
  templateUrl: './import-page.html',
  styleUrls: ['../accounts/accounts.css', './imports.css'],
})
export class ImportPage {
  readonly #i18n = inject(I18n);
  readonly #http = inject(HttpClient);
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  readonly #upload = inject(Upload);
  readonly #params = toSignal(this.#route.paramMap, { requireSync: true });
  protected readonly t = this.#i18n.t;
  protected readonly state = inject(ViewState);
  protected readonly formats = IMPORT_FORMATS;
  readonly #base = computed(() => `/api/workspaces/${this.state.workspaceId()}/imports`);
  readonly #url = computed(() => `${this.#base()}/${this.#params().get('import_id')}`);
  protected readonly resource = httpResource(() => this.#url(), { parse: (raw) => parleyImport.parse(raw) });
  protected readonly failure = computed(() => {
    const error = this.resource.error();
    return error && !this.one() ? failureOf(error) : null;
  });
  /** What was last heard, also while the next answer is on its way. */
  protected readonly one = linkedSignal<Import | undefined, Import | undefined>({
    source: () => (this.resource.hasValue() ? this.resource.value() : undefined),
    computation: (now, before) => now ?? before?.value,
  });
  protected readonly isBusy = signal(false);
  protected readonly refused = signal<Failure | null>(null);
  protected readonly isWrongFile = signal(false);
  protected readonly isAsking = signal(false);

  /** Asks before an import is undone, or no longer; the keyboard follows. */
  protected ask(isAsking: boolean): void {
    this.isAsking.set(isAsking);
    setTimeout(() => document.getElementById(isAsking ? 'undo-no' : 'undo')?.focus());
  }

  protected readonly tone = computed(() => toneOf(this.one()?.state ?? 'checked'));
  protected readonly canUndo = computed(() => canUndo(this.one() ?? { state: 'checked', account_id: null }));
  protected readonly isChangeable = computed(() => {
    const one = this.one();
    return one !== undefined && isChangeable(one);
  });
  /** Also while it is checked anew, so that nothing jumps away under the hand that changes it. */
  protected readonly isTelling = computed(() => {
    const one = this.one();
    return one !== undefined && one.account_id === null && one.state !== 'uploading' && one.preview !== null;
  });
  protected readonly isSending = computed(() => this.#upload.sending().has(this.one()?.import_id ?? ''));
  protected readonly sendFailure = computed(() => this.#upload.failures()[this.one()?.import_id ?? '']);
  protected readonly accepted = computed(() =>
    formatNumber(this.one()?.accepted ?? 0, this.#i18n.language()),
  );

  protected readonly share = computed(() => {
    const one = this.one();
    if (!one) return 0;
    return one.state === 'uploading' ? one.uploaded_bytes / one.file_bytes : one.progress;
  });
  protected readonly hasProgress = computed(() => {
    const state = this.one()?.state;
    return state !== undefined && ['uploading', 'checking', 'queued', 'running', 'paused'].includes(state);
  });
  protected readonly counts = computed(() => {
    const one = this.one();
    const number = (value: number, digits = 0) => formatNumber(value, this.#i18n.language(), digits);
    if (!one) return '';
    if (one.state === 'uploading') {
      const [done, all] = [one.uploaded_bytes / MB, one.file_bytes / MB].map((size) => number(size, 1));
      return this.t('run.bytes', { done: done ?? '', all: all ?? '' });
    }
    if (one.account_id === null) return '';
    return this.t('run.counts', { done: number(one.accepted), all: number(one.report?.events ?? 0) });
  });
  protected readonly pace = computed(() => {
    const { events_per_second: rate, report, accepted, state } = this.one() ?? {};
    if (!rate || !report || accepted === undefined || state !== 'running') return '';
    const language = this.#i18n.language();
    const left = formatDuration((report.events - accepted) / rate, language);
    return `${this.t('run.rate', { rate: formatNumber(rate, language) })}, ${this.t('run.left', { time: left })}`;
  });
  protected readonly overview = computed(() => {
    const one = this.one();
    const { first_at, last_at } = one?.report ?? {};
    if (one?.state !== 'done' || !first_at || !last_at || one.account_id === null) return null;
    return { ...daysOf(first_at, last_at, this.state.workspaceZone()), account_ids: one.account_id };
  });

  constructor() {
    const timer = setInterval(() => {
      const one = this.one();
      if (document.visibilityState === 'visible' && one && isMoving(one) && !this.resource.isLoading())
        this.resource.reload();
    }, EVERY_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  protected setFormat(value: string): void {
    const format = IMPORT_FORMATS.find((each) => each === value);
    if (format) void this.change({ format });
  }

  protected tell(options: Partial<ImportOptions>): void {
    const one = this.one();
    if (one) void this.change({ options: { ...one.options, ...options } });
  }

  protected formatText(format: ImportFormat): string {
    return this.t(`imports.format.${format}`);
  }

  protected start(where: ImportStart): void {
    void this.#ask(() => this.#http.post(`${this.#url()}/start`, where));
  }

  protected act(what: 'pause' | 'resume' | 'undo'): void {
    this.isAsking.set(false);
    void this.#ask(() => this.#http.post(`${this.#url()}/${what}`, {}));
  }

  /** Goes on with an upload that was interrupted: the browser must be given the file again. */
  protected sendAgain(input: HTMLInputElement): void {
    const file = input.files?.[0];
    const one = this.one();
    input.value = '';
    if (!file || !one) return;
    const isSame = file.name === one.file_name && file.size === one.file_bytes;
    this.isWrongFile.set(!isSame);
    if (isSame) void this.#upload.send(this.#base(), one, file);
  }

  protected async forget(): Promise<void> {
    try {
      await firstValueFrom(this.#http.delete(this.#url()));
      await this.#router.navigate(['..'], { relativeTo: this.#route, queryParamsHandling: 'preserve' });
    } catch (error) {
      this.refused.set(failureOf(error));
    }
  }

  protected change(patch: ImportPatch): Promise<void> {
    return this.#ask(() => this.#http.patch(this.#url(), patch));
  }

  async #ask(ask: () => ReturnType<HttpClient['post']>): Promise<void> {
    this.isBusy.set(true);
    this.refused.set(null);
    try {
      this.one.set(parleyImport.parse(await firstValueFrom(ask())));
      this.resource.reload();
    } catch (error) {
      this.refused.set(failureOf(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}
