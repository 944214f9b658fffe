import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { BOT_OUTCOMES, type MetricKey, bots, reportAnswer } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { MeasuresState, type Rows, type RowsLink } from '../../measures/measures-state';
import { ViewState } from '../../shell/view-state';
import { formatNumber, formatRate, formatValue } from '../../theme/format';
import { GroupCard, groupFrom } from '../group-card';
import type { CardGroup } from '../group-names';
import { reportData } from '../report-data';
import type { Line } from '../report-lines';
import { UNFILTERED, picksOfGroup } from '../wait-picks';

const GROUPS = ['channel', 'account', 'source'] as const satisfies readonly CardGroup[];
const COLUMNS = [
  'dialogues',
  'bot_dialogues',
  'bot_dialogues_contained',
  'containment_share',
  'bot_dialogues_handed_off',
  'bot_dialogues_taken_over',
  'hand_offs_answered',
  'hand_offs_unanswered',
  'wait_after_hand_off_median_seconds',
  'wait_after_hand_off_p90_seconds',
  'waits_without_calendar',
  'bot_dialogues_reopened',
  'reopened_after_bot_share',
] as const satisfies readonly MetricKey[];
const USUAL = [
  'bot_dialogues',
  'containment_share',
  'bot_dialogues_handed_off',
  'bot_dialogues_taken_over',
  'wait_after_hand_off_median_seconds',
  'wait_after_hand_off_p90_seconds',
  'hand_offs_unanswered',
] as const satisfies readonly MetricKey[];

const FRONTED: Rows = { bot_outcomes: BOT_OUTCOMES };
const CONTAINED: Rows = { bot_outcomes: ['contained', 'reopened'] };
/** Of the dialogues that began in the period. */
const DIALOGUE_PICKS: Partial<Record<MetricKey, Rows>> = {
  dialogues: {},
  bot_dialogues: FRONTED,
  bot_dialogues_contained: CONTAINED,
  containment_share: FRONTED,
  bot_dialogues_handed_off: { bot_outcomes: ['handed_off'] },
  bot_dialogues_taken_over: { bot_outcomes: ['taken_over'] },
  bot_dialogues_reopened: { bot_outcomes: ['reopened'] },
  reopened_after_bot_share: CONTAINED,
};
/** Of the waits after a hand-off. */
const PICKS: Partial<Record<MetricKey, Rows>> = {
  hand_offs_answered: { states: ['answered'] },
  hand_offs_unanswered: { states: ['unanswered', 'abandoned'] },
  wait_after_hand_off_median_seconds: { states: ['answered'], is_measured: 'yes' },
  wait_after_hand_off_p90_seconds: { states: ['answered'], is_measured: 'yes' },
  waits_without_calendar: { states: ['answered'], is_measured: 'no' },
};

/** What bots in front settle, and how long people wait whom they hand over. */
@Component({
  selector: 'app-bots',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [GroupCard],
  template: `<app-group-card
    urlKey="bots"
    [title]="t('more.bots')"
    [data]="data"
    [groups]="groups"
    [columns]="columns"
    [usual]="usual"
    lead="bot_dialogues"
    [summary]="summary()"
    [nothing]="nothing()"
    [linkOf]="linkOf"
  />`,
})
export class BotsCard {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  readonly #measures = inject(MeasuresState);
  protected readonly t = this.#i18n.t;
  protected readonly groups = GROUPS;
  protected readonly columns = COLUMNS;
  protected readonly usual = USUAL;
  protected readonly data = reportData('bots', reportAnswer(bots.row), {
    own: () => ({
      by: groupFrom(this.#state.own('bots_by'), GROUPS),
      hours: this.#measures.measures().hours,
    }),
  });
  readonly #total = computed(() =>
    this.data.answer()?.rows.find((row) => row.is_total && row.period === 'current'),
  );
  protected readonly nothing = computed(() => {
    const total = this.#total();
    return total && total.bot_dialogues === 0 && total.hand_offs_answered === 0 ? this.t('more.no_bots') : '';
  });
  protected readonly summary = computed(() => {
    const total = this.#total();
    if (!total || total.bot_dialogues === null || total.containment_share === null) return '';
    const language = this.#i18n.language();
    const median = total.wait_after_hand_off_median_seconds;
    const whole = this.t('more.bots_summary', {
      dialogues: formatNumber(total.bot_dialogues, language),
      share: formatRate(total.containment_share, language),
    });
    if (median === null) return whole;
    return `${whole} ${this.t('more.bots_half', { median: formatValue(median, 'seconds', language) })}`;
  });

  protected readonly linkOf = (line: Line, key: MetricKey): RowsLink | null => {
    const picks = PICKS[key];
    const group = line.isTotal ? {} : picksOfGroup(groupFrom(this.#by(), GROUPS) as 'channel', line.row);
    const dialogues = DIALOGUE_PICKS[key];
    if (group && dialogues)
      return this.#measures.rows({ ...UNFILTERED, ...dialogues, ...group }, 'dialogues');
    if (!picks || !group) return null;
    return this.#measures.rows({ ...UNFILTERED, ...picks, ...group, kind: 'after_hand_off' });
  };

  #by(): string {
    return String(this.data.shownParams().own?.['by']);
  }
}
