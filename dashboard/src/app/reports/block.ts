import { NgTemplateOutlet } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  type TemplateRef,
  computed,
  contentChild,
  inject,
  input,
} from '@angular/core';
import { I18n } from '../i18n/i18n';
import { formatRate } from '../theme/format';
import { Failed } from '../ui/failed';
import { DataUntil } from './data-until';
import { ExportLinks } from './export-links';
import { seenShare } from './reading';
import type { ReportData } from './report-data';
import { takes } from './report-url';

/**
 * A card with the answer of one report, in its states: failed, loading, with nothing, and shown (the template `#body`,
 * drawn only when there is an answer). What stands beside the title is projected.
 */
@Component({
  selector: 'app-block',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgTemplateOutlet, Failed, DataUntil, ExportLinks],
  template: `<section class="card" [attr.aria-labelledby]="titleId()">
    <header>
      <h2 [id]="titleId()">{{ title() }}</h2>
      <div class="controls">
        <ng-content />
        <app-export-links [data]="data()" [name]="title()" />
      </div>
    </header>
    @if (data().failure(); as failure) {
      <app-failed
        [kind]="failure.kind"
        [status]="failure.status"
        [detail]="failure.detail"
        [isBusy]="data().isLoading()"
        (retry)="data().retry()"
      />
    } @else if (!data().answer()) {
      <div class="loading" role="status" [attr.aria-label]="t('state.loading')">
        @for (row of [1, 2, 3, 4]; track row) {
          <div class="skeleton"></div>
        }
      </div>
    } @else if (nothing(); as nothing) {
      <div class="nothing">
        <p>{{ nothing }}</p>
        @if (hint(); as hint) {
          <p class="soft">{{ hint }}</p>
        }
      </div>
    } @else {
      <div [class.outdated]="data().isOutdated()" [attr.aria-busy]="data().isOutdated()">
        <ng-container [ngTemplateOutlet]="body()" />
      </div>
      <div class="foot">
        @if (ignoresHours()) {
          <p class="note">{{ t('filters.hours_ignored') }}</p>
        }
        @if (covered(); as share) {
          <p class="note">{{ t('overview.covered', { share }) }}</p>
        }
        @if (data().answer(); as answer) {
          <app-data-until [meta]="answer.meta" />
        }
      </div>
    }
  </section>`,
  styleUrl: './block.css',
})
export class Block {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  readonly titleId = input.required<string>();
  readonly title = input.required<string>();
  readonly data = input.required<ReportData<unknown>>();
  /** Said instead of the body where the answer holds nothing. */
  readonly nothing = input('');
  readonly hint = input('');
  protected readonly body = contentChild.required<TemplateRef<unknown>>('body');
  /** Hours or weekdays are chosen, and this report has nothing that begins in them. */
  protected readonly ignoresHours = computed(() => {
    const { hours_of_day = [], weekdays = [] } = this.data().shownParams();
    return hours_of_day.length + weekdays.length > 0 && !takes(this.data().name, 'hours_of_day');
  });
  /** Of which part of the incoming messages the block speaks, where not of all. */
  protected readonly covered = computed(() => {
    const shares = Object.values(this.data().answer()?.meta.unavailable ?? {}).map(
      ({ covered_share }) => covered_share,
    );
    const least = seenShare(Math.min(1, ...shares));
    return least > 0 && least < 1 ? formatRate(least, this.#i18n.language()) : '';
  });
}
