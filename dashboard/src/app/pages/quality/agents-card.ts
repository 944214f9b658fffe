import { HttpClient, httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import {
  type AgentIdentity,
  agentIdentity,
  agentList,
  type AgentPatch,
  type Quality,
} from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import { I18n } from '../../i18n/i18n';
import { failureOf } from '../../session/failure';
import { ViewState } from '../../shell/view-state';
import { formatNumber } from '../../theme/format';
import { Failed } from '../../ui/failed';
import { focusSoon } from '../../ui/focus-soon';

/** Who answers: named and joined here. */
@Component({
  selector: 'app-agents-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Failed],
  templateUrl: './agents-card.html',
  styleUrl: './quality.css',
})
export class AgentsCard {
  readonly #i18n = inject(I18n);
  readonly #http = inject(HttpClient);
  readonly #state = inject(ViewState);
  protected readonly t = this.#i18n.t;
  readonly names = input.required<ReadonlyMap<string, string>>();
  readonly unknown = input.required<Quality['unknown_agents']>();
  /** Somebody was named, joined or taken apart. */
  readonly changed = output();

  readonly #base = computed(() => `/api/workspaces/${this.#state.workspaceId()}/agents`);
  protected readonly list = httpResource(() => this.#base(), { parse: (raw) => agentList.parse(raw) });
  protected readonly failure = computed(() => (this.list.error() ? failureOf(this.list.error()) : null));
  protected readonly isOwner = computed(() => this.#state.workspace()?.role === 'owner');
  readonly #agents = computed(() => (this.list.hasValue() ? this.list.value().agents : []));
  protected readonly rows = computed(() =>
    // Whoever has no name comes first: there is something to do.
    [...this.#agents()]
      .sort((a, b) => Number(this.#isKnown(a)) - Number(this.#isKnown(b)))
      .map((agent) => ({
        ...agent,
        shown: this.shownName(agent),
        isKnown: this.#isKnown(agent),
        account: agent.account_id === null ? '—' : this.#accountName(agent.account_id),
        messages: formatNumber(agent.messages_last_30_days, this.#i18n.language()),
        countsAs: agent.same_as === null ? null : this.#nameOf(agent.same_as),
      })),
  );
  /** How many answers of which account nobody can be named for; empty when there are none. */
  protected readonly nobody = computed(() =>
    this.unknown()
      .filter(({ agent_id }) => agent_id === '0')
      .map(
        ({ account_id, messages }) =>
          `${this.#accountName(account_id)} — ${this.#i18n.plural('messages', messages)}`,
      )
      .join('; '),
  );
  /** Whom the agent that is being joined can be joined to. */
  protected readonly others = computed(() =>
    this.#agents()
      .filter((agent) => agent.agent_id !== this.editing()?.agent_id && agent.same_as === null)
      .map((agent) => ({
        id: agent.agent_id,
        name: `${this.shownName(agent)} · ${agent.account_id === null ? '—' : this.#accountName(agent.account_id)}`,
      })),
  );

  protected readonly editing = signal<{ agent_id: string; what: 'name' | 'join' } | null>(null);
  protected readonly draft = signal('');
  protected readonly message = signal<{ text: string; isBad: boolean } | null>(null);

  protected shownName(agent: AgentIdentity): string {
    if (agent.name !== null) return agent.name;
    return agent.external_id === null
      ? this.t('people.number', { id: agent.agent_id })
      : this.t('people.unnamed', { id: agent.external_id });
  }

  protected edit(agent: AgentIdentity, what: 'name' | 'join'): void {
    this.message.set(null);
    this.draft.set(what === 'name' ? (agent.name ?? '') : '');
    this.editing.set({ agent_id: agent.agent_id, what });
    focusSoon(`agent-${agent.agent_id}`);
  }

  /** Leaves the form; the focus goes back to what opened it. */
  protected stop(): void {
    const editing = this.editing();
    this.editing.set(null);
    if (!editing) return;
    focusSoon(`agent-${editing.what}-${editing.agent_id}`, `agent-name-${editing.agent_id}`);
  }

  protected submit(event: Event): void {
    event.preventDefault();
    const editing = this.editing();
    const draft = this.draft().trim();
    if (!editing || !draft) return;
    void this.patch(editing.agent_id, editing.what === 'name' ? { name: draft } : { same_as: draft });
  }

  protected async patch(agent_id: string, patch: AgentPatch): Promise<void> {
    try {
      agentIdentity.parse(await firstValueFrom(this.#http.patch(`${this.#base()}/${agent_id}`, patch)));
      this.stop();
      this.message.set({ isBad: false, text: this.t('people.saved') });
      this.list.reload();
      this.changed.emit();
    } catch (error) {
      this.message.set({ isBad: true, text: failureOf(error).detail ?? this.t('state.network') });
    }
  }

  #isKnown(agent: AgentIdentity): boolean {
    return agent.name !== null || agent.same_as !== null;
  }

  #nameOf(id: string): string {
    const agent = this.#agents().find(({ agent_id }) => agent_id === id);
    return agent ? this.shownName(agent) : this.t('people.number', { id });
  }

  #accountName(id: string): string {
    return this.names().get(id) ?? this.t('filters.account_number', { id });
  }
}
