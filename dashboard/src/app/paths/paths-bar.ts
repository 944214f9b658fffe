import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import {
  ACQUISITION_GROUP_LABELS,
  ACQUISITION_GROUPS,
  PATH_DIRECTIONS,
  PATH_KINDS,
  PATH_STEPS,
  type PathKind,
} from '@parley/contracts';
import { I18n } from '../i18n/i18n';
import { formatDuration, formatRate } from '../theme/format';
import { Icon } from '../ui/icon';
import { DEPTHS, SHARES, WINDOWS } from './paths-asked';
import { PathsState } from './paths-state';

/** Kinds that most are looked for by; all others stand apart. */
const FREQUENT: readonly PathKind[] = [
  'touch',
  'wrote',
  'answered',
  'goal_reached',
  'order_placed',
  'purchase_completed',
  'subscribed',
  'unsubscribed',
  'blocked',
];

const withOwn = (all: readonly number[], own: number) => [...new Set([...all, own])].sort((a, b) => a - b);

/** What journeys begin with or lead to, how far and how finely: chosen in place, kept in the URL. */
@Component({
  selector: 'app-paths-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  templateUrl: './paths-bar.html',
  styleUrl: './paths-bar.css',
})
export class PathsBar {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  protected readonly state = inject(PathsState);
  /** Names of anchors that can be asked for. */
  readonly names = input<readonly string[]>([]);
  protected readonly frequent = FREQUENT;
  protected readonly others = PATH_KINDS.filter((kind) => !FREQUENT.includes(kind));
  protected readonly directions = PATH_DIRECTIONS;
  protected readonly steps = PATH_STEPS;
  protected readonly depths = DEPTHS;
  protected readonly groups = ACQUISITION_GROUPS;
  protected readonly shares = computed(() => withOwn(SHARES, this.state.asked().minimum_share));
  protected readonly windows = computed(() => withOwn(WINDOWS, this.state.asked().window_seconds));
  protected readonly offered = computed(() =>
    this.names().filter((name) => !this.state.asked().anchor_names.includes(name)),
  );

  protected groupName(group: (typeof ACQUISITION_GROUPS)[number]): string {
    return this.#i18n.text(ACQUISITION_GROUP_LABELS[group]);
  }

  protected shareName(share: number): string {
    return formatRate(share, this.#i18n.language());
  }

  protected windowName(seconds: number): string {
    const days = seconds / 86_400;
    return Number.isInteger(days)
      ? this.#i18n.plural('attribution_days', days)
      : formatDuration(seconds, this.#i18n.language());
  }

  /** Names of one kind mean nothing to another. */
  protected chooseAnchor(kind: string): void {
    const anchor = PATH_KINDS.find((each) => each === kind);
    if (anchor) this.state.change({ anchor, anchor_names: [] });
  }

  protected chooseGroup(name: string): void {
    const by = ACQUISITION_GROUPS.find((each) => each === name);
    if (by) this.state.change({ by, anchor_names: [] });
  }

  protected chooseDirection(name: string): void {
    const direction = PATH_DIRECTIONS.find((each) => each === name);
    if (direction) this.state.change({ direction });
  }

  protected chooseSteps(name: string): void {
    const steps = PATH_STEPS.find((each) => each === name);
    if (steps) this.state.change({ steps });
  }

  protected add(name: string): void {
    const { anchor_names } = this.state.asked();
    const [index] = [Number(name)];
    const chosen = this.offered()[index];
    if (name !== '' && chosen !== undefined) this.state.change({ anchor_names: [...anchor_names, chosen] });
  }

  protected remove(name: string): void {
    const { anchor_names } = this.state.asked();
    this.state.change({ anchor_names: anchor_names.filter((each) => each !== name) });
  }
}
