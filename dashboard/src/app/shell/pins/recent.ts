import { Injectable, computed, inject, signal } from '@angular/core';
import { Session } from '../../session/session';
import { ViewState } from '../view-state';
import { MOST_RECENT, type RecentPlace, keepRecent, readRecent } from './recent-store';

/** The list with a place at its head, without whom somebody sought: names and numbers of people are not kept. */
export const withPlace = (list: readonly RecentPlace[], place: RecentPlace): RecentPlace[] => {
  const latest = { ...place, address: withoutSearch(place.address) };
  return [latest, ...list.filter((each) => !isSame(each, latest))].slice(0, MOST_RECENT);
};

/** An address without the words of a search. */
export function withoutSearch(address: string): string {
  const [path = '', query] = address.split('?');
  const kept = (query ?? '').split('&').filter((each) => each !== '' && !/^q(=|$)/.test(each));
  return kept.length > 0 ? `${path}?${kept.join('&')}` : path;
}

/** Of one page, and of those that nobody could tell apart by name, only the latest stands. */
const isSame = (one: RecentPlace, other: RecentPlace) =>
  one.name === other.name || pageOf(one.address) === pageOf(other.address);

const pageOf = (address: string) => {
  const [path = '', query] = address.split('?');
  // Rows behind different numbers are different places.
  if (path === 'rows') return `${path} ${new URLSearchParams(query).get('report')}`;
  // One contact, dialogue or account is the same page as the next.
  return path.replace(/\/\d[\d-]*(?=\/|$)/g, '/…');
};

/** The last places of this person in this browser, workspace by workspace; nothing of it is sent anywhere. */
@Injectable()
export class Recent {
  readonly #state = inject(ViewState);
  readonly #session = inject(Session);
  readonly #changed = signal(0);
  readonly #userId = computed(() => this.#session.me()?.user.user_id ?? null);
  readonly places = computed<RecentPlace[]>(() => {
    this.#changed();
    const userId = this.#userId();
    return userId === null ? [] : readRecent(userId, this.#state.workspaceId());
  });

  visit(place: RecentPlace): void {
    const userId = this.#userId();
    if (userId === null) return;
    const workspaceId = this.#state.workspaceId();
    keepRecent(userId, workspaceId, withPlace(readRecent(userId, workspaceId), place));
    this.#changed.update((n) => n + 1);
  }
}
