import { HttpClient, httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type Calendar, calendarList } from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import { dayIn } from '../../../period/resolve';
import { I18n } from '../../../i18n/i18n';
import { failureOf } from '../../../session/failure';
import { Choices } from '../../../shell/choices';
import { Clock } from '../../../shell/clock';
import { afterRebuilding } from '../../../shell/after-rebuilding';
import { Live } from '../../../shell/live';
import { ViewState } from '../../../shell/view-state';
import { Failed } from '../../../ui/failed';
import { focusSoon } from '../../../ui/focus-soon';
import { Rebuilding } from '../../../ui/rebuilding';
import { nameOf } from './assignee-name';
import { CalendarEditor } from './calendar-editor';
import { ScheduleHistoryList } from './schedule-history';
import { weekOn, weekText } from './week';

/** Stands in the URL for a calendar that is not there yet. */
const NEW = 'new';
/** So many of whom a calendar is for are named in the list. */
const MOST_NAMED = 6;

/** Business hours: every calendar and whose it is; one of them, or a new one, open to be edited. */
@Component({
  selector: 'app-calendars-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CalendarEditor, Failed, Rebuilding, RouterLink, ScheduleHistoryList],
  templateUrl: './calendars-page.html',
  styleUrls: ['../settings.css', './calendars.css'],
})
export class CalendarsPage {
  readonly #i18n = inject(I18n);
  readonly #http = inject(HttpClient);
  readonly #clock = inject(Clock);
  readonly #choices = inject(Choices);
  protected readonly state = inject(ViewState);
  protected readonly live = inject(Live);
  protected readonly t = this.#i18n.t;
  protected readonly settings = computed(() => ['/workspace', this.state.workspaceId(), 'settings']);

  readonly #base = computed(() => `/api/workspaces/${this.state.workspaceId()}/calendars`);
  protected readonly resource = httpResource(() => this.#base(), { parse: (raw) => calendarList.parse(raw) });
  protected readonly failure = computed(() => {
    const error = this.resource.error();
    return error ? failureOf(error) : null;
  });
  readonly #calendars = computed(() =>
    this.resource.hasValue() ? this.resource.value().calendars : undefined,
  );
  protected readonly isOwner = computed(() => this.state.workspace()?.role === 'owner');
  protected readonly lines = computed(() =>
    this.#calendars()?.map((each) => ({
      calendar: each,
      week: this.#weekOf(each),
      days: this.#i18n.plural('special_days', each.hours.days.length),
      users: this.#usersOf(each),
    })),
  );
  protected readonly hasEverybody = computed(() =>
    this.#calendars()?.some(({ used_by }) => used_by.some(({ level }) => level === 'workspace')),
  );
  /** What is open, from the URL; null while the list is shown or the calendar is not there. */
  protected readonly open = computed(() => {
    const id = this.state.own('calendar');
    const calendars = this.#calendars();
    if (!calendars || id === null) return null;
    const stored = calendars.find(({ calendar_id }) => calendar_id === id) ?? null;
    if (!stored && (id !== NEW || !this.isOwner())) return null;
    return {
      stored,
      title: stored?.name ?? this.t('calendars.new_title'),
      others: calendars.filter(({ calendar_id }) => calendar_id !== id),
    };
  });
  /** The calendar that is to be removed once that is said again. */
  protected readonly removing = signal<string | null>(null);
  protected readonly changes = signal(0);
  protected readonly message = signal<{ text: string; isBad: boolean } | null>(null);

  constructor() {
    // Whoever is named here may have been given another calendar meanwhile, and the rebuild is over.
    afterRebuilding(() => this.resource.reload());
  }

  protected edit(id: string = NEW): void {
    this.message.set(null);
    this.state.changeOwn({ calendar: id }, true);
    focusSoon('calendar-title');
  }

  protected leave(): void {
    this.state.changeOwn({ calendar: null }, true);
    focusSoon('calendars-title');
  }

  /** A new one stays open under its number. */
  protected kept(stored: Calendar): void {
    this.message.set(null);
    this.resource.reload();
    if (this.open()?.stored) return;
    this.message.set({ isBad: false, text: this.t('calendars.made', { name: stored.name }) });
    this.leave();
  }

  protected ask(id: string): void {
    this.removing.set(id);
    focusSoon(`remove-${id}`);
  }

  protected async remove({ calendar_id, name }: Calendar): Promise<void> {
    this.removing.set(null);
    try {
      await firstValueFrom(this.#http.delete(`${this.#base()}/${calendar_id}`));
      this.message.set({ isBad: false, text: this.t('calendars.removed', { name }) });
      this.resource.reload();
      this.changes.update((n) => n + 1);
    } catch (error) {
      this.message.set({ isBad: true, text: failureOf(error).detail ?? this.t('state.network') });
    }
    focusSoon('calendars-title');
  }

  #weekOf({ hours }: Calendar): string {
    const today = dayIn(hours.time_zone, this.#clock.minute());
    return weekText(weekOn(hours, today), this.#i18n.language()) || this.t('calendars.closed');
  }

  #usersOf({ used_by }: Calendar): string {
    const names = used_by.map((to) => nameOf(to, this.#choices, this.t));
    if (names.length <= MOST_NAMED) return names.join(', ');
    const rest = names.length - MOST_NAMED;
    return this.t('calendars.and_more', { names: names.slice(0, MOST_NAMED).join(', '), rest });
  }
}
