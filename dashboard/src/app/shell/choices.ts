import { httpResource } from '@angular/common/http';
import { Injectable, computed, inject } from '@angular/core';
import { CHANNELS, CHANNEL_LABELS, type Channel, type FilterChoices, filterChoices } from '@parley/contracts';
import { I18n } from '../i18n/i18n';
import { ViewState } from './view-state';

export interface Option {
  id: string;
  name: string;
  hint: string;
}

/** The number that stands for people whom the platform does not name, and for those in no team. */
export const NOBODY = '0';

/** What the filters offer in this workspace, and the names of what is chosen. */
@Injectable()
export class Choices {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  readonly #resource = httpResource<FilterChoices>(
    () => (this.#state.workspace() ? `/api/workspaces/${this.#state.workspaceId()}/filters` : undefined),
    { parse: (raw) => filterChoices.parse(raw) },
  );
  readonly #value = computed(() => (this.#resource.hasValue() ? this.#resource.value() : undefined));
  readonly hasFailed = computed(() => this.#resource.status() === 'error');

  /** Every channel there is, in the order in which they are shown: a filter may name one without an account. */
  readonly allChannels = computed<readonly Channel[]>(() => CHANNELS);
  readonly channels = computed<Option[] | undefined>(() =>
    this.#value()?.channels.map((id) => ({ id, name: this.channelName(id), hint: '' })),
  );
  readonly accounts = computed<Option[] | undefined>(() =>
    this.#value()?.accounts.map(({ account_id: id, name, channel }) => {
      const hint = this.#i18n.text(CHANNEL_LABELS[channel]);
      return { id, name, hint: hint === name ? '' : hint };
    }),
  );

  readonly agents = computed<Option[] | undefined>(() =>
    this.#value()?.agents.map(({ agent_id: id, name }) => ({ id, name, hint: '' })),
  );
  readonly teams = computed<Option[] | undefined>(() =>
    this.#value()?.teams.map(({ team_id: id, name, is_removed }) => ({
      id,
      name,
      hint: is_removed ? this.#i18n.t('filters.removed_team') : '',
    })),
  );

  channelName(id: Channel): string {
    return this.#i18n.text(CHANNEL_LABELS[id]);
  }

  accountName(id: string): string {
    const known = this.accounts()?.find((each) => each.id === id);
    return known?.name ?? this.#i18n.t('filters.account_number', { id });
  }

  agentName(id: string): string {
    if (id === NOBODY) return this.#i18n.t('agents.unknown');
    return (
      this.agents()?.find((each) => each.id === id)?.name ?? this.#i18n.t('filters.agent_number', { id })
    );
  }

  teamName(id: string): string {
    if (id === NOBODY) return this.#i18n.t('service.no_team');
    return this.teams()?.find((each) => each.id === id)?.name ?? this.#i18n.t('filters.team_number', { id });
  }
}
