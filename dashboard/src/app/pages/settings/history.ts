import { HttpClient, httpResource } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import { settingsHistory, type SettingsVersion } from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import type { TextKey } from '../../i18n/en';
import { I18n } from '../../i18n/i18n';
import { failureOf } from '../../session/failure';
import { ViewState } from '../../shell/view-state';
import { formatMoment } from '../../theme/dates';
import { formatDuration } from '../../theme/format';
import { Failed } from '../../ui/failed';

/** Every version of the settings, newest first: who, when, what was before and after; and the way back. */
@Component({
  selector: 'app-settings-history',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Failed],
  templateUrl: './history.html',
  styleUrl: './settings.css',
})
export class History {
  readonly #i18n = inject(I18n);
  readonly #http = inject(HttpClient);
  readonly #state = inject(ViewState);
  protected readonly t = this.#i18n.t;
  /** Rises with each change: there is a new version then. */
  readonly changes = input.required<number>();
  readonly canRestore = input.required<boolean>();
  readonly restore = output<SettingsVersion>();
  readonly #address = computed(() => `/api/workspaces/${this.#state.workspaceId()}/settings/history`);
  protected readonly resource = httpResource(() => this.#address(), {
    parse: (raw) => settingsHistory.parse(raw),
  });
  readonly #older = signal<SettingsVersion[]>([]);
  readonly #next = signal<number | null | undefined>(undefined);
  protected readonly failure = computed(() => {
    const error = this.resource.error();
    return error ? failureOf(error) : null;
  });
  readonly #versions = computed(() => [
    ...(this.resource.hasValue() ? this.resource.value().versions : []),
    ...this.#older(),
  ]);
  protected readonly nextBefore = computed(() => {
    const next = this.#next();
    if (next !== undefined) return next;
    return this.resource.hasValue() ? this.resource.value().next_before : null;
  });
  protected readonly lines = computed(() =>
    this.#versions().map((version, index) => ({
      version,
      isCurrent: index === 0,
      at: formatMoment(version.at, this.#state.workspaceZone(), this.#i18n.language()),
      actor: version.actor === 'system' ? this.t('settings.system') : version.actor,
      changes: version.changes.map(({ path, from, to }) =>
        this.t('settings.from_to', {
          name: this.t(nameOf(path)),
          from: this.#shown(path, from),
          to: this.#shown(path, to),
        }),
      ),
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
    const answer = await firstValueFrom(this.#http.get(this.#address(), { params: { before } }));
    const { versions, next_before } = settingsHistory.parse(answer);
    this.#older.update((known) => [...known, ...versions]);
    this.#next.set(next_before);
  }

  #shown(path: string, value: SettingsVersion['changes'][number]['from']): string {
    if (Array.isArray(value))
      return value.map((each) => this.t('settings.quoted', { text: each })).join(', ') || '—';
    if (typeof value === 'boolean') return this.t(value ? 'settings.yes' : 'settings.no');
    if (path.endsWith('_seconds')) return formatDuration(Number(value), this.#i18n.language());
    if (path === 'definition.clock_starts')
      return this.t(value === 'last' ? 'settings.clock.last' : 'settings.clock.first');
    if (path === 'definition.unanswered_hours')
      return this.t(value === 'business' ? 'settings.hours.business' : 'settings.hours.calendar');
    if (path === 'week_start')
      return this.t(value === 'sunday' ? 'settings.week_start.sunday' : 'settings.week_start.monday');
    if (path === 'hour_format')
      return this.t(value === 12 ? 'settings.hour_format.12' : 'settings.hour_format.24');
    return String(value);
  }
}

const nameOf = (path: string) => `settings.${path.replace('definition.', '')}` as TextKey;
