import { ChangeDetectionStrategy, Component, computed, inject, input, viewChild } from '@angular/core';
import {
  CLOCKS,
  CLOCK_LABELS,
  DATED_BY,
  HOURS,
  HOURS_LABELS,
  WAIT_KINDS,
  WAIT_KIND_LABELS,
} from '@parley/contracts';
import { I18n } from '../i18n/i18n';
import { Choices, type Option } from '../shell/choices';
import { FilterPicker } from '../shell/filter-picker';
import { formatNumber } from '../theme/format';
import { Icon } from '../ui/icon';
import { type MeasureFilter, isAgentsClock } from './measures';
import { MeasuresState } from './measures-state';

interface Chip {
  key: string;
  name: string;
  remove: () => void;
}

/** A source that can be chosen, and how many waits it has. */
export interface SourceChoice {
  ref: string;
  waits: number;
}

/** How response times are measured and of which waits; all of it stands in the URL. */
@Component({
  selector: 'app-measures-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [FilterPicker, Icon],
  host: { role: 'group', '[attr.aria-label]': "t('measures.label')" },
  templateUrl: './measures-bar.html',
  styleUrl: './measures-bar.css',
})
export class MeasuresBar {
  readonly #i18n = inject(I18n);
  protected readonly state = inject(MeasuresState);
  protected readonly choices = inject(Choices);
  protected readonly t = this.#i18n.t;
  protected readonly text = this.#i18n.text;
  protected readonly kinds = WAIT_KINDS;
  protected readonly kindLabels = WAIT_KIND_LABELS;
  protected readonly clocks = CLOCKS;
  protected readonly clockLabels = CLOCK_LABELS;
  protected readonly hours = HOURS;
  protected readonly hoursLabels = HOURS_LABELS;
  protected readonly dates = DATED_BY;
  /** Undefined until they are known; they are asked for when somebody wants to choose. */
  readonly sources = input<readonly SourceChoice[] | undefined>(undefined);
  private readonly sourcePicker = viewChild.required('sourcePicker', { read: FilterPicker });
  readonly isChoosingSource = computed(() => this.sourcePicker().isOpen());

  protected readonly measures = this.state.measures;
  protected readonly isAgentsClock = computed(() => isAgentsClock(this.measures()));
  protected readonly clock = computed(() => (this.isAgentsClock() ? 'agent' : this.measures().clock));
  protected readonly sourceOptions = computed<Option[] | undefined>(() => {
    const known = this.sources();
    if (!known) return undefined;
    const language = this.#i18n.language();
    const missing = this.measures().refs.filter((ref) => !known.some((each) => each.ref === ref));
    return [
      ...missing.map((ref) => ({ id: ref, name: ref, hint: '' })),
      ...known.map(({ ref, waits }) => ({ id: ref, name: ref, hint: formatNumber(waits, language) })),
    ];
  });
  protected readonly chips = computed<Chip[]>(() => {
    const { agent_ids, team_ids, refs } = this.measures();
    return [
      ...this.#chips('agent_ids', agent_ids, (id) =>
        this.t('measures.agent', { name: this.choices.agentName(id) }),
      ),
      ...this.#chips('team_ids', team_ids, (id) =>
        this.t('measures.team', { name: this.choices.teamName(id) }),
      ),
      ...this.#chips('refs', refs, (ref) => this.t('measures.source', { name: ref })),
    ];
  });

  protected chooseKind(name: string): void {
    const kind = WAIT_KINDS.find((each) => each === name);
    if (kind) this.state.change({ kind });
  }

  protected chooseClock(name: string): void {
    const clock = CLOCKS.find((each) => each === name);
    if (clock) this.state.change({ clock });
  }

  protected chooseDate(name: string): void {
    const dated_by = DATED_BY.find((each) => each === name);
    if (dated_by) this.state.change({ dated_by });
  }

  #chips<Value extends string | number>(
    filter: MeasureFilter,
    values: readonly Value[],
    nameOf: (value: Value) => string,
  ): Chip[] {
    return values.map((value) => ({
      key: `${filter} ${value}`,
      name: nameOf(value),
      remove: () => this.state.change({ [filter]: values.filter((each) => each !== value) }),
    }));
  }
}
