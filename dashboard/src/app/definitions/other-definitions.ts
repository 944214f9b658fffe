import { Injectable, computed, inject, signal } from '@angular/core';
import {
  type DefinitionParams,
  WITH_KEYS,
  askedParameters,
  type WithParams,
  parameterOf,
  withParams,
} from '@parley/contracts';
import { ViewState } from '../shell/view-state';

export type WithKey = keyof WithParams;

/** The parameters of the definition that a screen is shown with instead of the workspace's own: they stand in the URL. */
@Injectable()
export class OtherDefinitions {
  readonly #state = inject(ViewState);

  /** Only what the api would take: what somebody typed wrongly into the URL is as if it were not there. */
  readonly asked = computed<Partial<Record<WithKey, string>>>(
    () =>
      Object.fromEntries(
        WITH_KEYS.flatMap((key) => {
          const value = this.#state.own(key);
          return value !== null && value !== '' && withParams[key].safeParse(value).success
            ? [[key, value]]
            : [];
        }),
      ),
    { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  /** The same as parameters of a definition. */
  readonly parameters = computed<Partial<DefinitionParams>>(() =>
    askedParameters(
      Object.fromEntries(WITH_KEYS.map((key) => [key, withParams[key].parse(this.asked()[key])])),
    ),
  );
  readonly isOn = computed(() => Object.keys(this.asked()).length > 0);
  /** The workspace's own parameters, as the last answer said. */
  readonly official = signal<DefinitionParams | null>(null);

  /** Nothing but the differing ones stay in the URL. A step in the browser's history. */
  flip(key: WithKey, value: string): void {
    const official = this.official();
    const query: Partial<Record<WithKey, string | null>> = {
      [key]: this.#isOfficial(key, value) ? null : value,
    };
    // Nobody can come back before the dialogue is over.
    const gap = Number(this.#value('with_silence_gap_seconds', query) ?? official?.silence_gap_seconds);
    const repeat = Number(this.#value('with_repeat_after_seconds', query) ?? official?.repeat_after_seconds);
    if (repeat < gap) query.with_repeat_after_seconds = String(gap);
    this.#state.changeOwn({ ...query }, true);
  }

  /** Back to the workspace's own. */
  clear(): void {
    this.#state.changeOwn(Object.fromEntries(WITH_KEYS.map((key) => [key, null])), true);
  }

  /** They are no longer what is shown, and no step back leads to them. */
  forget(): void {
    this.#state.changeOwn(Object.fromEntries(WITH_KEYS.map((key) => [key, null])));
  }

  #isOfficial(key: WithKey, value: string): boolean {
    return String(this.official()?.[parameterOf(key)]) === value;
  }

  #value(key: WithKey, query: Partial<Record<WithKey, string | null>>): string | null {
    return key in query ? (query[key] ?? null) : (this.asked()[key] ?? null);
  }
}

export type BesideKey = 'overview.previous' | 'definitions.officially';

/**
 * How the number beside a number is called: of the period before, or by the official definitions. `own`: what the shown
 * answer was asked with, which may be an older question than the one in the URL.
 */
export const besideKey = (own: Readonly<Record<string, unknown>> = {}): BesideKey =>
  WITH_KEYS.some((key) => key in own) ? 'definitions.officially' : 'overview.previous';
