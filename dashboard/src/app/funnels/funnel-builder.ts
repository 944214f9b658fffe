import { CdkDrag, type CdkDragDrop, CdkDragHandle, CdkDropList } from '@angular/cdk/drag-drop';
import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import {
  FUNNEL_EVENT_LABELS,
  FUNNEL_EVENTS,
  FUNNEL_ORDER_LABELS,
  FUNNEL_ORDERS,
  FUNNEL_UNIT_LABELS,
  FUNNEL_UNITS,
  type FunnelDefinition,
  type FunnelEvent,
  type FunnelExclusion,
  type FunnelStep,
  MOST_FUNNEL_EXCLUSIONS,
  READY_MADE_STEPS,
} from '@parley/contracts';
import { I18n } from '../i18n/i18n';
import { DurationField } from '../pages/settings/duration-field';
import type { FunnelStepsRow } from '../reports/funnel/funnel-rows';
import type { ReportData } from '../reports/report-data';
import { formatNumber } from '../theme/format';
import { focusSoon } from '../ui/focus-soon';
import { Icon } from '../ui/icon';
import { EventFilters } from './event-filters';
import { canAdd, type FunnelProblem, moved, newExclusion, newStep } from './funnel-draft';
import { FunnelState } from './funnel-state';

const READY = READY_MADE_STEPS as readonly FunnelEvent[];

/** Steps, what must not happen between them, who goes through and in what time: each change is asked at once. */
@Component({
  selector: 'app-funnel-builder',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '(keydown)': 'press($event)' },
  imports: [CdkDrag, CdkDragHandle, CdkDropList, DurationField, EventFilters, Icon],
  templateUrl: './funnel-builder.html',
  styleUrl: './funnel-builder.css',
})
export class FunnelBuilder {
  readonly #i18n = inject(I18n);
  protected readonly state = inject(FunnelState);
  protected readonly t = this.#i18n.t;
  protected readonly units = FUNNEL_UNITS;
  protected readonly orders = FUNNEL_ORDERS;
  protected readonly ready = READY;
  protected readonly events = FUNNEL_EVENTS.filter((event) => !READY.includes(event));
  /** A length that is not there. */
  protected readonly none = NaN;
  protected readonly timeUnits = ['minutes', 'hours', 'days'] as const;
  /** What there is of each step in the period. */
  readonly found = input.required<ReportData<FunnelStepsRow>>();
  protected readonly draft = this.state.draft;
  /** Which steps show all that can be said of them. */
  protected readonly opened = signal<ReadonlySet<number>>(new Set());
  /** What is said aloud after a move. */
  protected readonly told = signal('');
  protected readonly canAdd = computed(() => canAdd(this.draft()));
  protected readonly canExclude = computed(() => this.draft().exclusions.length < MOST_FUNNEL_EXCLUSIONS);

