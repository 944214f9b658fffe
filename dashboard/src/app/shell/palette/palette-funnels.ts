import { httpResource } from '@angular/common/http';
import { Injectable, computed, inject, signal } from '@angular/core';
import { type Role, type SavedFunnel, savedFunnelList } from '@parley/contracts';
import { MAY_OPEN } from '../may-open';
import { ViewState } from '../view-state';

/** The saved funnels of the workspace, asked for no sooner than somebody may seek one. */
@Injectable()
export class PaletteFunnels {
  readonly #state = inject(ViewState);
  readonly #isWanted = signal(false);
  readonly #resource = httpResource(
    () => {
      const role = this.#state.workspace()?.role;
      const mayOpen = role !== undefined && (MAY_OPEN.funnels as readonly Role[]).includes(role);
      return mayOpen && this.#isWanted() ? `/api/workspaces/${this.#state.workspaceId()}/funnels` : undefined;
    },
    { parse: (raw) => savedFunnelList.parse(raw) },
  );
  /** None while they are on their way, and when they do not come: the page of funnels says why. */
  readonly saved = computed<readonly SavedFunnel[]>(() =>
    this.#resource.hasValue() ? this.#resource.value().funnels : [],
  );

  /** Somebody may have saved one since they were asked for. */
  refresh(): void {
    if (this.#isWanted()) this.#resource.reload();
    else this.#isWanted.set(true);
  }
}
