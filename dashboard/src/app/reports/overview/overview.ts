import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { metric } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { formatNumber, formatRate } from '../../theme/format';
import { Failed } from '../../ui/failed';
import { MetricDefinition } from '../metric-definition';
import type { ReportData } from '../report-data';
import { OverviewRows } from '../overview-rows';
import { RowsLinkView } from '../rows-link';
import { TileView } from './tile-view';
import { GROUPS, type OverviewRow, SENDERS, tileOf } from './tiles';

/** The tiles of the Overview, in their four states. */
@Component({
  selector: 'app-overview',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TileView, Failed, MetricDefinition, RowsLinkView],
  templateUrl: './overview.html',
  styleUrl: './overview.css',
})
export class Overview {
  readonly #i18n = inject(I18n);
  readonly #rows = inject(OverviewRows);
  protected readonly t = this.#i18n.t;
  readonly data = input.required<ReportData<OverviewRow>>();
  protected readonly skeletonGroups = GROUPS;

  protected readonly groups = computed(() => {
    const answer = this.data().answer();
    if (!answer) return null;
    return GROUPS.map((group) => ({ ...group, tiles: group.keys.map((key) => tileOf(answer, key)) }));
  });
  protected readonly cameBack = computed(() => {
    const answer = this.data().answer();
    return answer ? tileOf(answer, 'repeat_contacts').value : null;
  });
  protected readonly senders = computed(() => {
    const answer = this.data().answer();
    if (!answer) return [];
    const language = this.#i18n.language();
    const all = tileOf(answer, 'messages_sent').value ?? 0;
    return SENDERS.map(({ key, color }) => {
      const { value } = tileOf(answer, key);
      const share = all && value ? value / all : 0;
      return {
        key,
        color,
        value,
        label: this.#i18n.text(metric(key).label),
        shown: value === null ? '—' : formatNumber(value, language),
        share,
        link: this.#rows.of(key, value),
        percent: value === null || !all ? '' : formatRate(share, language),
      };
    });
  });
}
