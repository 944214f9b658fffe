import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { type MetricKey, type paths } from '@parley/contracts';
import type { z } from 'zod';
import { I18n } from '../../i18n/i18n';
import type { RowsLink } from '../../measures/measures-state';
import { type PathPlace, PathsState } from '../../paths/paths-state';
import { formatNumber, formatRate } from '../../theme/format';
import { Theme } from '../../theme/theme';
import { Chart, type Picked } from '../../ui/chart/chart';
import { BY_NAME } from '../../ui/table/sorting';
import { Block } from '../block';
import { numberIn, pairedRows } from '../reading';
import type { ReportData } from '../report-data';
import type { Line, NamedRow } from '../report-lines';
import { ReportTable } from '../report-table';
import { heightOf, nodesOf, type PathLink, pathsChart } from './paths.chart';

export type PathsRow = z.infer<typeof paths.row>;

const COLUMNS = ['path_contacts', 'path_share', 'path_contacts_open'] as const satisfies readonly MetricKey[];

/** Journeys as ribbons, and the same as a table; each ribbon and each value leads to its people. */
@Component({
  selector: 'app-paths-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Block, Chart, ReportTable],
  template: `<app-block
    titleId="journeys-title"
    [title]="t('paths.title')"
    [data]="data()"
    [nothing]="nothing()"
    [hint]="t('paths.empty_hint')"
  >
    <ng-template #body>
      <div class="both">
        <div class="picture">
          <div class="wide">
            <app-chart
              [option]="option()"
              [caption]="summary()"
              [points]="spoken()"
              [keysLabel]="t('paths.title')"
              [height]="height()"
              (picked)="open($event)"
            />
          </div>
          <p class="soft">{{ t('paths.picture_note') }}</p>
        </div>
        <app-report-table
          urlKey="paths"
          [name]="t('paths.title')"
          [nameHeading]="t('paths.step')"
          [data]="data()"
          [rows]="rows().rows"
          [total]="rows().total"
          [columns]="columns"
          [usual]="usual()"
          [order]="order"
          [linkOf]="linkOf"
          [note]="note()"
          >{{ summary() }}</app-report-table
        >
      </div>
    </ng-template>
  </app-block>`,
  styles: `
    .both {
      display: flex;
      flex-direction: column;
      gap: 0.75rem;
      min-width: 0;
    }
    .picture {
      min-width: 0;
      overflow-x: auto;
    }
    .wide {
      min-width: 44rem;
      cursor: pointer;
    }
    .soft {
      padding-inline: 1rem;
      color: var(--ink-soft);
      font-size: 0.8125rem;
    }
    @media (max-width: 720px) {
      .picture {
        order: 1;
      }
    }
  `,
})
export class PathsCard {
  readonly #i18n = inject(I18n);
  readonly #theme = inject(Theme);
  readonly #router = inject(Router);
  protected readonly state = inject(PathsState);
  protected readonly t = this.#i18n.t;
  protected readonly columns = COLUMNS;
  protected readonly order = { by: 'path_contacts', isDescending: true };
  protected readonly byName = BY_NAME;
  readonly data = input.required<ReportData<PathsRow>>();

