import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { UNAVAILABLE_REASONS, type UnavailableReason } from '@parley/contracts';
import { I18n } from '../i18n/i18n';
import { Icon } from '../ui/icon';
import { Popover } from '../ui/popover';

/**
 * Stands where there is no number: a dash, and why. What nobody can tell is explained one click away; where nothing
 * happened to compute it from, a word is enough.
 */
@Component({
  selector: 'app-why-empty',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Popover],
  template: `<span class="dash" aria-hidden="true" [attr.title]="short()">—</span>
    <span class="visually-hidden">{{ short() }}</span>
    @if (reason() !== 'nothing_to_divide') {
      <app-popover
        buttonClass="info"
        [buttonLabel]="t('why.open', { name: name() })"
        [panelLabel]="t('why.open', { name: name() })"
      >
        <app-icon name="info" [size]="16" />
        <ng-template #panel>
          <p class="why">{{ explained() }}</p>
        </ng-template>
      </app-popover>
    }`,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 0.15rem;
    }
    .dash {
      color: var(--ink-soft);
    }
    app-popover {
      flex: none;
    }
    .why {
      max-width: 24rem;
      padding: 0.9rem 1rem;
      white-space: normal;
    }
  `,
})
export class WhyEmpty {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  readonly reason = input.required<UnavailableReason>();
  /** What is empty, and where. */
  readonly name = input.required<string>();
  protected readonly short = computed(() => this.t(`why.short.${this.reason()}`));
  protected readonly explained = computed(() => this.#i18n.text(UNAVAILABLE_REASONS[this.reason()]));
}
