import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  computed,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { UNAVAILABLE_REASONS, metric, whyEmpty } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { ViewState } from '../../shell/view-state';
import { formatValue } from '../../theme/format';
import { Block } from '../block';
import { hourName, weekdayName, weekdayShort } from '../hours';
import { MeasuresState, type RowsLink } from '../../measures/measures-state';
import { MetricDefinition } from '../metric-definition';
import type { ReportData } from '../report-data';
import { picksOf } from '../wait-picks';
import { type HeatCell, type HeatRow, SHOWN, type Shown, cellsOf, peakOf, shortly, shownFrom } from './cells';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
/** Sunday first where the workspace begins its weeks so. */
const FROM_SUNDAY = [7, 1, 2, 3, 4, 5, 6];

/**
 * When people write, when they are answered, how long they wait: a table of the 168 hours of a week, shaded. One cell
 * is reached by Tab, the others by the arrow keys; Enter opens the rows behind it.
 */
@Component({
  selector: 'app-load-heatmap',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Block, MetricDefinition, RouterLink],
  templateUrl: './load-heatmap.html',
  styleUrl: './load-heatmap.css',
})
export class LoadHeatmap {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  readonly #measures = inject(MeasuresState);
  protected readonly t = this.#i18n.t;
  protected readonly choices = SHOWN;
  protected readonly hours = HOURS;
  readonly data = input.required<ReportData<HeatRow>>();
  private readonly table = viewChild<ElementRef<HTMLElement>>('table');

  protected readonly shown = computed(() => shownFrom(this.#state.own('heat')));
  readonly #cells = computed(() => cellsOf(this.data().answer()?.rows ?? [], this.shown()));
  protected readonly nothing = computed(() => {
    const rows = this.data().answer()?.rows;
    const isNothing = rows?.every((row) => !row.waits_begun && !row.waits_answered && !row.messages_received);
    return isNothing ? this.t('service.no_load') : '';
  });
  /** Where the cell that Tab reaches is. */
  protected readonly at = signal({ weekday: 1, hour: 9 });
  protected readonly lines = computed(() => {
    const days = this.data().answer()?.meta.week_start === 'sunday' ? FROM_SUNDAY : WEEKDAYS;
    const language = this.#i18n.language();
    return days.map((weekday) => ({
      weekday,
      name: weekdayName(weekday, language),
      short: weekdayShort(weekday, language),
      cells: this.#cells()
        .filter((cell) => cell.weekday === weekday)
        .map((cell) => this.#show(cell)),
    }));
  });
  protected readonly summary = computed(() => {
    const peak = peakOf(this.#cells());
    const name = this.label(this.shown());
    if (!peak) return this.t('origins.summary_nothing', { metric: name });
    const language = this.#i18n.language();
    return this.t('service.heat_summary', {
      metric: name,
      value: formatValue(peak.value, metric(this.shown()).unit, language),
      weekday: this.#inSentence(weekdayName(peak.weekday, language)),
      hour: hourName(peak.hour, language),
    });
  });
  protected readonly isSmall = computed(() => this.#cells().some((cell) => cell.isSmall));
  /** Why there are no numbers at all, where nobody can tell them. */
  protected readonly why = computed(() => {
    const row = this.#cells().find(({ value }) => value === null)?.row;
    const reason = row && whyEmpty(this.shown(), row);
    if (!reason || reason === 'nothing_to_divide' || this.#cells().some(({ value }) => value !== null))
      return '';
    return this.#i18n.text(UNAVAILABLE_REASONS[reason]);
  });
  protected readonly scale = [1, 2, 3, 4, 5];

  protected label(key: Shown): string {
    return this.#i18n.text(metric(key).label);
  }

  protected choose(key: Shown): void {
    this.#state.changeOwn({ heat: key === shownFrom(null) ? null : key });
  }

  protected isAt(cell: { weekday: number; hour: number }): boolean {
    return cell.weekday === this.at().weekday && cell.hour === this.at().hour;
  }

  protected move(event: KeyboardEvent): void {
    const order = this.lines().map(({ weekday }) => weekday);
    const { weekday, hour } = this.at();
    const day = order.indexOf(weekday);
    const to: Record<string, [number, number]> = {
      ArrowLeft: [day, hour - 1],
      ArrowRight: [day, hour + 1],
      ArrowUp: [day - 1, hour],
      ArrowDown: [day + 1, hour],
      Home: [day, 0],
      End: [day, 23],
    };
    const next = to[event.key];
    if (!next || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const nextDay = order[Math.min(6, Math.max(0, next[0]))];
    if (nextDay === undefined) return;
    this.at.set({ weekday: nextDay, hour: Math.min(23, Math.max(0, next[1])) });
    const { weekday: row, hour: column } = this.at();
    this.table()?.nativeElement.querySelector<HTMLElement>(`[data-at="${row}-${column}"]`)?.focus();
  }

  /** Russian writes days small inside a sentence. */
  #inSentence(name: string): string {
    return this.#i18n.language() === 'ru' ? name.toLowerCase() : name;
  }

  #show(cell: HeatCell) {
    const language = this.#i18n.language();
    const value = formatValue(cell.value, metric(this.shown()).unit, language);
    const at = `${weekdayName(cell.weekday, language)}, ${hourName(cell.hour, language)}`;
    const doubt = cell.isSmall ? `, ${this.t('service.small', { n: cell.row.waits_begun ?? 0 })}` : '';
    return {
      ...cell,
      text: shortly(cell.value, this.shown(), language),
      name: `${at}: ${value}${doubt}`,
      link: cell.value ? this.#linkOf(cell) : null,
    };
  }

  #linkOf({ weekday, hour }: HeatCell): RowsLink | null {
    const when = { weekdays: [String(weekday)], hours_of_day: [String(hour)] };
    const key = this.shown();
    if (key === 'messages_received') {
      return this.#measures.rows({ ...when, directions: ['incoming'] }, 'messages');
    }
    // Answers stand in the hour in which they were given, everything else where it began.
    const dated = key === 'waits_answered' ? 'answered' : 'started';
    return this.#measures.rows({ ...picksOf(key), ...when, dated_by: dated });
  }
}