  /** As the shown answer was asked, not the one on its way. */
  readonly #direction = computed(() =>
    this.data().shownParams().own?.['direction'] === 'to' ? 'to' : 'from',
  );
  readonly #links = computed<PathLink[]>(() =>
    (this.data().answer()?.rows ?? [])
      .filter(({ period, is_total }) => period === 'current' && !is_total)
      .map((row) => ({
        step: row.path_step ?? 1,
        from: row.from_value,
        to: row.to_value,
        contacts: row.path_contacts ?? 0,
        share: row.path_share,
      })),
  );
  protected readonly nodes = computed(() => nodesOf(this.#links(), this.#direction()));
  protected readonly height = computed(() => heightOf(this.nodes()));
  protected readonly rows = computed(() => {
    const { lines, total } = pairedRows(this.data().answer()?.rows ?? [], idOf);
    return {
      rows: lines.map((line): NamedRow => {
        const { path_step, from_value, to_value } = line.row;
        const anchor = this.#direction() === 'from' ? from_value : to_value;
        return {
          ...line,
          name: `${path_step}. ${this.#nameOf(from_value)} → ${this.#nameOf(to_value)}`,
          isOurs: false,
          only: path_step === 1 ? this.state.only(anchor) : null,
        };
      }),
      total: total && { ...total, id: 'total', name: this.t('paths.total'), isOurs: true, only: null },
    };
  });
  readonly #everybody = computed(() => {
    const { total } = this.rows();
    return total ? (numberIn(total.row, 'path_contacts') ?? 0) : 0;
  });
  readonly #open = computed(() => {
    const { total } = this.rows();
    return total ? (numberIn(total.row, 'path_contacts_open') ?? 0) : 0;
  });
  protected readonly usual = computed(() => (this.#open() > 0 ? COLUMNS : COLUMNS.slice(0, 2)));
  protected readonly nothing = computed(() =>
    this.rows().total && this.#everybody() === 0 ? this.t('paths.empty') : '',
  );
  protected readonly option = computed(() =>
    pathsChart(
      this.#links(),
      this.#direction(),
      this.#everybody(),
      this.#theme.chartColors(),
      {
        name: (value) => this.state.stepName(value),
        stop: this.#stop(),
        share: (share) => this.t('paths.of_all', { share }),
      },
      this.#i18n.language(),
    ),
  );
  protected readonly spoken = computed(() =>
    this.nodes().map(({ step, value, contacts }) =>
      this.t('paths.point', {
        step,
        name: this.#nameOf(value),
        contacts: formatNumber(contacts, this.#i18n.language()),
      }),
    ),
  );
  protected readonly summary = computed(() => {
    const language = this.#i18n.language();
    const everybody = this.#everybody();
    const [first] = this.#links()
      .filter(({ step, from, to }) => step === 1 && from !== null && to !== null)
      .sort((a, b) => b.contacts - a.contacts);
    const stopped = this.#links()
      .filter(({ step, from, to }) => step === 1 && (from === null || to === null))
      .reduce((all, { contacts }) => all + contacts, 0);
    const share = (part: number) => formatRate(everybody === 0 ? 0 : part / everybody, language);
    return [
      this.t('paths.summary_all', { all: this.#i18n.plural('paths_contacts', everybody) }),
      first
        ? this.t('paths.summary_first', {
            from: this.#nameOf(first.from),
            to: this.#nameOf(first.to),
            share: share(first.contacts),
          })
        : '',
      stopped > 0
        ? this.t(this.#direction() === 'from' ? 'paths.summary_stopped' : 'paths.summary_began', {
            share: share(stopped),
          })
        : '',
      this.#open() > 0 ? this.t('paths.summary_open', { n: formatNumber(this.#open(), language) }) : '',
    ]
      .filter(Boolean)
      .join(' ');
  });
  protected readonly note = computed(() =>
    this.t(this.state.asked().steps === 'main' ? 'paths.note_main' : 'paths.note_every'),
  );

  /** Of a number of a row its people; how many are still open is a part of them that has no list of its own. */
  protected readonly linkOf = (line: Line, key: MetricKey): RowsLink | null => {
    if (key === 'path_contacts_open') return null;
    const row = line.row as PathsRow;
    return this.state.people(
      line.isTotal
        ? null
        : {
            step: row.path_step ?? 1,
            from: row.from_value,
            to: row.to_value,
            isDropout: row.is_dropout,
          },
    );
  };

  protected open({ dataType, dataIndex }: Picked): void {
    const place = dataType === 'edge' ? this.#placeOfLink(dataIndex) : this.#placeOfNode(dataIndex);
    if (!place) return;
    const { path, query } = this.state.people(place);
    void this.#router.navigate(path, { queryParams: query });
  }

  #placeOfLink(index: number): PathPlace | null {
    const link = this.#links()[index];
    return link ? { ...link, isDropout: link.from === null || link.to === null } : null;
  }

  #placeOfNode(index: number): PathPlace | null {
    const node = this.nodes()[index];
    if (!node) return null;
    const isForward = this.#direction() === 'from';
    const { step, value } = node;
    if (value === null) return { step, from: null, to: null, isDropout: true };
    // The anchor's own value is where the first ribbon comes from; any other is where a ribbon leads.
    const isFrom = (step === 0) === isForward;
    return { step: Math.max(step, 1), from: isFrom ? value : null, to: isFrom ? null : value };
  }

  #stop(): string {
    return this.t(this.#direction() === 'from' ? 'paths.stop' : 'paths.beginning');
  }

  #nameOf(value: string | null): string {
    return value === null ? this.#stop() : this.state.stepName(value);
  }
}

const idOf = ({ path_step, from_value, to_value }: PathsRow): string =>
  JSON.stringify([path_step, from_value, to_value]);
