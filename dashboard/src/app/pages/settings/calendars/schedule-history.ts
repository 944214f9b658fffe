import { HttpClient, httpResource } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { scheduleHistory, type ScheduleHistory } from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import type { TextKey } from '../../../i18n/en';
import { I18n } from '../../../i18n/i18n';
import { failureOf } from '../../../session/failure';
import { ViewState } from '../../../shell/view-state';
import { formatBucket, formatMoment } from '../../../theme/dates';
import { Failed } from '../../../ui/failed';

type Version = ScheduleHistory['versions'][number];

/** What is said of each action; what is not here is shown by its name: more may come. */
const SAID: Readonly<Record<string, TextKey>> = {
  'calendar.created': 'calendars.did.created',
  'calendar.changed': 'calendars.did.changed',
  'calendar.removed': 'calendars.did.removed',
  'calendars.assigned': 'calendars.did.assigned',
  'team.created': 'calendars.did.team_created',
  'team.changed': 'calendars.did.team_changed',
  'team.removed': 'calendars.did.team_removed',
  'team.restored': 'calendars.did.team_restored',
};

/** Who changed calendars and teams, when, from which day, and whether anybody's hours moved; newest first. */
@Component({
  selector: 'app-schedule-history',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Failed],
  template: `@if (failure(); as failure) {
      <app-failed
        [kind]="failure.kind"
        [status]="failure.status"
        [detail]="failure.detail"
        (retry)="resource.reload()"
      />
    } @else {
      <ol class="versions" [attr.aria-label]="t('settings.history')">
        @for (line of lines(); track line.version) {
          <li>
            <div>
              <p class="who">
                <strong>{{ line.title }}</strong>
                <span>{{ line.at }}</span> <span class="actor">{{ line.actor }}</span>
              </p>
              <p>{{ line.what }}</p>
              <p class="hint">{{ line.from }}</p>
            </div>
          </li>
        } @empty {
          <li class="soft">{{ t('calendars.no_history') }}</li>
        }
      </ol>
    }
    @if (nextBefore() !== null) {
      <button type="button" class="button" (click)="more()">{{ t('settings.more') }}</button>
    }
    @if (refused(); as text) {
      <p class="error" role="alert">{{ text }}</p>
    }`,
  styleUrl: '../settings.css',
})
export class ScheduleHistoryList {
  readonly #i18n = inject(I18n);
  readonly #http = inject(HttpClient);
  readonly #state = inject(ViewState);
  protected readonly t = this.#i18n.t;
  /** Rises with each change: there is a new version then. */
  readonly changes = input.required<number>();
  readonly #address = computed(() => `/api/workspaces/${this.#state.workspaceId()}/calendars/history`);
  protected readonly resource = httpResource(() => this.#address(), {
    parse: (raw) => scheduleHistory.parse(raw),
  });
  protected readonly failure = computed(() => {
    const error = this.resource.error();
    return error ? failureOf(error) : null;
  });
  readonly #first = computed(() => (this.resource.hasValue() ? this.resource.value() : undefined));
  readonly #older = signal<Version[]>([]);
  readonly #next = signal<number | null | undefined>(undefined);
  protected readonly nextBefore = computed(() => {
    const next = this.#next();
    return next === undefined ? (this.#first()?.next_before ?? null) : next;
  });
  protected readonly refused = signal<string | null>(null);
  protected readonly lines = computed(() =>
    [...(this.#first()?.versions ?? []), ...this.#older()].map((each) => ({
      version: each.version,
      title: this.t('settings.version', { version: each.version }),
      at: formatMoment(each.at, this.#state.workspaceZone(), this.#i18n.language()),
      actor: each.actor === 'system' ? this.t('settings.system') : each.actor,
      what: this.#what(each),
      from: this.#from(each),
    })),
  );

  constructor() {
    effect(() => {
      if (this.changes() === 0) return;
      untracked(() => {
        this.#older.set([]);
        this.#next.set(undefined);
        this.resource.reload();
      });
    });
  }

  protected async more(): Promise<void> {
    const before = this.nextBefore();
    if (before === null) return;
    this.refused.set(null);
    try {
      const answer = await firstValueFrom(this.#http.get(this.#address(), { params: { before } }));
      const { versions, next_before } = scheduleHistory.parse(answer);
      this.#older.update((known) => [...known, ...versions]);
      this.#next.set(next_before);
    } catch (error) {
      this.refused.set(failureOf(error).detail ?? this.t('state.network'));
    }
  }

  #what({ action, subject }: Version): string {
    const key = SAID[action];
    if (key) return this.t(key, { name: subject });
    return subject ? `${action}: ${subject}` : action;
  }

  /** From which day it holds is said where hours moved at all. */
  #from({ rebuilds, effective_from }: Version): string {
    if (!rebuilds) return this.t('calendars.did.nothing');
    if (effective_from === null) return this.t('calendars.did.ever');
    const day = formatBucket(`${effective_from}T12:00:00Z`, 'day', 'UTC', this.#i18n.language());
    return this.t('calendars.did.from', { day: `${day} ${effective_from.slice(0, 4)}` });
  }
}
