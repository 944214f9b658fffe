import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import {
  CHANNEL_LABELS,
  type Channel,
  FUNNEL_BREAKDOWN_LABELS,
  FUNNEL_BREAKDOWN_PLACE_LABELS,
  FUNNEL_BREAKDOWN_PLACES,
  FUNNEL_BREAKDOWNS,
  FUNNEL_NOT_SET,
  type FunnelBreakdown,
  type FunnelBreakdownPlace,
  type MetricKey,
} from '@parley/contracts';
import { FunnelState } from '../../funnels/funnel-state';
import { I18n } from '../../i18n/i18n';
import type { RowsLink } from '../../measures/measures-state';
import { Choices } from '../../shell/choices';
import { ViewState } from '../../shell/view-state';
import { formatRate } from '../../theme/format';
import { Block } from '../block';
import { pairedRows } from '../reading';
import type { ReportData } from '../report-data';
import type { Line, NamedRow } from '../report-lines';
import { ReportTable } from '../report-table';
import { type FunnelRow, idOfValue } from './funnel-rows';

const COLUMNS = [
  'units_judged',
  'units_reached',
  'reached_rate',
  'step_rate',
  'units_lost',
  'units_open',
  'units_immature',
  'from_start_median_seconds',
  'from_start_p90_seconds',
] as const satisfies readonly MetricKey[];
const USUAL = ['units_judged', 'units_reached', 'reached_rate', 'step_rate', 'from_start_median_seconds'];

/** One step of the funnel for each source, channel, agent …, each leading to its people. */
@Component({
  selector: 'app-funnel-breakdown',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Block, ReportTable],
  template: `<app-block
    titleId="funnel-breakdown-title"
    [title]="t('funnels.breakdown')"
    [data]="data()"
    [nothing]="nothing()"
    [hint]="asked().breakdown === 'none' ? t('funnels.breakdown_hint') : ''"
  >
    <label class="choice">
      <span>{{ t('funnels.breakdown_by') }}</span>
      <select #by class="select" (change)="choose(by.value)">
        @for (each of breakdowns; track each) {
          <option [value]="each" [selected]="each === asked().breakdown">{{ breakdownName(each) }}</option>
        }
      </select>
    </label>
    @if (asked().breakdown === 'property') {
      <label class="choice">
        <span>{{ t('funnels.property') }}</span>
        <input
          #property
          class="input"
          maxlength="64"
          autocomplete="off"
          [value]="asked().breakdown_property"
          (change)="state.ask({ breakdown_property: property.value.trim() || null })"
        />
      </label>
    }
    @if (asked().breakdown !== 'none') {
      <label class="choice">
        <span>{{ t('funnels.breakdown_at') }}</span>
        <select #at class="select" (change)="chooseAt(at.value)">
          @for (each of places; track each) {
            <option [value]="each" [selected]="each === asked().breakdown_at">{{ placeName(each) }}</option>
          }
        </select>
      </label>
      <label class="choice">
        <span>{{ t('funnels.at_step') }}</span>
        <select #step class="select" (change)="view.changeOwn({ by_step: step.value })">
          @for (each of steps(); track each.step) {
            <option [value]="each.step" [selected]="each.step === chosenStep()">{{ each.name }}</option>
          }
        </select>
      </label>
    }
    <ng-template #body>
      <app-report-table
        urlKey="by"
        [name]="t('funnels.breakdown')"
        [nameHeading]="heading()"
        [data]="data()"
        [rows]="rows().rows"
        [total]="rows().total"
        [columns]="columns"
        [usual]="usual"
        [order]="order"
        [linkOf]="linkOf"
        [note]="t(asked().breakdown_at === 'step' ? 'funnels.breakdown_note_step' : 'funnels.breakdown_note')"
        >{{ summary() }}</app-report-table
      >
    </ng-template>
  </app-block>`,
  styles: `
    .choice {
      display: inline-flex;
      align-items: center;
      gap: 0.45rem;
      min-width: 0;
      color: var(--ink-soft);
      font-size: 0.875rem;
    }
    .choice .select,
    .choice .input {
      min-height: 2rem;
      max-width: 14rem;
      font-size: 0.875rem;
    }
  `,
})
export class FunnelBreakdownTable {
  readonly #i18n = inject(I18n);
  readonly #choices = inject(Choices);
  protected readonly view = inject(ViewState);
  protected readonly state = inject(FunnelState);
  protected readonly t = this.#i18n.t;
  protected readonly asked = this.state.asked;
  protected readonly breakdowns = FUNNEL_BREAKDOWNS;
  protected readonly places = FUNNEL_BREAKDOWN_PLACES;
  protected readonly columns = COLUMNS;
  protected readonly usual = USUAL;
  protected readonly order = { by: 'units_reached', isDescending: true };
  readonly data = input.required<ReportData<FunnelRow>>();

