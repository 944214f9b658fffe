import { HttpClient } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
} from '@angular/core';
import { type Assignee, calendar, type Calendar, isTimeZone } from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import { dayIn } from '../../../period/resolve';
import { I18n } from '../../../i18n/i18n';
import { type Failure, failureOf } from '../../../session/failure';
import { Clock } from '../../../shell/clock';
import { ViewState } from '../../../shell/view-state';
import { formatBucket } from '../../../theme/dates';
import { AssigneesField } from './assignees-field';
import {
  type CalendarDraft,
  changeOf,
  daysBefore,
  draftOf,
  errorsOf,
  type Holds,
  hoursOf,
  newDraft,
} from './calendar-draft';
import { ChangePreview } from './change-preview';
import { DaysField } from './days-field';
import { DaysImport } from './days-import';
import { WeekField } from './week-field';
import { isSame, weekText } from './week';

const HOLDS: readonly Holds[] = ['today', 'day', 'ever'];

/** One calendar: its form, what the change would move, and saving it. */
@Component({
  selector: 'app-calendar-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AssigneesField, ChangePreview, DaysField, DaysImport, WeekField],
  templateUrl: './calendar-editor.html',
  styleUrls: ['../settings.css', './calendars.css'],
})
export class CalendarEditor {
  readonly #i18n = inject(I18n);
  readonly #http = inject(HttpClient);
  readonly #state = inject(ViewState);
  readonly #clock = inject(Clock);
  protected readonly t = this.#i18n.t;
  protected readonly zones = Intl.supportedValuesOf('timeZone').filter(isTimeZone);
  protected readonly holds = HOLDS;
  /** Null: a new one. */
  readonly stored = input.required<Calendar | null>();
  readonly others = input.required<readonly Calendar[]>();
  readonly isOwner = input.required<boolean>();
  /** It was saved, and stands now like this. */
  readonly kept = output<Calendar>();

  /** What is compared, however often the list brings it anew. */
  readonly #stored = computed(() => this.stored(), { equal: isSame });
  /** What was typed stays until the stored calendar is another; the time that passes is none of its business. */
  protected readonly draft = linkedSignal<Calendar | null, CalendarDraft>({
    source: () => this.#stored(),
    computation: () => untracked(() => this.#fresh()),
  });
  /** The local day it is now in the zone of the calendar. */
  protected readonly today = computed(() => {
    const zone = this.draft().time_zone;
    return this.#todayIn(isTimeZone(zone) ? zone : this.#state.workspaceZone());
  });
  readonly #errors = computed(() => errorsOf(this.draft(), this.#stored()?.hours ?? null));
  protected readonly errors = this.#errors;
  protected readonly isWrong = computed(() => Object.keys(this.#errors()).length > 0);
  protected readonly change = computed(() => changeOf(this.draft(), this.#stored(), this.today()));
  protected readonly hours = computed(() =>
    hoursOf(this.draft(), this.#stored()?.hours ?? null, this.today()),
  );
  protected readonly unheld = computed(
    () => daysBefore(this.draft(), this.#stored()?.hours ?? null, this.today()).length,
  );
  /** The weeks of the past, newest first, where there was more than one. */
  protected readonly past = computed(() => {
    const versions = this.#stored()?.hours.versions ?? [];
    return versions
      .filter(({ effective_from }) => effective_from === null || effective_from <= this.today())
      .slice(0, -1)
      .reverse()
      .map(({ effective_from, week }) => ({
        key: effective_from ?? '',
        from: effective_from === null ? this.t('calendars.since_ever') : this.#since(effective_from),
        week: this.#weekText(week),
      }));
  });
  protected readonly later = computed(() =>
    this.draft().later.map(({ effective_from, week }) => ({
      key: effective_from ?? '',
      from: this.#since(effective_from ?? ''),
      week: this.#weekText(week),
    })),
  );

  protected readonly isBusy = signal(false);
  protected readonly isSaved = signal(false);
  protected readonly refused = signal<Failure | null>(null);

  protected error(path: string): string | null {
    const key = this.#errors()[path];
    return key ? this.t(key) : null;
  }

  protected set(part: Partial<CalendarDraft>): void {
    this.isSaved.set(false);
    this.refused.set(null);
    this.draft.update((draft) => ({ ...draft, ...part }));
  }

  protected takeLater(from: string): void {
    this.set({ later: this.draft().later.filter(({ effective_from }) => effective_from !== from) });
  }

  protected discard(): void {
    this.set(this.#fresh());
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const change = this.change();
    if (change === null || this.isWrong() || this.isBusy() || !this.isOwner()) return;
    const base = `/api/workspaces/${this.#state.workspaceId()}/calendars`;
    this.isBusy.set(true);
    this.refused.set(null);
    try {
      const asked =
        change.change === 'calendar'
          ? this.#http.patch(`${base}/${change.calendar_id}`, change.patch)
          : this.#http.post(base, change.calendar);
      const answer = calendar.parse(await firstValueFrom(asked));
      this.isSaved.set(true);
      this.kept.emit(answer);
    } catch (error) {
      this.refused.set(failureOf(error));
    } finally {
      this.isBusy.set(false);
    }
  }

  #fresh(): CalendarDraft {
    const stored = this.#stored();
    if (stored) return draftOf(stored, this.#todayIn(stored.hours.time_zone));
    const zone = this.#state.workspaceZone();
    const isTaken = this.others().some(({ used_by }) => used_by.some(({ level }) => level === 'workspace'));
    const everybody: Assignee[] = isTaken ? [] : [{ level: 'workspace' }];
    return newDraft(zone, this.#todayIn(zone), everybody);
  }

  #todayIn(zone: string): string {
    return dayIn(zone, this.#clock.minute());
  }

  #since(day: string): string {
    const shown = formatBucket(`${day}T12:00:00Z`, 'day', 'UTC', this.#i18n.language());
    return this.t('calendars.since', { day: `${shown} ${day.slice(0, 4)}` });
  }

  #weekText(week: CalendarDraft['week']): string {
    return weekText(week, this.#i18n.language()) || this.t('calendars.closed');
  }
}
