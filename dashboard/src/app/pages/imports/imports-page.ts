import { httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject, signal } from '@angular/core';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { IMPORT_LIMITS, importList } from '@parley/contracts';
import type { TextKey } from '../../i18n/en';
import { I18n } from '../../i18n/i18n';
import { type Failure, failureOf } from '../../session/failure';
import { ViewState } from '../../shell/view-state';
import { formatMoment } from '../../theme/dates';
import { formatNumber } from '../../theme/format';
import { Failed } from '../../ui/failed';
import { Icon } from '../../ui/icon';
import { isMoving, toneOf } from './import-state';
import { Upload } from './upload';
import { Loading } from '../../ui/loading';

const EVERY_MS = 1500;

/** Files that were imported, and the place to drop the next one. */
@Component({
  selector: 'app-imports-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Loading, RouterLink, Failed, Icon],
  templateUrl: './imports-page.html',
  styleUrls: ['../accounts/accounts.css', './imports.css'],
})
export class ImportsPage {
  readonly #i18n = inject(I18n);
  readonly #upload = inject(Upload);
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  protected readonly t = this.#i18n.t;
  protected readonly state = inject(ViewState);
  readonly #base = computed(() => `/api/workspaces/${this.state.workspaceId()}/imports`);
  protected readonly isOwner = computed(() => this.state.workspace()?.role === 'owner');
  protected readonly list = httpResource(() => (this.isOwner() ? this.#base() : undefined), {
    parse: (raw) => importList.parse(raw),
  });
  protected readonly failure = computed(() => {
    const error = this.list.error();
    return error ? failureOf(error) : null;
  });
  protected readonly isOver = signal(false);
  protected readonly isBusy = signal(false);
  protected readonly wrong = signal<TextKey | null>(null);
  protected readonly refused = signal<Failure | null>(null);

  protected readonly rows = computed(() => {
    const language = this.#i18n.language();
    const imports = this.list.hasValue() ? this.list.value().imports : [];
    return imports.map((each) => ({
      import_id: each.import_id,
      file: each.file_name,
      format: each.format === null ? '' : this.t(`imports.format.${each.format}`),
      tone: toneOf(each.state),
      state: this.t(`imports.state.${each.state}`),
      share: isMoving(each) && each.state === 'running' ? ` ${Math.floor(each.progress * 100)} %` : '',
      account: each.account_name || '—',
      events: each.account_id === null ? '—' : formatNumber(each.accepted, language),
      when: formatMoment(each.created_at, this.state.workspaceZone(), language),
    }));
  });

  constructor() {
    const timer = setInterval(() => {
      const imports = this.list.hasValue() ? this.list.value().imports : [];
      if (document.visibilityState === 'visible' && imports.some(isMoving)) this.list.reload();
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
    this.wrong.set(
      file.size === 0
        ? 'imports.empty_file'
        : file.size > IMPORT_LIMITS.file_bytes
          ? 'imports.too_large'
          : null,
    );
    if (this.wrong()) return;
    this.isBusy.set(true);
    try {
      const options = { me: [], time_zone: this.state.workspaceZone() };
      const { import_id } = await this.#upload.begin(this.#base(), file, options);
      await this.#router.navigate([import_id], { relativeTo: this.#route, queryParamsHandling: 'preserve' });
    } catch (error) {
      this.refused.set(failureOf(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}
