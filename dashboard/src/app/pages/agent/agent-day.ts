import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { WAIT_STATE_LABELS, rowsAnswer, waitRows } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { MeasuresState } from '../../measures/measures-state';
import { addDays, dayIn } from '../../period/resolve';
import { rowsData } from '../../reports/report-data';
import { Clock } from '../../shell/clock';
import { ViewState } from '../../shell/view-state';
import { formatRecently, formatTime } from '../../theme/dates';
import { formatDuration, formatNumber } from '../../theme/format';
import { Failed } from '../../ui/failed';
import { Loading } from '../../ui/loading';
import { type DayWait, dayPicture } from './day-picture';

const MOST = 500;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The waits of one agent that began on one day, as bars on the hours of that day. */
@Component({
  selector: 'app-agent-day',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Failed, Loading, RouterLink],
  templateUrl: './agent-day.html',
  styleUrl: './agent-day.css',
})
export class AgentDay {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  readonly #clock = inject(Clock);
  readonly #measures = inject(MeasuresState);
  protected readonly t = this.#i18n.t;
  readonly agentId = input.required<string>();

  readonly #today = computed(() => dayIn(this.#state.zone(), this.#clock.minute()));
  /** The day in the URL; else the last one of the period that is not in the future. */
  protected readonly day = computed(() => {
    const named = this.#state.own('day');
    if (named && DAY.test(named) && !Number.isNaN(Date.parse(named))) return named;
    const { to } = this.#state.edges();
    const last = to.length === 10 ? addDays(to, -1) : dayIn(this.#state.zone(), new Date(Date.parse(to) - 1));
    return last < this.#today() ? last : this.#today();
  });
  protected readonly isLast = computed(() => this.day() >= this.#today());
  protected readonly data = rowsData('waits', rowsAnswer(waitRows.row), {
    limit: MOST,
    own: () => ({
      ...this.#measures.params(),
      kind: 'every',
      dated_by: 'started',
      agent_ids: this.agentId(),
      team_ids: [],
      from: this.day(),
      to: addDays(this.day(), 1),
    }),
  });
  protected readonly picture = computed(() => {
    const answer = this.data.answer();
    if (!answer) return null;
    const { period, freshness } = answer.meta;
    return dayPicture(answer.rows, period, freshness.computed_at);
  });
  protected readonly waits = computed(
    () => this.picture()?.waits.map((wait) => ({ ...wait, ...this.#wordsOf(wait) })) ?? [],
  );
  protected readonly ticks = computed(() => {
    const zone = this.#state.zone();
    return (this.picture()?.hours ?? []).map(({ at, share }) => ({
      share,
      text: formatTime(at, zone, this.#i18n.language()),
    }));
  });
  protected readonly isCut = computed(() => (this.data.answer()?.total ?? 0) > MOST);
  protected readonly summary = computed(() => {
    const rows = this.data.answer()?.rows ?? [];
    if (rows.length === 0) return this.t('agent.day_none');
    const waits = this.#i18n.plural('rows_waits', this.data.answer()?.total ?? rows.length);
    const lengths = rows.flatMap(({ wait_state, customer_seconds: seconds }) =>
      wait_state === 'answered' && seconds !== null ? [seconds] : [],
    );
    if (lengths.length === 0) return this.t('agent.day_summary_open', { waits });
    const language = this.#i18n.language();
    return this.t('agent.day_summary', {
      waits,
      answered: formatNumber(lengths.length, language),
      longest: formatDuration(Math.max(...lengths), language),
    });
  });

  protected move(days: number): void {
    this.choose(addDays(this.day(), days));
  }

  protected choose(day: string): void {
    if (DAY.test(day)) this.#state.changeOwn({ day });
  }

  #wordsOf({ row, isBeyond }: DayWait) {
    const language = this.#i18n.language();
    const zone = this.#state.zone();
    const seconds = row.customer_seconds ?? row.age_seconds;
    const state = this.#i18n.text(WAIT_STATE_LABELS[row.wait_state]);
    const length = seconds === null ? '—' : formatDuration(seconds, language);
    const from = formatTime(row.waiting_since, zone, language);
    return {
      state: row.wait_state,
      stateName: state,
      since: from,
      until: row.answered_at
        ? formatRecently(row.answered_at, new Date(row.waiting_since), zone, language)
        : '—',
      time: length,
      contact: row.contact_name ?? this.t('service.contact', { id: row.identity_id }),
      title: [state, from, length, isBeyond ? this.t('agent.beyond') : ''].filter(Boolean).join(' · '),
      dialogue: row.dialogue_id
        ? ['/workspace', this.#state.workspaceId(), 'dialogues', row.dialogue_id]
        : null,
    };
  }
}
