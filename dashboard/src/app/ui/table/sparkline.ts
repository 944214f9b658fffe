import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

const WIDTH = 88;
const HEIGHT = 22;
const EDGE = 3;

/** The lines through values that follow each other, and dots where a value has no neighbour; gaps stay gaps. */
export function sparkShapes(values: readonly (number | null)[]): {
  lines: string[];
  dots: { x: number; y: number }[];
} {
  const known = values.filter((value) => value !== null);
  const highest = Math.max(...known, 0);
  const at = (value: number, index: number) => ({
    x: round(EDGE + (index * (WIDTH - 2 * EDGE)) / Math.max(1, values.length - 1)),
    y: round(HEIGHT - EDGE - (highest === 0 ? 0 : (value / highest) * (HEIGHT - 2 * EDGE))),
  });
  const runs: { x: number; y: number }[][] = [];
  values.forEach((value, index) => {
    if (value === null) return;
    if (index === 0 || values[index - 1] === null) runs.push([]);
    runs.at(-1)?.push(at(value, index));
  });
  return {
    lines: runs.filter((run) => run.length > 1).map((run) => run.map(({ x, y }) => `${x},${y}`).join(' ')),
    dots: runs.flatMap((run) => (run.length === 1 ? run : [])),
  };
}
const round = (value: number) => Math.round(value * 10) / 10;

/** A small line from zero, without axes; what it says stands in words beside it for those who do not see it. */
@Component({
  selector: 'app-sparkline',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<svg
      aria-hidden="true"
      [attr.viewBox]="box"
      [attr.width]="width"
      [attr.height]="height"
      fill="none"
    >
      @for (line of shapes().lines; track $index) {
        <polyline [attr.points]="line" />
      }
      @for (dot of shapes().dots; track $index) {
        <circle [attr.cx]="dot.x" [attr.cy]="dot.y" r="1.8" />
      }
    </svg>
    <span class="visually-hidden">{{ caption() }}</span>`,
  styles: `
    :host {
      display: inline-block;
      position: relative;
      vertical-align: middle;
    }
    svg {
      display: block;
    }
    polyline {
      stroke: var(--series-current);
      stroke-width: 1.5;
      stroke-linejoin: round;
      stroke-linecap: round;
    }
    circle {
      fill: var(--series-current);
    }
  `,
})
export class Sparkline {
  readonly values = input.required<readonly (number | null)[]>();
  /** What the line says, in words. */
  readonly caption = input.required<string>();
  protected readonly width = WIDTH;
  protected readonly height = HEIGHT;
  protected readonly box = `0 0 ${WIDTH} ${HEIGHT}`;
  protected readonly shapes = computed(() => sparkShapes(this.values()));
}
