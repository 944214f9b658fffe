import { Injectable, computed, inject } from '@angular/core';
import {
  ACQUISITION_GROUP_LABELS,
  ARRIVAL_LABELS,
  type AcquisitionGroup,
  type Channel,
  CHANNEL_LABELS,
} from '@parley/contracts';
import { I18n } from '../i18n/i18n';
import type { RowsLink } from '../measures/measures-state';
import { takes } from '../reports/report-url';
import { Choices } from '../shell/choices';
import { type OwnQuery, ViewState } from '../shell/view-state';
import {
  type Acquisition,
  GROUP_OF,
  VALUE_FILTERS,
  acquisitionParams,
  numberBehind,
  parseAcquisition,
  picksOfRow,
} from './acquisition';

/** What opened the level that is looked at, and how to go back from it. */
export interface Opened {
  key: string;
  name: string;
  back: OwnQuery;
}

/** A row of a report of acquisition, as far as it is named. */
export interface NamedValue {
  value: string | null;
  arrival: string | null;
  account_name?: string | null;
}

/** What the screens of acquisition are asked, as it stands in the URL, and what rows of theirs are called. */
@Injectable()
export class AcquisitionState {
  readonly #state = inject(ViewState);
  readonly #i18n = inject(I18n);
  readonly #choices = inject(Choices);

  readonly asked = computed<Acquisition>(() => parseAcquisition((key) => this.#state.ownAll(key)), {
    equal: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  readonly params = computed(() => acquisitionParams(this.asked()));

  /** By what the rows are opened, from the outermost on. */
  readonly opened = computed<Opened[]>(() => {
    const { values, arrivals } = this.asked();
    return VALUE_FILTERS.flatMap((filter) =>
      (values[filter] ?? []).map((value) => {
        const group = GROUP_OF[filter];
        const isNone = value === '' || (filter === 'link_ids' && value === '0');
        const arrival = isNone ? (arrivals[0] ?? null) : null;
        return {
          key: `${filter} ${value}`,
          name: `${this.groupName(group)}: ${this.nameOf(group, { value: isNone ? null : value, arrival })}`,
          back: { [filter]: null, group, ...(isNone ? { arrivals: null } : {}) },
        };
      }),
    );
  });

  groupName(group: AcquisitionGroup): string {
    return this.#i18n.text(ACQUISITION_GROUP_LABELS[group]);
  }

  /** Of a value its name; of what has none how it came. */
  nameOf(group: AcquisitionGroup, { value, arrival, account_name }: NamedValue): string {
    const { t } = this.#i18n;
    if (value !== null) {
      if (group === 'channel') return this.#i18n.text(CHANNEL_LABELS[value as Channel]);
      if (group === 'account') return account_name ?? this.#choices.accountName(value);
      return group === 'link' ? t('channels.link', { id: value }) : value;
    }
    if (arrival === 'ref') return t('channels.not_set_with_ref');
    if (arrival === 'no_ref') return t('channels.not_set');
    if (arrival === 'direct' || arrival === 'expired' || arrival === 'unattributed')
      return this.#i18n.text(ARRIVAL_LABELS[arrival]);
    return t('channels.not_set');
  }

  choose(group: AcquisitionGroup): void {
    this.#state.changeOwn({ group: group === 'source' ? null : group }, true);
  }

  goBack(back: OwnQuery): void {
    this.#state.changeOwn(back, true);
  }

  /** The link to the rows behind a number of one row, or of the total (null). */
  rows(key: string, row: NamedValue | null): RowsLink | null {
    const number = numberBehind(key);
    if (number === null) return null;
    const { group, arrivals, values } = this.asked();
    const asked: OwnQuery = {
      ...this.#state.viewQuery(),
      ...(arrivals.length > 0 ? { arrivals: arrivals.join(',') } : {}),
      ...values,
      ...(row ? picksOfRow(group, row) : {}),
      number,
    };
    return {
      path: ['/workspace', this.#state.workspaceId(), 'rows'],
      query: {
        report: 'channel-rows',
        ...Object.fromEntries(
          Object.entries(asked).filter(
            ([name, value]) =>
              value !== null && value.length > 0 && (name === 'period' || takes('channel-rows', name)),
          ),
        ),
      },
    };
  }
}
