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
  COST_PRESET_DEFINITIONS,
  type CostImport,
  type CostImportPatch,
  costImport,
  costImportList,
  type CostProblem,
} from '@parley/contracts';
import { firstValueFrom, type Observable } from 'rxjs';
import { I18n } from '../../i18n/i18n';
import { type Failure, failureOf } from '../../session/failure';
import { ViewState } from '../../shell/view-state';
import { formatMoment } from '../../theme/dates';
import { formatNumber } from '../../theme/format';
import { Failed } from '../../ui/failed';
import { focusSoon } from '../../ui/focus-soon';
import { Loading } from '../../ui/loading';
import { toneOf } from './cost-import-state';
import { CostMappingEditor } from './cost-mapping';
import { formatAmounts, formatDays } from './money';

const EVERY_MS = 1000;

/** One cost file: how it is understood, what is wrong with it, what it replaces, and the way back. */
@Component({
  selector: 'app-cost-import-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Loading, RouterLink, Failed, CostMappingEditor],
  templateUrl: './cost-import-page.html',
  styleUrls: ['../accounts/accounts.css', '../imports/imports.css', './costs.css'],
})
export class CostImportPage {
  readonly #i18n = inject(I18n);
  readonly #http = inject(HttpClient);
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  readonly #params = toSignal(this.#route.paramMap, { requireSync: true });
  protected readonly t = this.#i18n.t;
  protected readonly state = inject(ViewState);
  readonly #base = computed(() => `/api/workspaces/${this.state.workspaceId()}/costs/imports`);
  readonly #url = computed(() => `${this.#base()}/${this.#params().get('cost_import_id') ?? ''}`);
  protected readonly resource = httpResource(() => this.#url(), { parse: (raw) => costImport.parse(raw) });
  readonly #list = httpResource(() => this.#base(), { parse: (raw) => costImportList.parse(raw) });
  protected readonly one = linkedSignal<CostImport | undefined>(() =>
    this.resource.hasValue() ? this.resource.value() : undefined,
  );
  protected readonly failure = computed(() =>
    this.one() === undefined && this.resource.error() ? failureOf(this.resource.error()) : null,
  );
  protected readonly sheets = computed(() => (this.#list.hasValue() ? this.#list.value().sheets : []));
  protected readonly mayChange = computed(() =>
    ['owner', 'analyst'].includes(this.state.workspace()?.role ?? ''),
  );
  protected readonly isBusy = signal(false);
  protected readonly isAsking = signal(false);
  protected readonly refused = signal<Failure | null>(null);

  protected readonly isOpen = computed(() => ['checked', 'failed'].includes(this.one()?.state ?? ''));
  protected readonly tone = computed(() => toneOf(this.one()?.state ?? 'uploading'));
  protected readonly preset = computed(() => {
    const preset = this.one()?.mapping?.preset;
    return preset ? this.#i18n.text(COST_PRESET_DEFINITIONS[preset].label) : this.t('files.preset.other');
  });
  protected readonly facts = computed(() => {
    const report = this.one()?.report;
    if (!report) return [];
    const language = this.#i18n.language();
    const count = (value: number | null) => (value === null ? '—' : formatNumber(value, language));
    const sum = (of: 'clicks' | 'impressions') =>
      report.totals.reduce<number | null>(
        (all, each) => (each[of] === null ? all : (all ?? 0) + each[of]),
        null,
      );
    return [
      { name: this.t('files.days'), value: formatDays(report.first_day, report.last_day, language) },
      { name: this.t('files.rows'), value: count(report.rows) },
      { name: this.t('files.amount'), value: formatAmounts(report.totals, language) || '—' },
      { name: this.t('spent.clicks'), value: count(sum('clicks')) },
      { name: this.t('spent.impressions'), value: count(sum('impressions')) },
    ];
  });
  protected readonly notices = computed(() =>
    (this.one()?.report?.notices ?? []).map(({ code, rows, line, value }) =>
      this.t(`files.notice.${code}`, {
        rows: formatNumber(rows, this.#i18n.language()),
        line: line ?? '',
        value,
      }),
    ),
  );
  protected readonly replaces = computed(() => {
    const replaces = this.one()?.report?.replaces;
    if (!replaces || replaces.totals.length === 0 || this.one()?.state !== 'checked') return '';
    return this.t('files.replaces', {
      days: this.#i18n.plural('cost_days', replaces.days),
      amounts: formatAmounts(replaces.totals, this.#i18n.language()),
    });
  });
  protected readonly canSave = computed(() => {
    const one = this.one();
    return (
      one?.state === 'checked' &&
      one.questions.length === 0 &&
      one.report?.refused === 0 &&
      one.report.days > 0
    );
  });
  protected readonly undone = computed(() => {
    const one = this.one();
    if (!one?.undone_at) return '';
    const when = formatMoment(one.undone_at, this.state.workspaceZone(), this.#i18n.language());
    return this.t('files.undone', { when, who: one.undone_by ?? '' });
  });

  constructor() {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && this.one()?.state === 'saving') this.resource.reload();
    }, EVERY_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  protected tell(patch: CostImportPatch): void {
    void this.#send(this.#http.patch(this.#url(), patch));
  }

  protected setSheet(value: string): void {
    this.tell(value === '' ? { sheet_id: null } : { sheet_id: value });
  }

  protected act(what: 'save' | 'undo'): void {
    this.isAsking.set(false);
    void this.#send(this.#http.post(`${this.#url()}/${what}`, {}));
  }

  protected ask(isAsking: boolean): void {
    this.isAsking.set(isAsking);
    focusSoon(isAsking ? 'undo-yes' : 'undo');
  }

  protected async forget(): Promise<void> {
    try {
      await firstValueFrom(this.#http.delete(this.#url()), { defaultValue: null });
      await this.#router.navigate(['..'], { relativeTo: this.#route, queryParamsHandling: 'preserve' });
    } catch (error) {
      this.refused.set(failureOf(error));
    }
  }

  protected wrong({ field, code, value }: CostProblem): string {
    const where = field === null ? '' : `${this.t(`files.f.${field}`)}: `;
    return `${where}${this.t(`files.problem.${code}`)}${value ? ` — «${value}»` : ''}`;
  }

  async #send(request: Observable<unknown>): Promise<void> {
    this.isBusy.set(true);
    this.refused.set(null);
    try {
      this.one.set(costImport.parse(await firstValueFrom(request)));
      this.#list.reload();
    } catch (error) {
      this.refused.set(failureOf(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}
