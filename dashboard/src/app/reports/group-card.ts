import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { MetricKey } from '@parley/contracts';
import { I18n } from '../i18n/i18n';
import type { RowsLink } from '../measures/measures-state';
import { ViewState } from '../shell/view-state';
import { Block } from './block';
import { type CardGroup, type CardRow, groupLabel, namedRows, unitName } from './group-names';
import type { ReportData } from './report-data';
import type { Line } from './report-lines';
import { ReportTable } from './report-table';

/** The group named in the URL, or the first. */
export const groupFrom = (name: string | null, groups: readonly CardGroup[]): CardGroup =>
  groups.find((each) => each === name) ?? groups[0] ?? 'channel';

/** A report split by one group: a sentence on the whole, and the table behind it. More choices are projected. */
@Component({
  selector: 'app-group-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Block, ReportTable],
  template: `<app-block
    [titleId]="urlKey() + '-title'"
    [title]="title()"
    [data]="data()"
    [nothing]="nothing()"
  >
    <ng-content />
    <label class="by">
      <span>{{ t('service.by') }}</span>
      <select #group class="select" (change)="choose(group.value)">
        @for (each of groups(); track each) {
          <option [value]="each" [selected]="each === chosen()">{{ label(each) }}</option>
        }
      </select>
    </label>
    <ng-template #body>
      <app-report-table
        [urlKey]="urlKey()"
        [name]="title()"
        [nameHeading]="label(shown())"
        [data]="data()"
        [rows]="rows().rows"
        [total]="rows().total"
        [columns]="columns()"
        [usual]="usual()"
        [order]="order()"
        [linkOf]="linkOf()"
        [note]="t('more.note')"
        >{{ summary() }}</app-report-table
      >
    </ng-template>
  </app-block>`,
  styles: `
    .by {
      display: inline-flex;
      align-items: center;
      gap: 0.45rem;
      color: var(--ink-soft);
      font-size: 0.875rem;
    }
    .by .select {
      min-height: 2rem;
      font-size: 0.875rem;
    }
  `,
})
export class GroupCard {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  protected readonly t = this.#i18n.t;
  readonly title = input.required<string>();
  /** Under this name the group, the order and the columns stand in the URL. */
  readonly urlKey = input.required<string>();
  readonly data = input.required<ReportData<CardRow>>();
  readonly groups = input.required<readonly CardGroup[]>();
  readonly columns = input.required<readonly MetricKey[]>();
  readonly usual = input.required<readonly MetricKey[]>();
  /** What the order goes by until somebody chooses. */
  readonly lead = input.required<MetricKey>();
  readonly summary = input('');
  readonly nothing = input('');
  /** Where the rows behind a number are listed, of a group; null where nowhere. */
  readonly linkOf = input<(line: Line, key: MetricKey) => RowsLink | null>(() => null);

  protected readonly chosen = computed(() =>
    groupFrom(this.#state.own(`${this.urlKey()}_by`), this.groups()),
  );
  /** Of the answer that is shown, not of the one on its way. */
  protected readonly shown = computed(() => {
    const by = this.data().shownParams().own?.['by'];
    return groupFrom(by === 'none' ? 'time' : String(by), this.groups());
  });
  protected readonly order = computed(() =>
    this.shown() === 'time'
      ? { by: 'natural', isDescending: false }
      : { by: this.lead(), isDescending: true },
  );
  protected readonly rows = computed(() => {
    const { meta, rows = [] } = this.data().answer() ?? {};
    const language = this.#i18n.language();
    const granularity = this.data().shownParams().granularity ?? 'day';
    return namedRows(rows, this.shown(), this.#words(), language, (start) =>
      meta ? unitName(start, granularity, meta.time_zone, language) : start,
    );
  });
  readonly #words = computed(() => ({
    total: this.t('origins.total'),
    nobody: this.t('agents.unknown'),
    noTeam: this.t('service.no_team'),
    time: this.t('more.time'),
    account: (id: string) => this.t('origins.unnamed', { id }),
  }));

  protected label(group: CardGroup): string {
    return groupLabel(group, this.#words(), this.#i18n.language());
  }

  protected choose(group: string): void {
    const key = this.urlKey();
    this.#state.changeOwn({
      [`${key}_by`]: group === this.groups()[0] ? null : group,
      [`${key}_sort`]: null,
    });
  }
}
