import { HttpClient, httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import {
  type CalendarHours,
  daysAnswer,
  type DaysSource,
  officialDays,
  type SpecialDay,
} from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import { I18n } from '../../../i18n/i18n';
import { failureOf } from '../../../session/failure';
import { ViewState } from '../../../shell/view-state';

type Way = DaysSource['from'];
const WAYS: readonly Way[] = ['official', 'ics', 'csv'];

/** Puts many days in at once: those that are official in Russia, a file, or lines. Nothing is stored by it. */
@Component({
  selector: 'app-days-import',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './days-import.html',
  styleUrls: ['../settings.css', './calendars.css'],
})
export class DaysImport {
  readonly #i18n = inject(I18n);
  readonly #http = inject(HttpClient);
  readonly #state = inject(ViewState);
  protected readonly t = this.#i18n.t;
  protected readonly ways = WAYS;
  /** The hours as they are being edited: what the days are put into. */
  readonly hours = input.required<CalendarHours>();
  /** Whether the hours can be read at all. */
  readonly isWrong = input.required<boolean>();
  readonly daysChange = output<SpecialDay[]>();

  readonly #base = computed(() => `/api/workspaces/${this.#state.workspaceId()}/calendars`);
  readonly #official = httpResource(() => `${this.#base()}/official-days`, {
    parse: (raw) => officialDays.parse(raw),
  });
  protected readonly years = computed(() => {
    const countries = this.#official.hasValue() ? this.#official.value().countries : [];
    return countries
      .filter(({ country }) => country === 'ru')
      .flatMap(({ years }) =>
        years.map(({ year, source, days }) => ({
          year,
          days: days.length,
          url: source.url,
          source: this.#i18n.text(source.title),
        })),
      );
  });
  protected readonly way = signal<Way>('official');
  protected readonly chosen = signal<ReadonlySet<number>>(new Set());
  protected readonly shortens = signal(true);
  protected readonly replaces = signal(true);
  protected readonly text = signal('');
  protected readonly isBusy = signal(false);
  protected readonly said = signal('');
  protected readonly refused = signal<string | null>(null);

  protected readonly source = computed<DaysSource | null>(() => {
    const way = this.way();
    if (way !== 'official') return this.text().trim() ? { from: way, text: this.text() } : null;
    const years = [...this.chosen()].sort();
    return years.length === 0 ? null : { from: way, country: 'ru', years, shortens: this.shortens() };
  });

  protected choose(way: Way): void {
    this.way.set(way);
    this.said.set('');
    this.refused.set(null);
  }

  protected toggle(year: number, isChosen: boolean): void {
    this.chosen.update(
      (years) => new Set(isChosen ? [...years, year] : [...years].filter((y) => y !== year)),
    );
  }

  protected async read(field: HTMLInputElement): Promise<void> {
    const file = field.files?.[0];
    field.value = '';
    if (!file) return;
    this.text.set(await file.text());
  }

  protected async put(): Promise<void> {
    const source = this.source();
    if (!source || this.isBusy() || this.isWrong()) return;
    this.isBusy.set(true);
    this.said.set('');
    this.refused.set(null);
    try {
      const body = { hours: this.hours(), source, replaces: this.replaces() };
      const { hours, added, replaced, kept } = daysAnswer.parse(
        await firstValueFrom(this.#http.post(`${this.#base()}/days`, body)),
      );
      this.said.set(this.t('calendars.put', { added, replaced, kept }));
      this.daysChange.emit(hours.days);
    } catch (error) {
      this.refused.set(failureOf(error).detail ?? this.t('state.network'));
    } finally {
      this.isBusy.set(false);
    }
  }
}
