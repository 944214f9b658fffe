import { Injectable, computed, inject, signal } from '@angular/core';
import { ViewState } from '../view-state';

/** A place that was looked at, with all that stood in its address. */
export interface RecentPlace {
  name: string;
  /** Below the address of the workspace. */
  address: string;
}

export const MOST_RECENT = 10;
const STORED = 'parley.recent.';

const isPlace = (each: unknown): each is RecentPlace =>
  typeof each === 'object' &&
  each !== null &&
  typeof (each as RecentPlace).name === 'string' &&
  typeof (each as RecentPlace).address === 'string';

/** The list with a place at its head: of one page only the latest stands. */
export const withPlace = (list: readonly RecentPlace[], place: RecentPlace): RecentPlace[] =>
  [place, ...list.filter((each) => pageOf(each.address) !== pageOf(place.address))].slice(0, MOST_RECENT);

const pageOf = (address: string) => {
  const [path, query] = address.split('?');
  // Rows behind different numbers are different places.
  return path === 'rows' ? `${path} ${new URLSearchParams(query).get('report')}` : path;
};

/** The last places of this browser, workspace by workspace; nothing of it is sent anywhere. */
@Injectable()
export class Recent {
  readonly #state = inject(ViewState);
  readonly #changed = signal(0);
  readonly places = computed<RecentPlace[]>(() => {
    this.#changed();
    return read(this.#state.workspaceId());
  });

  visit(place: RecentPlace): void {
    const id = this.#state.workspaceId();
    try {
      localStorage.setItem(STORED + id, JSON.stringify(withPlace(read(id), place)));
    } catch {
      // A browser that keeps nothing has no last places.
    }
    this.#changed.update((n) => n + 1);
  }
}

function read(workspaceId: string): RecentPlace[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORED + workspaceId) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isPlace).slice(0, MOST_RECENT) : [];
  } catch {
    return [];
  }
}