  readonly #rows = computed(() => this.data().answer()?.rows ?? []);
  protected readonly steps = computed(() =>
    this.#rows()
      .filter(({ period, is_total }) => period === 'current' && is_total)
      .sort((a, b) => a.step - b.step)
      .map(({ step, step_label, step_event }) => ({
        step,
        name: `${step}. ${this.state.stepName({ label: step_label ?? '', event: step_event })}`,
      })),
  );
  /** The step that the table is of; the last unless another one is chosen. */
  protected readonly chosenStep = computed(() => {
    const last = this.steps().at(-1)?.step ?? 1;
    const chosen = Number(this.view.own('by_step'));
    return this.steps().some(({ step }) => step === chosen) ? chosen : last;
  });
  readonly #isSplit = computed(() => this.#rows().some(({ is_total }) => !is_total));
  protected readonly nothing = computed(() => {
    if (!this.data().answer()) return '';
    const { breakdown, breakdown_property } = this.asked();
    if (breakdown === 'none') return this.t('funnels.breakdown_none');
    if (breakdown === 'property' && breakdown_property === '') return this.t('funnels.property_missing');
    return this.#isSplit() ? '' : this.t('funnels.breakdown_empty');
  });
  protected readonly heading = computed(() => this.breakdownName(this.asked().breakdown));
  protected readonly rows = computed<{ rows: NamedRow[]; total: NamedRow | null }>(() => {
    const ofStep = this.#rows().filter(({ step }) => step === this.chosenStep());
    const { lines, total } = pairedRows(ofStep, idOfValue);
    return {
      rows: lines.map((line) => ({
        ...line,
        name: this.#nameOf(line.row),
        isOurs: line.row.value === null,
        only: null,
      })),
      total: total && {
        ...total,
        id: 'total',
        name: this.t('funnels.total'),
        isOurs: true,
        only: null,
      },
    };
  });
  /** The best and the worst of those that are no accident. */
  protected readonly summary = computed(() => {
    const judged = this.rows()
      .rows.map(({ name, row }) => ({ name, row: row as FunnelRow }))
      .filter(({ row }) => (row.units_judged ?? 0) >= 30 && row.reached_rate !== null)
      .sort((a, b) => (b.row.reached_rate ?? 0) - (a.row.reached_rate ?? 0));
    const [best, worst] = [judged[0], judged.at(-1)];
    if (!best || !worst || best === worst) return '';
    const rate = ({ row }: typeof best) => formatRate(row.reached_rate ?? 0, this.#i18n.language());
    return this.t('funnels.breakdown_summary', {
      best: best.name,
      best_rate: rate(best),
      worst: worst.name,
      worst_rate: rate(worst),
    });
  });

  protected readonly linkOf = (line: Line, key: MetricKey): RowsLink | null => {
    const { breakdown, breakdown_at, breakdown_property } = this.asked();
    const row = line.row as FunnelRow;
    const query = {
      step: String(row.step),
      ...(line.isTotal
        ? {}
        : {
            breakdown,
            breakdown_at,
            ...(breakdown === 'property' ? { breakdown_property } : {}),
            breakdown_values: [row.value ?? ''],
          }),
    };
    switch (key) {
      case 'units_reached':
        return this.state.people({ ...query, outcome: 'reached' });
      case 'units_immature':
        return this.state.people({ ...query, outcome: 'reached', is_mature: 'no' });
      case 'units_lost':
        return row.step > 1 ? this.state.people({ ...query, outcome: 'lost' }) : null;
      case 'units_open':
        return row.step > 1 ? this.state.people({ ...query, outcome: 'open' }) : null;
      case 'units_judged':
        // By step they are those of everybody, of whom no list by a value is.
        return !line.isTotal && breakdown_at === 'step'
          ? null
          : this.state.people({ ...query, step: '1', outcome: 'reached', is_mature: 'yes' });
      default:
        return null;
    }
  };

  protected breakdownName(breakdown: FunnelBreakdown): string {
    return this.#i18n.text(FUNNEL_BREAKDOWN_LABELS[breakdown]);
  }

  protected placeName(place: FunnelBreakdownPlace): string {
    return this.#i18n.text(FUNNEL_BREAKDOWN_PLACE_LABELS[place]);
  }

  protected choose(name: string): void {
    this.state.ask({ breakdown: name === 'none' ? null : name });
  }

  protected chooseAt(name: string): void {
    this.state.ask({ breakdown_at: name === 'entry' ? null : name });
  }

  #nameOf({ value, account_id, account_name, agent_id, agent_name }: FunnelRow): string {
    if (value === null) return this.#i18n.text(FUNNEL_NOT_SET);
    switch (this.asked().breakdown) {
      case 'channel':
        return Object.hasOwn(CHANNEL_LABELS, value)
          ? this.#i18n.text(CHANNEL_LABELS[value as Channel])
          : value;
      case 'account':
        return account_name ?? this.#choices.accountName(account_id ?? value);
      case 'agent':
        return agent_name ?? this.#choices.agentName(agent_id ?? value);
      default:
        return value;
    }
  }
}
