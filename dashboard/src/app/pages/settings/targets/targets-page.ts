import { HttpClient, httpResource } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  linkedSignal,
  signal,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import {
  type Channel,
  CHANNEL_LABELS,
  CHANNELS,
  HOURS,
  servicePreview,
  type ServicePreviewInput,
  type Target,
  TARGET_KIND_LABELS,
  TARGET_KINDS,
  targetsAnswer,
  targetsHistory,
  teamList,
} from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import { I18n } from '../../../i18n/i18n';
import { type Failure, failureOf } from '../../../session/failure';
import { ViewState } from '../../../shell/view-state';
import { formatMoment } from '../../../theme/dates';
import { formatDuration } from '../../../theme/format';
import { Failed } from '../../../ui/failed';
import { focusSoon } from '../../../ui/focus-soon';
import { DurationField } from '../duration-field';
import { ServicePreviewTable } from '../service-preview';
import { areSame, faultOf, nextTarget } from './draft';

/** So long nothing is changed before the numbers are compared. */
const PAUSE_MS = 600;
const UNITS = ['seconds', 'minutes', 'hours', 'days'] as const;

/** How fast people are to be answered: every target, what a change would move, and what was set before. */
@Component({
  selector: 'app-targets-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DurationField, Failed, RouterLink, ServicePreviewTable],
  templateUrl: './targets-page.html',
  styleUrls: ['../settings.css', './targets.css'],
})
export class TargetsPage {
  readonly #i18n = inject(I18n);
  readonly #http = inject(HttpClient);
  readonly #state = inject(ViewState);
  protected readonly t = this.#i18n.t;
  protected readonly kinds = TARGET_KINDS.map((kind) => ({ kind, label: TARGET_KIND_LABELS[kind] }));
  protected readonly channels = CHANNELS.map((channel) => ({ channel, label: CHANNEL_LABELS[channel] }));
  protected readonly hours = HOURS;
  protected readonly units = UNITS;
  protected readonly text = this.#i18n.text;

