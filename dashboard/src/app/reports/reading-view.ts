import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { UNAVAILABLE_REASONS, metric } from '@parley/contracts';
import { I18n } from '../i18n/i18n';
import type { BesideKey } from '../definitions/other-definitions';
import { formatExact, formatRate, formatValue } from '../theme/format';
import { ChangeBadge } from './change-badge';
import type { RowsLink } from '../measures/measures-state';
import type { Reading } from './reading';
import { RowsLinkView } from './rows-link';

/** A large number that leads to its rows, with its change and its doubts; without one, why. */
@Component({
  selector: 'app-reading',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ChangeBadge, RowsLinkView],
  template: `<p class="value" [class.small]="reading().isSmall" [class.missing]="reading().value === null">
      <app-rows-link [to]="reading().value ? link() : null" [text]="shown()" [exact]="exact()" />
    </p>
    @if (reading().reason; as reason) {
      <p class="note">{{ why() || text(reasons[reason]) }}</p>
    } @else {
      @if (reading().change; as change) {
        <p class="change">
          <app-change-badge [change]="change" [unit]="unit()" [isQuiet]="reading().isSmall" />
          <span class="previous">{{ t(beside(), { value: previous() }) }}</span>
        </p>
      }
      @if (reading().isSmall) {
        <p class="note">{{ small() }}</p>
      }
      @if (reading().coveredShare < 1) {
        <p class="note">{{ t('overview.covered', { share: covered() }) }}</p>
      }
    }`,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    .value {
      font-size: var(--reading-size, 1.5rem);
      font-weight: 620;
      line-height: 1.25;
      letter-spacing: -0.02em;
      white-space: nowrap;
    }
    .value.small,
    .value.missing {
      color: var(--ink-soft);
      font-weight: 450;
    }
    .change {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      column-gap: 0.5rem;
      line-height: 1.4;
    }
    .previous,
    .note {
      color: var(--ink-soft);
      font-size: 0.8125rem;
    }
    .note {
      line-height: 1.35;
    }
  `,
})
export class ReadingView {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  protected readonly text = this.#i18n.text;
  protected readonly reasons = UNAVAILABLE_REASONS;
  readonly reading = input.required<Reading>();
  readonly link = input<RowsLink | null>(null);
  /** How the number is called that it is compared with. */
  readonly beside = input<BesideKey>('overview.previous');
  /** Why there is no number, where more is known than its metric says. */
  readonly why = input('');
  protected readonly unit = computed(() => metric(this.reading().key).unit);
  protected readonly shown = computed(() => this.#format(this.reading().value));
  protected readonly previous = computed(() => this.#format(this.reading().previous));
  protected readonly exact = computed(
    () => formatExact(this.reading().value, this.unit(), this.#i18n.language()) || null,
  );
  protected readonly covered = computed(() => formatRate(this.reading().coveredShare, this.#i18n.language()));
  protected readonly small = computed(() => {
    const { sample } = this.reading();
    return sample === null ? '' : this.t('service.small', { n: sample });
  });

  #format(value: number | null): string {
    return formatValue(value, this.unit(), this.#i18n.language());
  }
}
