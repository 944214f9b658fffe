import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { I18n } from '../i18n/i18n';
import type { MetricKey } from '@parley/contracts';
import type { RowsLink } from '../measures/measures-state';

/** Numbers that are drawn from their rows and do not say how many these are: means, and the most at one moment. */
const DRAWN: ReadonlySet<MetricKey> = new Set<MetricKey>([
  'concurrency_mean',
  'concurrency_max',
  'agents_busy_mean',
]);

/** A number that leads to its rows; without a way there it stays a number. */
@Component({
  selector: 'app-rows-link',
  host: { '[attr.data-drawn]': 'isDrawn() || null' },
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink],
  template: `@if (to(); as to) {
      <a [routerLink]="to.path" [queryParams]="to.query" [attr.title]="title()">{{ text() }}</a>
    } @else {
      <span [attr.title]="exact()">{{ text() }}</span>
    }`,
  styles: `
    a {
      color: inherit;
      font: inherit;
      text-decoration: underline dotted var(--line-strong);
      text-decoration-thickness: 1px;
      text-underline-offset: 0.22em;
    }
    a:hover {
      color: var(--brand-strong);
      text-decoration: underline;
    }
  `,
})
export class RowsLinkView {
  readonly #i18n = inject(I18n);
  readonly to = input.required<RowsLink | null>();
  readonly text = input.required<string>();
  readonly key = input<MetricKey | null>(null);
  protected readonly isDrawn = computed(() => {
    const key = this.key();
    return key !== null && DRAWN.has(key);
  });
  /** The number exactly, where the shown one is rounded. */
  readonly exact = input<string | null>(null);
  protected readonly title = computed(() => {
    const rows = this.#i18n.t('rows.open');
    const exact = this.exact();
    return exact ? `${exact} · ${rows}` : rows;
  });
}
