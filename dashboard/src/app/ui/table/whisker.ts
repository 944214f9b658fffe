import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** Where a rate really lies, on a line from 0 to 1, and the rate as a dot; the words stand beside it. */
@Component({
  selector: 'app-whisker',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { 'aria-hidden': 'true' },
  template: `<span class="range" [style.left.%]="low() * 100" [style.width.%]="(high() - low()) * 100"></span>
    <span class="dot" [style.left.%]="value() * 100"></span>`,
  styles: `
    :host {
      position: relative;
      display: block;
      height: 7px;
      min-width: 64px;
      margin-block: 3px;
      background: linear-gradient(var(--line), var(--line)) center / 100% 1px no-repeat;
    }
    .range {
      position: absolute;
      top: 2px;
      height: 3px;
      border-radius: 2px;
      background: var(--line-strong);
    }
    .dot {
      position: absolute;
      top: 0;
      width: 3px;
      height: 7px;
      margin-inline-start: -1.5px;
      border-radius: 1px;
      background: var(--brand);
    }
  `,
})
export class Whisker {
  readonly low = input.required<number>();
  readonly high = input.required<number>();
  readonly value = input.required<number>();
}