  protected readonly steps = computed(() => {
    const { steps, order } = this.draft();
    // Counts belong to the funnel that was asked; one that cannot be asked yet has none.
    const isAsked = this.state.problems().length === 0 && !this.found().isOutdated();
    const rows = (this.found().answer()?.rows ?? []).filter(({ period }) => period === 'current');
    return steps.map((step, index) => {
      const row = isAsked ? rows.find((each) => each.step === index + 1) : undefined;
      const events = row?.events_of_step ?? null;
      return {
        step,
        index,
        name: this.state.stepName(step),
        hasTimes: index > 0 && order !== 'any',
        isEmpty: events === 0,
        found:
          events === null || events === 0
            ? ''
            : this.t('funnels.found', {
                events: this.#i18n.plural('funnel_events', events),
                units: formatNumber(row?.units_of_step ?? 0, this.#i18n.language()),
              }),
        hasMore: step.label !== '' || step.window_seconds !== null || step.min_gap_seconds > 0,
        problems: this.#problems('step', index),
      };
    });
  });
  protected readonly exclusions = computed(() =>
    this.draft().exclusions.map((exclusion, index) => ({
      exclusion,
      index,
      name: this.eventName(exclusion.event),
      problems: this.#problems('exclusion', index),
    })),
  );
  protected readonly problems = computed(() =>
    // A wrong window is said at its field.
    this.#problems('funnel', 0).filter((text) => text !== this.windowError()),
  );
  protected readonly windowError = computed(() =>
    this.state.problems().some(({ of, what }) => of === 'funnel' && what === 'window')
      ? this.t('funnels.problem.window')
      : null,
  );

  protected eventName(event: FunnelEvent): string {
    return this.#i18n.text(FUNNEL_EVENT_LABELS[event]);
  }

  protected unitName(unit: FunnelDefinition['unit']): string {
    return this.#i18n.text(FUNNEL_UNIT_LABELS[unit]);
  }

  protected orderName(order: FunnelDefinition['order']): string {
    return this.#i18n.text(FUNNEL_ORDER_LABELS[order]);
  }

  protected choose(part: { unit?: string; order?: string; window?: number }): void {
    const { unit, order, window_seconds } = this.draft();
    this.state.change({
      ...this.draft(),
      unit: FUNNEL_UNITS.find((each) => each === part.unit) ?? unit,
      order: FUNNEL_ORDERS.find((each) => each === part.order) ?? order,
      window_seconds: part.window ?? window_seconds,
    });
  }

  protected chooseEvent(index: number, name: string): void {
    const event = FUNNEL_EVENTS.find((each) => each === name);
    if (event) this.set(index, { event });
  }

  protected set(index: number, part: Partial<FunnelStep>): void {
    const steps = this.draft().steps.map((step, at) => (at === index ? { ...step, ...part } : step));
    this.state.change({ ...this.draft(), steps });
  }

  /** An empty field takes the window or the gap away. */
  protected setWindow(index: number, seconds: number): void {
    this.set(index, { window_seconds: Number.isNaN(seconds) ? null : seconds });
  }

  protected setGap(index: number, seconds: number): void {
    this.set(index, { min_gap_seconds: Number.isNaN(seconds) ? 0 : seconds });
  }

  protected add(): void {
    const had = new Set(this.draft().steps.map(({ event }) => event));
    const event = READY.find((each) => !had.has(each)) ?? 'goal_reached';
    const index = this.draft().steps.length;
    this.state.change({ ...this.draft(), steps: [...this.draft().steps, newStep(event)] });
    focusSoon(`funnel-step-${index}`);
  }

  protected remove(index: number): void {
    const steps = this.draft().steps.filter((_, at) => at !== index);
    this.opened.set(new Set());
    this.state.change({ ...this.draft(), steps });
    focusSoon(`funnel-step-${Math.min(index, steps.length - 1)}`, 'funnel-add');
  }

  /** Moves a step; the focus goes with it, and where it stands now is said. */
  protected move(from: number, to: number, focus = `funnel-step-${to}`): void {
    const before = this.draft();
    const next = moved(before, from, to);
    if (next === before) return;
    this.opened.set(new Set());
    this.state.change(next);
    const step = next.steps[to];
    if (step)
      this.told.set(
        this.t('funnels.moved', { step: this.state.stepName(step), n: to + 1, all: next.steps.length }),
      );
    focusSoon(focus, `funnel-step-${to}`);
  }

  protected dropped({ previousIndex, currentIndex }: CdkDragDrop<unknown>): void {
    this.move(previousIndex, currentIndex);
  }

  /** Alt and an arrow anywhere in a step move it. */
  protected press(event: KeyboardEvent): void {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    const step = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-step]') : null;
    if (!step) return;
    const index = Number(step.dataset['step']);
    event.preventDefault();
    this.move(index, event.key === 'ArrowUp' ? index - 1 : index + 1);
  }

  protected toggle(index: number): void {
    const next = new Set(this.opened());
    if (!next.delete(index)) next.add(index);
    this.opened.set(next);
  }

  protected addExclusion(): void {
    const index = this.draft().exclusions.length;
    this.state.change({
      ...this.draft(),
      exclusions: [...this.draft().exclusions, newExclusion('unsubscribed')],
    });
    focusSoon(`funnel-exclusion-${index}`);
  }

  protected setExclusion(index: number, part: Partial<FunnelExclusion>): void {
    const exclusions = this.draft().exclusions.map((each, at) =>
      at === index ? { ...each, ...part } : each,
    );
    this.state.change({ ...this.draft(), exclusions });
  }

  protected chooseExclusionEvent(index: number, name: string): void {
    const event = FUNNEL_EVENTS.find((each) => each === name);
    if (event) this.setExclusion(index, { event });
  }

  protected removeExclusion(index: number): void {
    this.state.change({
      ...this.draft(),
      exclusions: this.draft().exclusions.filter((_, at) => at !== index),
    });
    focusSoon('funnel-exclude');
  }

  protected placeOf(value: string): number | null {
    return value === '' ? null : Number(value);
  }

  #problems(of: FunnelProblem['of'], index: number): string[] {
    return this.state
      .problems()
      .filter((each) => each.of === of && each.index === index)
      .map(({ what, other }) => {
        const part = of === 'step' ? this.draft().steps[index] : this.draft().exclusions[index];
        return this.t(`funnels.problem.${what}`, {
          event: part ? this.eventName(part.event) : '',
          other: other ? this.eventName(other) : '',
        });
      });
  }
}
