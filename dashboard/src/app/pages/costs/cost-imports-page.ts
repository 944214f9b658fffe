import { httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject, signal } from '@angular/core';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { COST_IMPORT_LIMITS, costImportList } from '@parley/contracts';
import type { TextKey } from '../../i18n/en';
import { I18n } from '../../i18n/i18n';
import { type Failure, failureOf } from '../../session/failure';
import { ViewState } from '../../shell/view-state';
import { formatMoment } from '../../theme/dates';
import { Failed } from '../../ui/failed';
import { Icon } from '../../ui/icon';
import { Loading } from '../../ui/loading';
import { CostUpload } from './cost-upload';
import { CostsTabs } from './costs-tabs';
import { formatAmounts, formatDays } from './money';
import { toneOf } from './cost-import-state';

const EVERY_MS = 1500;

/** Cost files that were imported, and the place to drop the next one. */
@Component({
  selector: 'app-cost-imports-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CostsTabs, Loading, RouterLink, Failed, Icon],
  templateUrl: './cost-imports-page.html',
  styleUrls: ['../accounts/accounts.css', '../imports/imports.css', './costs.css'],
})
export class CostImportsPage {
  readonly #i18n = inject(I18n);
  readonly #upload = inject(CostUpload);
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  protected readonly t = this.#i18n.t;
  protected readonly state = inject(ViewState);
  readonly #base = computed(() => `/api/workspaces/${this.state.workspaceId()}/costs/imports`);
  protected readonly mayChange = computed(() =>
    ['owner', 'analyst'].includes(this.state.workspace()?.role ?? ''),
  );
  protected readonly list = httpResource(() => this.#base(), { parse: (raw) => costImportList.parse(raw) });
  protected readonly failure = computed(() => (this.list.error() ? failureOf(this.list.error()) : null));
  protected readonly isOver = signal(false);
  protected readonly isBusy = signal(false);
  protected readonly wrong = signal<TextKey | null>(null);
  protected readonly refused = signal<Failure | null>(null);

  protected readonly rows = computed(() => {
    const language = this.#i18n.language();
    return (this.list.hasValue() ? this.list.value().imports : []).map((each) => {
      const days = each.report?.days ?? 0;
      const isPartly = each.state === 'done' && each.standing_days < days;
      return {
        id: each.cost_import_id,
        file: each.file_name,
        sheet: each.sheet_name || '—',
        tone: toneOf(each.state),
        state: this.t(`files.state.${each.state}`),
        standing: isPartly ? this.t('files.standing', { standing: each.standing_days, days }) : '',
        days: formatDays(each.report?.first_day ?? null, each.report?.last_day ?? null, language),
        amount: formatAmounts(each.report?.totals ?? [], language) || '—',
        when: formatMoment(each.created_at, this.state.workspaceZone(), language),
        who: each.created_by,
      };
    });
  });

  constructor() {
    const timer = setInterval(() => {
      const imports = this.list.hasValue() ? this.list.value().imports : [];
      if (document.visibilityState === 'visible' && imports.some(({ state }) => state === 'saving'))
        this.list.reload();
    }, EVERY_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  protected over(event: DragEvent, isOver: boolean): void {
    event.preventDefault();
    this.isOver.set(isOver);
  }

  protected drop(event: DragEvent): void {
    this.over(event, false);
    void this.take(event.dataTransfer?.files[0]);
  }

  protected pick(input: HTMLInputElement): void {
    void this.take(input.files?.[0]);
    input.value = '';
  }

  private async take(file: File | undefined): Promise<void> {
    if (!file || this.isBusy()) return;
    this.refused.set(null);
    const isTooLarge = file.size > COST_IMPORT_LIMITS.file_bytes;
    this.wrong.set(file.size === 0 ? 'files.failure.empty_file' : isTooLarge ? 'files.too_large' : null);
    if (this.wrong()) return;
    this.isBusy.set(true);
    try {
      const { cost_import_id } = await this.#upload.send(this.#base(), file);
      const extras = { relativeTo: this.#route, queryParamsHandling: 'preserve' } as const;
      await this.#router.navigate([cost_import_id], extras);
    } catch (error) {
      this.refused.set(failureOf(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}
