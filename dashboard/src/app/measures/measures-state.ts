import { Injectable, computed, inject } from '@angular/core';
import type { RowReportName } from '@parley/contracts';
import { type OwnQuery, ViewState } from '../shell/view-state';
import { OtherDefinitions } from '../definitions/other-definitions';
import { type ParamValue, takes } from '../reports/report-url';
import {
  BAR_FILTERS,
  DEFAULT_MEASURES,
  MEASURE_FILTERS,
  type Measures,
  measureParamsOf,
  measuresQuery,
  parseMeasures,
} from './measures';

/** The measures in the URL, and the addresses of the rows behind a number measured so. */
@Injectable()
export class MeasuresState {
  readonly #state = inject(ViewState);
  readonly #other = inject(OtherDefinitions, { optional: true });

  readonly measures = computed<Measures>(() => parseMeasures((key) => this.#state.ownAll(key)), {
    equal: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  /** What every service report is asked with. */
  readonly params = computed(() => measureParamsOf(this.measures()));
  /** Whether anything but channels and accounts is left out. */
  readonly isFiltered = computed(() => MEASURE_FILTERS.some((key) => this.measures()[key].length > 0));

  /** Changes a part of the measures: a step in the browser's history. */
  change(part: Partial<Measures>): void {
    this.#state.changeOwn(measuresQuery(part), true);
  }

  /** Hours and weekdays are those of every screen. */
  clearFilters(): void {
    this.change(Object.fromEntries(BAR_FILTERS.map((key) => [key, DEFAULT_MEASURES[key]])));
  }

  /** The link to the rows behind a number: the same view and measures, and what makes the number this one. */
  rows(part: Rows, report: RowReportName = 'waits'): RowsLink {
    const view = this.#state.viewQuery();
    const other = this.#other?.asked() ?? {};
    const asked: OwnQuery = { ...view, ...measuresQuery(this.measures()), ...other, ...listed(part) };
    // Edges of its own stand for the period of the view.
    if (part['from'] !== undefined) asked['period'] = null;
    const isTaken = (key: string) => key === 'period' || takes(report, key);
    return {
      path: ['/workspace', this.#state.workspaceId(), 'rows'],
      query: {
        report,
        ...Object.fromEntries(
          Object.entries(asked).filter(([key, value]) => value !== null && value !== '' && isTaken(key)),
        ),
      },
    };
  }
}

/** What a number speaks of beside the view: the parameters of the row report, by their names there. */
export type Rows = Readonly<Record<string, ParamValue | undefined>>;

export interface RowsLink {
  path: string[];
  query: OwnQuery;
}

/** Parameters of a row report as they stand in an address. */
export const listed = (part: Rows): OwnQuery =>
  Object.fromEntries(
    Object.entries(part).flatMap(([key, value]) => {
      if (value === undefined) return [];
      return [[key, typeof value === 'string' || key === 'refs' ? value : value.join(',')]];
    }),
  );
