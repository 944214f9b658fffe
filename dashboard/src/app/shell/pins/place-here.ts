import { Injectable, computed, inject, signal } from '@angular/core';
import { NavigationEnd, Router } from '@angular/router';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { filter } from 'rxjs';
import { ViewState } from '../view-state';

/** Where one is, below the address of the workspace, with all that stands in the address. */
@Injectable()
export class PlaceHere {
  readonly #router = inject(Router);
  readonly #state = inject(ViewState);
  readonly #url = signal(this.#router.url);
  readonly address = computed(() => addressIn(this.#url(), this.#state.workspaceId()));

  constructor() {
    this.#router.events
      .pipe(
        filter((event) => event instanceof NavigationEnd),
        takeUntilDestroyed(),
      )
      .subscribe((event) => this.#url.set(event.urlAfterRedirects));
  }

  /** Goes to a place of this workspace. */
  go(address: string): void {
    void this.#router.navigateByUrl(`/workspace/${this.#state.workspaceId()}/${address}`);
  }

  /** Goes to a page with the period and the filters of every screen, and what the page itself is asked. */
  open(path: readonly string[], own: Readonly<Record<string, string>> = {}): void {
    const query = Object.entries({ ...this.#state.viewQuery(), ...own }).flatMap(([key, value]) =>
      value === null ? [] : [[key, value] as [string, string]],
    );
    this.go(`${path.join('/')}?${new URLSearchParams(query)}`);
  }
}

/** The place in an address of the dashboard; empty outside the workspace. */
export function addressIn(url: string, workspaceId: string): string {
  const [whole = ''] = url.split('#');
  const start = `/workspace/${workspaceId}/`;
  return whole.startsWith(start) ? whole.slice(start.length) : '';
}
