import { Injectable, computed, inject } from '@angular/core';
import {
  CHANNEL_LABELS,
  type Channel,
  NAMED_KINDS,
  pathKindLabel,
  pathStepLabel,
  readStep,
} from '@parley/contracts';
import { I18n } from '../i18n/i18n';
import type { RowsLink } from '../measures/measures-state';
import { OtherDefinitions } from '../definitions/other-definitions';
import { takes } from '../reports/report-url';
import { Choices } from '../shell/choices';
import { type OwnQuery, ViewState } from '../shell/view-state';
import { type PathsAsked, parsePaths, pathsParams, pathsQuery } from './paths-asked';

/** Which people of the report: those of a ribbon, a value or a stop. */
export interface PathPlace {
  step: number;
  from: string | null;
  to: string | null;
  isDropout?: boolean;
}

/** What the screen of paths is asked, as it stands in the URL, and what its steps are called. */
@Injectable()
export class PathsState {
  readonly #state = inject(ViewState);
  readonly #i18n = inject(I18n);
  readonly #choices = inject(Choices);
  readonly #other = inject(OtherDefinitions, { optional: true });

  readonly asked = computed<PathsAsked>(() => parsePaths((key) => this.#state.ownAll(key)), {
    equal: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  readonly params = computed(() => pathsParams(this.asked()));
  /** Whether steps of the anchor's kind have names of their own. */
  readonly isNamed = computed(() => NAMED_KINDS.includes(this.asked().anchor));

  change(part: Partial<PathsAsked>): void {
    this.#state.changeOwn(pathsQuery(part), true);
  }

  kindName(kind: PathsAsked['anchor']): string {
    return this.#i18n.text(pathKindLabel(kind));
  }

  stepName(value: string): string {
    return pathStepLabel(value, this.#i18n.language(), (name) => this.valueName(name));
  }

  /** What a value that picks anchors is called. */
  valueName(name: string): string {
    const { t } = this.#i18n;
    if (name === '') return t('paths.unnamed');
    const { by, anchor } = this.asked();
    if (anchor === 'goal_reached') return name;
    if (by === 'channel') return this.#i18n.text(CHANNEL_LABELS[name as Channel]);
    if (by === 'account') return this.#choices.accountName(name);
    return by === 'link' ? t('channels.link', { id: name }) : name;
  }

  /** The part of the URL that begins journeys with this step only; null where it cannot. */
  only(value: string | null): OwnQuery | null {
    const step = value === null ? null : readStep(value);
    if (!step || step.kind !== this.asked().anchor || step.name === '') return null;
    return { anchor_names: [/^<\w+>$/.test(step.name) ? '' : step.name] };
  }

  /** The link to the people of a place; null: to all. */
  people(place: PathPlace | null): RowsLink {
    const asked: OwnQuery = {
      ...this.#state.viewQuery(),
      ...this.#other?.asked(),
      ...pathsQuery(this.asked()),
      ...(place && {
        path_step: String(place.step),
        from_value: place.from,
        to_value: place.to,
        is_dropout: place.isDropout === undefined ? null : place.isDropout ? 'yes' : 'no',
      }),
    };
    return {
      path: ['/workspace', this.#state.workspaceId(), 'rows'],
      query: {
        report: 'path-contacts',
        ...Object.fromEntries(
          Object.entries(asked).filter(
            ([name, value]) =>
              value !== null && value.length > 0 && (name === 'period' || takes('path-contacts', name)),
          ),
        ),
      },
    };
  }
}
