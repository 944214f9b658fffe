import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { type MetricKey, repeatContact, reportAnswer } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { MeasuresState, type Rows, type RowsLink } from '../../measures/measures-state';
import { ViewState } from '../../shell/view-state';
import { formatNumber, formatRate, formatValue } from '../../theme/format';
import { GroupCard, groupFrom } from '../group-card';
import type { CardGroup } from '../group-names';
import { reportData } from '../report-data';
import type { Line } from '../report-lines';
import { UNFILTERED, picksOfGroup } from '../wait-picks';

const GROUPS = ['channel', 'account', 'source', 'agent'] as const satisfies readonly CardGroup[];
const COLUMNS = [
  'contacts',
  'repeat_contacts',
  'repeat_contact_rate',
  'contacts_immature',
  'time_to_repeat_median_seconds',
  'time_to_repeat_p90_seconds',
  'repeat_contacts_unprompted',
  'repeat_contact_rate_unprompted',
  'contacts_with_earlier_dialogue',
  'contacts_with_earlier_dialogue_share',
] as const satisfies readonly MetricKey[];
const USUAL = [
  'contacts',
  'repeat_contacts',
  'repeat_contact_rate',
  'contacts_immature',
  'time_to_repeat_median_seconds',
  'repeat_contact_rate_unprompted',
] as const satisfies readonly MetricKey[];

const WROTE: Rows = {};
const RETURNED: Rows = { has_written: 'any', is_repeat: 'yes' };
const PICKS: Partial<Record<MetricKey, Rows>> = {
  contacts: WROTE,
  repeat_contacts: RETURNED,
  repeat_contact_rate: WROTE,
  contacts_immature: { is_immature: 'yes' },
  time_to_repeat_median_seconds: { ...RETURNED, order: 'shortest' },
  time_to_repeat_p90_seconds: { ...RETURNED, order: 'shortest' },
  repeat_contacts_unprompted: { has_written: 'any', is_unprompted: 'yes' },
  repeat_contact_rate_unprompted: WROTE,
  contacts_with_earlier_dialogue: { has_earlier_dialogue: 'yes' },
  contacts_with_earlier_dialogue_share: WROTE,
};

const DAY = 86_400;
const DAYS = [1, 2, 3, 7, 14, 30, 90];

/** Who came back, how soon, after any time of one's choice. */
@Component({
  selector: 'app-repeat-contact',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [GroupCard],
  template: `<app-group-card
    urlKey="repeat"
    [title]="t('more.repeat')"
    [data]="data"
    [groups]="groups"
    [columns]="columns"
    [usual]="usual"
    lead="contacts"
    [summary]="summary()"
    [nothing]="nothing()"
    [linkOf]="linkOf"
  >
    <label class="after">
      <span>{{ t('more.repeat_after') }}</span>
      <select #after class="select" (change)="choose(after.value)">
        <option value="" [selected]="!asked()">{{ usualTime() }}</option>
        @for (each of choices(); track each) {
          <option [value]="each" [selected]="asked() === '' + each">{{ shown(each) }}</option>
        }
      </select>
    </label>
  </app-group-card>`,
  styles: `
    .after {
      display: inline-flex;
      align-items: center;
      gap: 0.45rem;
      color: var(--ink-soft);
      font-size: 0.875rem;
    }
    .after .select {
      min-height: 2rem;
      font-size: 0.875rem;
    }
  `,
})
export class RepeatContactCard {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  readonly #measures = inject(MeasuresState);
  protected readonly t = this.#i18n.t;
  protected readonly groups = GROUPS;
  protected readonly columns = COLUMNS;
  protected readonly usual = USUAL;
  /** Seconds, as they stand in the URL; empty for what the workspace has. */
  protected readonly asked = computed(() => {
    const value = this.#state.own('repeat_after') ?? '';
    return DAYS.some((days) => String(days * DAY) === value) ? value : '';
  });
  protected readonly data = reportData('repeat-contact', reportAnswer(repeatContact.row), {
    own: () => ({
      by: groupFrom(this.#state.own('repeat_by'), GROUPS),
      repeat_after_seconds: this.asked(),
    }),
  });
  /** Nobody can come back within what is still one dialogue. */
  protected readonly choices = computed(() => {
    const gap = this.data.answer()?.meta.definition.silence_gap_seconds ?? DAY;
    return DAYS.map((days) => days * DAY).filter((seconds) => seconds >= gap);
  });
  /** What is asked of the workspace that chose nothing, with its length where it is known. */
  protected readonly usualTime = computed(() => {
    const seconds = this.data.answer()?.meta.definition.repeat_after_seconds;
    return seconds === undefined
      ? this.t('more.repeat_usual')
      : this.t('more.repeat_usual_time', { time: this.shown(seconds) });
  });
  readonly #total = computed(() =>
    this.data.answer()?.rows.find((row) => row.is_total && row.period === 'current'),
  );
  protected readonly nothing = computed(() =>
    this.#total()?.contacts === 0 ? this.t('more.nobody_wrote') : '',
  );
  protected readonly summary = computed(() => {
    const total = this.#total();
    const after = this.data.answer()?.meta.asked['repeat_after_seconds'];
    if (!total || typeof after !== 'number') return '';
    const language = this.#i18n.language();
    const median = total.time_to_repeat_median_seconds;
    const whole = this.t('more.repeat_summary', {
      repeat: formatNumber(total.repeat_contacts ?? 0, language),
      contacts: formatNumber(total.contacts ?? 0, language),
      rate: total.repeat_contact_rate === null ? '—' : formatRate(total.repeat_contact_rate, language),
      after: this.shown(after),
    });
    if (median === null) return whole;
    return `${whole} ${this.t('more.repeat_half', { median: this.shown(median) })}`;
  });

  protected readonly linkOf = (line: Line, key: MetricKey): RowsLink | null => {
    const { by, repeat_after_seconds } = this.data.shownParams().own ?? {};
    const group = line.isTotal
      ? {}
      : picksOfGroup(groupFrom(String(by), GROUPS) as (typeof GROUPS)[number], line.row);
    const picks = PICKS[key];
    return picks && group
      ? this.#measures.rows({ ...UNFILTERED, ...picks, ...group, repeat_after_seconds }, 'contacts')
      : null;
  };

  protected shown(seconds: number): string {
    return formatValue(seconds, 'seconds', this.#i18n.language());
  }

  protected choose(seconds: string): void {
    this.#state.changeOwn({ repeat_after: seconds || null });
  }
}
