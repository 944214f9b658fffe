import { httpResource } from '@angular/common/http';
import { Injectable, computed, inject, linkedSignal } from '@angular/core';
import {
  FUNNEL_EVENT_LABELS,
  type FunnelDefinition,
  type FunnelStep,
  MOST_FUNNEL_STEPS,
  type SavedFunnel,
  savedFunnelList,
  USUAL_FUNNEL,
} from '@parley/contracts';
import { OtherDefinitions } from '../definitions/other-definitions';
import { I18n } from '../i18n/i18n';
import type { RowsLink } from '../measures/measures-state';
import { takes } from '../reports/report-url';
import { MAY_CHANGE_FUNNELS } from '../shell/may-open';
import { type OwnQuery, ViewState } from '../shell/view-state';
import {
  breakdownParams,
  type FunnelAsked,
  funnelParams,
  funnelQuery,
  isSameFunnel,
  parseFunnel,
  readyMadeOf,
} from './funnel-asked';
import { problemsOf, tidy } from './funnel-draft';

/** The funnel of the screen as it stands in the URL, what is being made of it, and the saved ones. */
@Injectable()
export class FunnelState {
  readonly #state = inject(ViewState);
  readonly #i18n = inject(I18n);
  readonly #other = inject(OtherDefinitions, { optional: true });

  readonly asked = computed<FunnelAsked>(() => parseFunnel((key) => this.#state.ownAll(key)), {
    equal: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  readonly list = httpResource(
    () => (this.#state.workspace() ? `/api/workspaces/${this.#state.workspaceId()}/funnels` : undefined),
    { parse: (raw) => savedFunnelList.parse(raw) },
  );
  readonly mayChange = computed(() => {
    const role = this.#state.workspace()?.role;
    return role !== undefined && MAY_CHANGE_FUNNELS.includes(role);
  });
  readonly saved = computed<readonly SavedFunnel[]>(() =>
    this.list.hasValue() ? this.list.value().funnels : [],
  );
  /** The saved funnel that the URL names; null: none, or it is gone. */
  readonly picked = computed(
    () => this.saved().find(({ funnel_id }) => funnel_id === this.asked().funnel_id) ?? null,
  );
  /** What is shown; null while a saved one is on its way or gone. */
  readonly shown = computed<FunnelDefinition | null>(() => {
    const { funnel, funnel_id } = this.asked();
    if (funnel) return funnel;
    return funnel_id === null ? USUAL_FUNNEL : (this.picked()?.definition ?? null);
  });
  /** The saved funnel that is shown was changed here and not saved yet. */
  readonly isChanged = computed(() => {
    const [picked, shown] = [this.picked(), this.shown()];
    return picked !== null && shown !== null && !isSameFunnel(picked.definition, shown);
  });
  readonly readyMade = computed(() => {
    const shown = this.shown();
    return shown && this.asked().funnel_id === null ? readyMadeOf(shown) : null;
  });
  readonly name = computed(() => {
    const picked = this.picked();
    if (picked) return picked.name;
    const ready = this.readyMade();
    return ready ? this.#i18n.text(ready.name) : this.#i18n.t('funnels.own');
  });

  /** What the builder holds: as shown, until it is changed to what cannot be asked. */
  readonly draft = linkedSignal<FunnelDefinition | null, FunnelDefinition>({
    source: () => this.shown(),
    computation: (shown, before) => {
      if (!shown) return before?.value ?? USUAL_FUNNEL;
      // What comes back from the URL is what was written there: nothing is drawn anew.
      return before && isSameFunnel(before.value, shown) ? before.value : shown;
    },
  });
  readonly problems = computed(() => problemsOf(this.draft()));

  readonly funnelParams = computed(() => funnelParams(this.asked()));
  readonly splitParams = computed(() => ({ ...this.funnelParams(), ...breakdownParams(this.asked()) }));

  /** Between which steps times are measured: what the address asks, unless the one is not before the other. */
  readonly places = computed(() => {
    const { from_step, to_step } = this.asked();
    const last = this.shown()?.steps.length ?? MOST_FUNNEL_STEPS;
    const isInOrder = (from_step ?? 1) < Math.min(to_step ?? last, last);
    return isInOrder ? { from_step, to_step } : { from_step: null, to_step: null };
  });
  readonly timesParams = computed(() => ({ ...this.funnelParams(), ...stated(this.places()) }));
  readonly overTimeParams = computed(() => {
    const { to_step } = this.asked();
    return { ...this.funnelParams(), ...stated({ to_step }) };
  });

  /** Changes the draft, and what is asked as soon as it can be. */
  change(draft: FunnelDefinition): void {
    const next = tidy(draft);
    this.draft.set(next);
    if (this.problems().length === 0) this.#state.changeOwn(funnelQuery(next, this.asked().funnel_id), true);
  }

  /** Shows another funnel: a saved one by its number, or this one. */
  show(which: { funnel_id: string } | { definition: FunnelDefinition }): void {
    const query =
      'funnel_id' in which
        ? { funnel: null, funnel_id: which.funnel_id }
        : funnelQuery(which.definition, null);
    this.#state.changeOwn({ ...query, from_step: null, to_step: null }, true);
  }

  ask(query: OwnQuery): void {
    this.#state.changeOwn(query, true);
  }

  stepName({ label, event }: Pick<FunnelStep, 'label' | 'event'>): string {
    return label || this.#i18n.text(FUNNEL_EVENT_LABELS[event]);
  }

  /** The link to who is behind a number, beside what the funnel is asked with. */
  people(query: OwnQuery): RowsLink {
    const asked: OwnQuery = {
      ...this.#state.viewQuery(),
      ...this.#other?.asked(),
      ...this.funnelParams(),
      ...query,
    };
    return {
      path: ['/workspace', this.#state.workspaceId(), 'rows'],
      query: {
        report: 'funnel-contacts',
        ...Object.fromEntries(
          Object.entries(asked).filter(
            ([name, value]) =>
              value !== null && value.length > 0 && (name === 'period' || takes('funnel-contacts', name)),
          ),
        ),
      },
    };
  }
}

/** Of some steps those that are asked for, as they stand in a question. */
const stated = (places: Record<string, number | null>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(places).flatMap(([name, step]) => (step === null ? [] : [[name, String(step)]])),
  );
