import { NgTemplateOutlet } from '@angular/common';
import { HttpClient, httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type Team, teamList, type TeamPatch } from '@parley/contracts';
import { firstValueFrom, type Observable } from 'rxjs';
import { I18n } from '../../../i18n/i18n';
import { failureOf } from '../../../session/failure';
import { ViewState } from '../../../shell/view-state';
import { Failed } from '../../../ui/failed';
import { focusSoon } from '../../../ui/focus-soon';

/** `null`: a team that is being made. */
type Edited = { team: Team | null; name: string; members: ReadonlySet<string> };

/** Who is in which team: made, renamed, filled, removed and brought back here. */
@Component({
  selector: 'app-teams-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Failed, NgTemplateOutlet, RouterLink],
  templateUrl: './teams-page.html',
  styleUrls: ['../settings.css', './teams.css'],
})
export class TeamsPage {
  readonly #i18n = inject(I18n);
  readonly #http = inject(HttpClient);
  readonly #state = inject(ViewState);
  protected readonly t = this.#i18n.t;

  readonly #base = computed(() => `/api/workspaces/${this.#state.workspaceId()}/teams`);
  protected readonly list = httpResource(() => this.#base(), { parse: (raw) => teamList.parse(raw) });
  protected readonly failure = computed(() => (this.list.error() ? failureOf(this.list.error()) : null));
  protected readonly isOwner = computed(() => this.#state.workspace()?.role === 'owner');
  protected readonly teams = computed(() =>
    (this.list.hasValue() ? this.list.value().teams : []).map((team) => ({
      ...team,
      people: team.agents.map(({ name }) => name).join(', '),
    })),
  );
  protected readonly without = computed(() => (this.list.hasValue() ? this.list.value().without_team : []));
  /** Everybody who can be put into a team, with the one that they are in. */
  protected readonly people = computed(() =>
    [
      ...this.without().map((person) => ({ ...person, team: null as Team | null })),
      ...this.teams().flatMap((team) =>
        team.agents.map((person) => ({ ...person, team: team as Team | null })),
      ),
    ].sort((a, b) => a.name.localeCompare(b.name)),
  );

  protected readonly edited = signal<Edited | null>(null);
  /** Whether the team that is edited is one that does not exist yet. */
  protected readonly isNew = computed(() => this.edited()?.team === null);
  protected readonly removing = signal<string | null>(null);
  protected readonly message = signal<{ text: string; isBad: boolean } | null>(null);

  protected edit(team: Team | null): void {
    this.message.set(null);
    this.removing.set(null);
    this.edited.set({
      team,
      name: team?.name ?? '',
      members: new Set(team?.agents.map(({ agent_id }) => agent_id)),
    });
    focusSoon('team-name');
  }

  protected type(name: string): void {
    this.edited.update((edited) => edited && { ...edited, name });
  }

  protected toggle(agent_id: string, isIn: boolean): void {
    this.edited.update((edited) => {
      if (!edited) return null;
      const members = new Set(edited.members);
      if (isIn) members.add(agent_id);
      else members.delete(agent_id);
      return { ...edited, members };
    });
  }

  protected stop(): void {
    const edited = this.edited();
    this.edited.set(null);
    focusSoon(edited?.team ? `team-edit-${edited.team.team_id}` : 'team-add', 'team-add');
  }

  protected save(event: Event): void {
    event.preventDefault();
    const edited = this.edited();
    if (!edited?.name.trim()) return;
    const body: TeamPatch = { name: edited.name.trim(), agent_ids: [...edited.members] };
    const url = edited.team ? `${this.#base()}/${edited.team.team_id}` : this.#base();
    void this.#send(edited.team ? this.#http.patch(url, body) : this.#http.post(url, body));
  }

  /** Asks whether a team is really to go; null when it stays. The keyboard goes where the question was. */
  protected ask(team: Team | null): void {
    const asked = this.removing();
    this.message.set(null);
    this.removing.set(team?.team_id ?? null);
    focusSoon(team ? 'team-remove' : `team-edit-${asked}`);
  }

  protected remove(team_id: string): void {
    void this.#send(this.#http.delete(`${this.#base()}/${team_id}`));
  }

  protected restore(team_id: string): void {
    void this.#send(this.#http.post(`${this.#base()}/${team_id}/restore`, {}));
  }

  async #send(request: Observable<unknown>): Promise<void> {
    try {
      await firstValueFrom(request, { defaultValue: null });
      this.removing.set(null);
      this.stop();
      this.message.set({ isBad: false, text: this.t('teams.saved') });
      this.list.reload();
    } catch (error) {
      this.message.set({ isBad: true, text: failureOf(error).detail ?? this.t('state.network') });
    }
  }
}
