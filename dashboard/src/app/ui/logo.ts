import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** The mark and the name: a speech bubble that holds a small rising chart. */
@Component({
  selector: 'app-logo',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<svg viewBox="0 0 32 32" [attr.width]="size()" [attr.height]="size()" aria-hidden="true">
      <path
        class="bubble"
        d="M8 3h16a6 6 0 0 1 6 6v10a6 6 0 0 1-6 6h-8.6L8.7 29.7A1 1 0 0 1 7 29v-4.1A6 6 0 0 1 2 19V9a6 6 0 0 1 6-6Z"
      />
      <rect class="bar" x="9" y="13" width="3.4" height="7" rx="1.7" />
      <rect class="bar" x="14.3" y="10" width="3.4" height="10" rx="1.7" />
      <rect class="spark" x="19.6" y="7" width="3.4" height="13" rx="1.7" />
    </svg>
    <span>Parley</span>`,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 0.55rem;
      font-size: 1.125rem;
      font-weight: 650;
      letter-spacing: -0.02em;
    }
    .bubble {
      fill: var(--brand);
    }
    .bar {
      fill: var(--on-brand);
    }
    .spark {
      fill: var(--spark);
    }
  `,
})
export class Logo {
  readonly size = input(28);
}
