import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  linkedSignal,
  signal,
  viewChild,
} from '@angular/core';
import { PERIOD_LABELS, PERIOD_PRESETS, type PeriodPreset, isTimeZone } from '@parley/contracts';
import { I18n } from '../i18n/i18n';
import { type Edges, addDays, dayIn } from '../period/resolve';
import { startOfDay } from '../period/instants';
import { formatOffset, formatPeriod } from '../theme/dates';
import { Icon } from '../ui/icon';
import { Popover } from '../ui/popover';
import { Clock } from './clock';
import { RangeCalendar } from './range-calendar';
import { ViewState } from './view-state';

/** One key each while the picker is open; the letters are those on the keys, whatever the keyboard's language. */
export const PRESET_KEYS: Record<PeriodPreset, string> = {
  today: 'D',
  yesterday: 'E',
  last_24_hours: 'H',
  last_7_days: 'W',
  last_30_days: 'T',
  last_90_days: 'N',
  this_week: 'K',
  this_month: 'M',
  last_month: 'P',
  this_year: 'Y',
};

/** Chooses the period, ready-made or own, and the zone its days are cut in. */
@Component({
  selector: 'app-period-picker',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Popover, Icon, RangeCalendar],
  templateUrl: './period-picker.html',
  styleUrl: './period-picker.css',
})
export class PeriodPicker {
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly state = inject(ViewState);
  readonly #clock = inject(Clock);
  private readonly popover = viewChild.required(Popover);
  protected readonly presets = PERIOD_PRESETS;
  protected readonly labels = PERIOD_LABELS;
  protected readonly keys = PRESET_KEYS;
  protected readonly zones = Intl.supportedValuesOf('timeZone').filter(isTimeZone);
  protected readonly mine = Intl.DateTimeFormat().resolvedOptions().timeZone;

  protected readonly name = computed(() => {
    const { period } = this.state.view();
    return typeof period === 'string' ? this.i18n.text(PERIOD_LABELS[period]) : this.t('period.custom');
  });
  protected readonly dates = computed(() => {
    const zone = this.state.zone();
    const { from, to } = this.state.edges();
    const instants = { from: startOfDay(from, zone), to: startOfDay(to, zone) };
    return formatPeriod(instants, zone, this.i18n.language());
  });
  protected readonly isForeignZone = computed(() => this.state.zone() !== this.state.workspaceZone());

  /** The days in the two fields: those of the view until they are changed. The last day is included. */
  protected readonly from = linkedSignal(() => this.#days().from);
  protected readonly to = linkedSignal(() => this.#days().last);
  protected readonly error = signal<'period.wrong_order' | 'period.incomplete' | null>(null);
  protected readonly zoneText = linkedSignal(() => this.state.zone());
  protected readonly isZoneWrong = signal(false);

  readonly #days = computed(() => {
    const zone = this.state.zone();
    const { from, to } = this.state.edges();
    return {
      from: isDay(from) ? from : dayIn(zone, new Date(from)),
      last: isDay(to) ? addDays(to, -1) : dayIn(zone, new Date(Date.parse(to) - 1)),
    };
  });

  protected offset(zone: string): string {
    return formatOffset(zone, this.#clock.minute());
  }

  protected isCurrent(preset: PeriodPreset): boolean {
    return this.state.view().period === preset;
  }

  protected choose(preset: PeriodPreset): void {
    this.state.change({ period: preset, granularity: null });
    this.popover().close();
  }

  protected onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target;
    if (target instanceof HTMLInputElement) return;
    const preset = PERIOD_PRESETS.find((each) => event.code === `Key${PRESET_KEYS[each]}`);
    if (preset) {
      event.preventDefault();
      this.choose(preset);
      return;
    }
    this.#moveFocus(event);
  }

  protected applyOwn(): void {
    const edges: Edges = { from: this.from(), to: this.to() };
    if (!isDay(edges.from) || !isDay(edges.to)) return this.error.set('period.incomplete');
    if (edges.to < edges.from) return this.error.set('period.wrong_order');
    this.error.set(null);
    this.state.change({ period: { from: edges.from, to: addDays(edges.to, 1) }, granularity: null });
    this.popover().close();
  }

  protected chooseZone(zone: string): void {
    const known = this.zones.find((each) => each.toLowerCase() === zone.trim().toLowerCase()) ?? zone.trim();
    this.isZoneWrong.set(!isTimeZone(known));
    if (this.isZoneWrong()) return;
    this.state.change({ time_zone: known === this.state.workspaceZone() ? null : known });
  }

  /** Up and down walk the list of presets, as in any list. */
  #moveFocus(event: KeyboardEvent): void {
    const target = event.target;
    if (!(target instanceof HTMLElement) || !target.matches('.preset')) return;
    const all = [...(target.closest('.presets')?.querySelectorAll<HTMLElement>('.preset') ?? [])];
    const at = all.indexOf(target);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    all[(next + all.length) % all.length]?.focus();
  }
}

const isDay = (edge: string): boolean => /^\d{4}-\d\d-\d\d$/.test(edge);
