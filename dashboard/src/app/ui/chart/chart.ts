import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  type ElementRef,
  afterNextRender,
  effect,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { EChartsCoreOption, EChartsType } from 'echarts/core';

/** What of a series was chosen: a point, or of a graph an edge or a node. */
export interface Picked {
  dataType: string;
  dataIndex: number;
}

/**
 * Draws an option and decides nothing. The only place that loads ECharts, in a chunk of its own.
 * With focus inside, the arrow keys, Home and End move over `points`, and each is read out.
 */
@Component({
  selector: 'app-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'figure', '[attr.aria-label]': 'caption()' },
  template: `<div
    class="plot"
    role="slider"
    tabindex="0"
    [attr.aria-label]="keysLabel()"
    aria-valuemin="1"
    [attr.aria-valuemax]="points().length || 1"
    [attr.aria-valuenow]="at() + 1"
    [attr.aria-valuetext]="points()[at()] ?? caption()"
    [style.height.px]="height()"
    [attr.data-ready]="ready()"
    (keydown)="move($event)"
    (focus)="show()"
    (blur)="hide()"
  >
    <div #box class="box" [style.height.px]="height()"></div>
  </div>`,
  styles: `
    :host {
      display: block;
      margin: 0;
    }
    .plot {
      overflow: hidden;
    }
    .box {
      width: 100%;
    }
  `,
})
export class Chart {
  readonly option = input.required<EChartsCoreOption>();
  /** What the chart says, in a sentence. */
  readonly caption = input.required<string>();
  /** What each point says, in the order of the axis. */
  readonly points = input<readonly string[]>([]);
  readonly keysLabel = input.required<string>();
  readonly height = input(300);
  /** Chosen by the pointer, or by Enter at the point that the arrow keys are at. */
  readonly picked = output<Picked>();
  protected readonly ready = signal(false);
  protected readonly at = signal(0);
  private readonly box = viewChild.required<ElementRef<HTMLElement>>('box');
  readonly #chart = signal<EChartsType | undefined>(undefined);

  constructor() {
    const destroyRef = inject(DestroyRef);
    let isGone = false;
    destroyRef.onDestroy(() => (isGone = true));
    afterNextRender(async () => {
      const { echarts, RENDERER } = await import('./echarts');
      if (isGone) return;
      const element = this.box().nativeElement;
      const chart = echarts.init(element, null, { renderer: RENDERER });
      const observer = new ResizeObserver(() => chart.resize());
      observer.observe(element);
      chart.on('finished', () => this.ready.set(true));
      chart.on('click', (event) => {
        const { dataType, dataIndex } = (event ?? {}) as { dataType?: string; dataIndex?: number };
        if (dataIndex !== undefined) this.picked.emit({ dataType: dataType ?? '', dataIndex });
      });
      destroyRef.onDestroy(() => {
        observer.disconnect();
        chart.dispose();
      });
      this.#chart.set(chart);
    });
    effect(() => this.#chart()?.setOption(this.option(), { notMerge: true }));
  }

  protected move(event: KeyboardEvent): void {
    if (event.key === 'Enter' && this.points().length > 0)
      this.picked.emit({ dataType: 'node', dataIndex: this.at() });
    const last = this.points().length - 1;
    const steps: Record<string, number> = {
      ArrowLeft: this.at() - 1,
      ArrowDown: this.at() - 1,
      ArrowRight: this.at() + 1,
      ArrowUp: this.at() + 1,
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    if (next === undefined || last < 0) return;
    event.preventDefault();
    this.at.set(Math.min(Math.max(next, 0), last));
    this.show();
  }

  protected show(): void {
    if (this.at() >= this.points().length) this.at.set(0);
    this.#chart()?.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: this.at() });
  }

  protected hide(): void {
    this.#chart()?.dispatchAction({ type: 'hideTip' });
  }
}