  readonly #workspace = computed(() => `/api/workspaces/${this.#state.workspaceId()}`);
  protected readonly stored = httpResource(() => `${this.#workspace()}/targets`, {
    parse: (raw) => targetsAnswer.parse(raw),
  });
  readonly #teams = httpResource(() => `${this.#workspace()}/teams`, { parse: (raw) => teamList.parse(raw) });
  protected readonly history = httpResource(() => `${this.#workspace()}/targets/history`, {
    parse: (raw) => targetsHistory.parse(raw),
  });
  protected readonly failure = computed(() => (this.stored.error() ? failureOf(this.stored.error()) : null));
  protected readonly mayChange = computed(() =>
    ['owner', 'team_lead'].includes(this.#state.workspace()?.role ?? ''),
  );

  readonly #saved = computed(() => (this.stored.hasValue() ? this.stored.value().targets : undefined));
  /** The lines of the form; what was typed stays until the stored ones are others. */
  protected readonly draft = linkedSignal(() => this.#saved());
  protected readonly teams = computed(() =>
    (this.#teams.hasValue() ? this.#teams.value().teams : []).filter(
      (team) => team.removed_at === null || this.draft()?.some(({ team_id }) => team_id === team.team_id),
    ),
  );
  protected readonly isChanged = computed(() => !areSame(this.draft() ?? [], this.#saved() ?? []));
  protected readonly fault = computed(() => faultOf(this.draft() ?? []));
  protected readonly faultText = computed(() => {
    const fault = this.fault();
    return fault === null ? null : this.t(`targets.${fault}`);
  });

  /** What is compared: the change as it stood for a moment. */
  readonly #asked = signal<ServicePreviewInput | null>(null);
  protected readonly previewed = httpResource(
    () => {
      const body = this.#asked();
      return body === null
        ? undefined
        : { url: `${this.#workspace()}/calendars/preview`, method: 'POST', body };
    },
    { parse: (raw) => servicePreview.parse(raw) },
  );
  protected readonly previewFailure = computed(() =>
    this.previewed.error() ? failureOf(this.previewed.error()) : null,
  );

  protected readonly isBusy = signal(false);
  protected readonly isSaved = signal(false);
  protected readonly refused = signal<Failure | null>(null);

  protected readonly versions = computed(() => {
    const zone = this.#state.workspace()?.time_zone ?? 'UTC';
    return (this.history.hasValue() ? this.history.value().versions : []).map(
      ({ version, at, actor, added, removed }) => ({
        version,
        actor,
        at: formatMoment(at, zone, this.#i18n.language()),
        added: added.map((each) => this.described(each)).join('; '),
        removed: removed.map((each) => this.described(each)).join('; '),
      }),
    );
  });

  constructor() {
    effect((onCleanup) => {
      const [draft, isChanged, fault] = [this.draft(), this.isChanged(), this.fault()];
      if (!draft || !isChanged || fault !== null) return void this.#asked.set(null);
      const timer = setTimeout(
        () => this.#asked.set({ change: { change: 'targets', targets: [...draft] } }),
        PAUSE_MS,
      );
      onCleanup(() => clearTimeout(timer));
    });
  }

  /** A target in words: «First response · Shop · Telegram: 15 min (business hours)». */
  protected described(target: Target): string {
    const team = target.team_id === null ? null : this.teamName(target.team_id);
    const channel = target.channel === null ? null : this.text(CHANNEL_LABELS[target.channel]);
    const what = [this.text(TARGET_KIND_LABELS[target.kind]), team, channel].filter(Boolean).join(' · ');
    const length = Number.isFinite(target.seconds)
      ? formatDuration(target.seconds, this.#i18n.language())
      : '—';
    return `${what}: ${length} (${this.t(`targets.hours.${target.hours}`)})`;
  }

  protected teamName(id: string): string {
    const team = (this.#teams.hasValue() ? this.#teams.value().teams : []).find(
      ({ team_id }) => team_id === id,
    );
    if (!team) return this.t('filters.team_number', { id });
    return team.removed_at === null ? team.name : this.t('targets.removed_team', { name: team.name });
  }

  protected set(place: number, part: Partial<Target>): void {
    this.#edited();
    this.draft.update((draft) =>
      draft?.map((target, index) => (index === place ? { ...target, ...part } : target)),
    );
  }

  protected setKind(place: number, kind: string): void {
    const found = TARGET_KINDS.find((each) => each === kind);
    if (found) this.set(place, { kind: found });
  }

  protected setTeam(place: number, team_id: string): void {
    this.set(place, { team_id: team_id || null });
  }

  protected setChannel(place: number, channel: string): void {
    this.set(place, { channel: CHANNELS.find((each: Channel) => each === channel) ?? null });
  }

  protected setHours(place: number, hours: string): void {
    this.set(place, { hours: hours === 'business' ? 'business' : 'calendar' });
  }

  protected add(): void {
    this.#edited();
    this.draft.update((draft) => [...(draft ?? []), nextTarget(draft ?? [])]);
    focusSoon(`kind-${(this.draft()?.length ?? 1) - 1}`);
  }

  protected remove(place: number): void {
    this.#edited();
    this.draft.update((draft) => draft?.filter((_, index) => index !== place));
    focusSoon('target-add');
  }

  protected discard(): void {
    this.#edited();
    this.draft.set(this.#saved());
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const draft = this.draft();
    if (!draft || !this.isChanged() || this.fault() !== null || this.isBusy()) return;
    this.isBusy.set(true);
    try {
      const answer = await firstValueFrom(this.#http.put(`${this.#workspace()}/targets`, { targets: draft }));
      this.stored.set(targetsAnswer.parse(answer));
      this.history.reload();
      this.isSaved.set(true);
    } catch (error) {
      this.refused.set(failureOf(error));
    } finally {
      this.isBusy.set(false);
    }
  }

  #edited(): void {
    this.isSaved.set(false);
    this.refused.set(null);
  }
}
