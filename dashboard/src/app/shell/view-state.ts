import { Injectable, computed, effect, inject, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { autoGranularity, granularitiesFor } from '../period/resolve';
import { rememberWorkspace } from '../session/guards';
import { Session } from '../session/session';
import { hourFormat, weekStart } from '../theme/habits';
import { Clock } from './clock';
import { type Query, type View, defaultView, edgesOf, parseView, sameQuery, viewQuery } from './view';

/** What a block keeps in the URL: a value, several by repeating the name, or nothing. */
export type OwnQuery = Record<string, string | readonly string[] | null>;

/** The workspace and the view, read from the URL. To change either is to navigate: back and forward work by themselves. */
@Injectable()
export class ViewState {
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  readonly #session = inject(Session);
  readonly #clock = inject(Clock);
  readonly #params = toSignal(this.#route.paramMap, { requireSync: true });
  readonly #queryMap = toSignal(this.#route.queryParamMap, { requireSync: true });

  readonly workspaceId = computed(() => this.#params().get('workspace_id') ?? '');
  readonly workspace = computed(() =>
    this.#session.workspaces().find((each) => each.workspace_id === this.workspaceId()),
  );
  readonly #workspaceZone = computed(() => this.workspace()?.time_zone ?? 'UTC');
  readonly #fallback = computed(() => defaultView(this.workspace()?.kind ?? 'own'));
  readonly #query = computed<Query>(() => {
    const map = this.#queryMap();
    return Object.fromEntries(map.keys.map((key) => [key, map.getAll(key).join(',')]));
  });

  readonly view = computed<View>(
    () => parseView(this.#query(), this.#fallback(), this.#clock.minute(), this.#workspaceZone()),
    { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  readonly zone = computed(() => this.view().time_zone ?? this.#workspaceZone());
  readonly workspaceZone = this.#workspaceZone;
  readonly edges = computed(
    () => edgesOf(this.view().period, this.#clock.minute(), this.zone(), weekStart()),
    {
      equal: (a, b) => a.from === b.from && a.to === b.to,
    },
  );
  readonly granularities = computed(() => granularitiesFor(this.edges()));
  readonly autoGranularity = computed(() => autoGranularity(this.edges()));
  readonly granularity = computed(() => this.view().granularity ?? this.autoGranularity());
  readonly isFiltered = computed(() => {
    const { channels, account_ids, hours_of_day, weekdays } = this.view();
    return channels.length + account_ids.length + hours_of_day.length + weekdays.length > 0;
  });

  constructor() {
    effect(() => {
      const canonical = viewQuery(this.view(), this.#fallback());
      if (!this.workspace() || sameQuery(this.#query(), canonical)) return;
      untracked(() => this.#navigate(canonical, true));
    });
    effect(() => {
      const workspace = this.workspace();
      if (!workspace) return;
      weekStart.set(workspace.week_start);
      hourFormat.set(workspace.hour_format);
    });
    effect(() => {
      if (this.workspace()) rememberWorkspace(this.workspaceId());
    });
  }

  /** The view as it stands in the URL, for a link that leads to the same period and filters elsewhere. */
  viewQuery(): Query {
    return viewQuery(this.view(), this.#fallback());
  }

  /** Changes a part of the view: a step in the browser's history. */
  change(part: Partial<View>): void {
    this.#navigate(viewQuery({ ...this.view(), ...part }, this.#fallback()), false);
  }

  /** What one block of a page keeps in the URL beside the view; null when the URL does not say. */
  own(key: string): string | null {
    return this.#query()[key] ?? null;
  }

  /** The same where several values stand in the URL by repeating the name: a value may hold a comma then. */
  ownAll(key: string): readonly string[] {
    return this.#queryMap().getAll(key);
  }

  /** Changes what a block keeps in the URL, without a step in the history unless it is asked for. */
  changeOwn(query: OwnQuery, isStep = false): void {
    this.#navigate(query, !isStep);
  }

  #navigate(queryParams: OwnQuery, replaceUrl: boolean): void {
    void this.#router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl });
  }
}
