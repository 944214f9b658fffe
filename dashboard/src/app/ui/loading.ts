import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { I18n } from '../i18n/i18n';

/** The loading state of a page: lines where the content will be, and one word for those who do not see them. */
@Component({
  selector: 'app-loading',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'status', class: 'card', '[attr.aria-label]': "t('state.loading')" },
  template: `@for (width of widths; track width) {
    <span class="skeleton" [style.width.%]="width"></span>
  }`,
  styles: `
    :host {
      display: grid;
      align-content: start;
      gap: 1.1rem;
      min-height: 14rem;
      padding: 1.25rem 1rem;
    }
    .skeleton {
      height: 1.1rem;
    }
  `,
})
export class Loading {
  protected readonly t = inject(I18n).t;
  protected readonly widths = [100, 92, 97, 85, 90];
}
