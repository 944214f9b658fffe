import { CdkTrapFocus } from '@angular/cdk/a11y';
import { CdkConnectedOverlay, CdkOverlayOrigin, type ConnectedPosition } from '@angular/cdk/overlay';
import { NgTemplateOutlet } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  type TemplateRef,
  contentChild,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';

const GAP = 6;
const POSITIONS: ConnectedPosition[] = [
  { originX: 'start', originY: 'bottom', overlayX: 'start', overlayY: 'top', offsetY: GAP },
  { originX: 'end', originY: 'bottom', overlayX: 'end', overlayY: 'top', offsetY: GAP },
  { originX: 'start', originY: 'top', overlayX: 'start', overlayY: 'bottom', offsetY: -GAP },
  { originX: 'center', originY: 'bottom', overlayX: 'center', overlayY: 'top', offsetY: GAP },
];

/**
 * A button that opens a small dialog beside it. The button shows the projected content, the dialog the `#panel`
 * template. Escape and a click outside close it; focus goes in, stays in, and comes back to the button.
 */
@Component({
  selector: 'app-popover',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CdkConnectedOverlay, CdkOverlayOrigin, CdkTrapFocus, NgTemplateOutlet],
  template: `<button
      #origin="cdkOverlayOrigin"
      #button
      cdkOverlayOrigin
      type="button"
      [class]="buttonClass()"
      [attr.aria-label]="buttonLabel()"
      [attr.title]="buttonTitle()"
      aria-haspopup="dialog"
      [attr.aria-expanded]="isOpen()"
      (click)="toggle()"
    >
      <ng-content />
    </button>
    <ng-template
      cdkConnectedOverlay
      [cdkConnectedOverlayOrigin]="origin"
      [cdkConnectedOverlayOpen]="isOpen()"
      [cdkConnectedOverlayPositions]="positions"
      [cdkConnectedOverlayPush]="true"
      [cdkConnectedOverlayViewportMargin]="8"
      (overlayOutsideClick)="closeFromOutside($event)"
      (detach)="isOpen.set(false)"
    >
      <div
        class="panel"
        role="dialog"
        tabindex="-1"
        [attr.aria-label]="panelLabel()"
        cdkTrapFocus
        [cdkTrapFocusAutoCapture]="true"
        (keydown)="panelKeydown.emit($event)"
        (keydown.escape)="close(); $event.stopPropagation()"
      >
        <ng-container [ngTemplateOutlet]="panel()" />
      </div>
    </ng-template>`,
  styles: `
    :host {
      display: inline-flex;
      flex: auto;
      min-width: 0;
      max-width: 100%;
    }
    .panel {
      max-width: calc(100vw - 16px);
      max-height: calc(100dvh - 16px);
      overflow: auto;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--surface-raised);
      color: var(--ink);
      box-shadow: var(--shadow-high);
    }
    .panel:focus {
      outline: none;
    }
    .info {
      display: inline-grid;
      place-items: center;
      width: 24px;
      height: 24px;
      padding: 0;
      border: 0;
      border-radius: 50%;
      background: none;
      color: var(--ink-soft);
      cursor: pointer;
    }
    .wordy {
      min-height: 24px;
      padding: 0;
      border: 0;
      background: none;
      color: inherit;
      font: inherit;
      text-align: start;
      text-decoration: underline dotted;
      text-underline-offset: 0.2em;
      cursor: pointer;
    }
    .wordy:hover {
      color: var(--brand-strong);
    }
    .info:hover,
    .info[aria-expanded='true'] {
      background: var(--brand-soft);
      color: var(--brand-strong);
    }
  `,
})
export class Popover {
  readonly panelLabel = input.required<string>();
  readonly buttonLabel = input<string | null>(null);
  readonly buttonTitle = input<string | null>(null);
  readonly buttonClass = input('button');
  protected readonly panel = contentChild.required<TemplateRef<unknown>>('panel');
  protected readonly positions = POSITIONS;
  protected readonly button = viewChild.required<ElementRef<HTMLButtonElement>>('button');
  /** A key pressed inside the dialog. */
  readonly panelKeydown = output<KeyboardEvent>();
  readonly isOpen = signal(false);

  protected toggle(): void {
    this.isOpen.update((open) => !open);
  }

  close(): void {
    this.isOpen.set(false);
    this.button().nativeElement.focus();
  }

  protected closeFromOutside(event: MouseEvent): void {
    const target = event.target;
    if (target instanceof Node && this.button().nativeElement.contains(target)) return;
    this.isOpen.set(false);
  }
}
