import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import {
  CHANNEL_LABELS,
  CONTENT_KIND_LABELS,
  CONTENT_KINDS,
  filtersOf,
  FUNNEL_FILTER_LABELS,
  FUNNEL_NOT_SET,
  type FunnelFilter,
  MESSAGE_SENDER_LABELS,
  sender,
} from '@parley/contracts';
import { I18n } from '../i18n/i18n';
import { Choices } from '../shell/choices';
import { focusSoon } from '../ui/focus-soon';
import { Icon } from '../ui/icon';
import type { EventPart } from './funnel-draft';

interface Chosen {
  /** As it is sent; of a property its place in the list. */
  value: string;
  name: string;
}

/** What narrows the events of a step: a kind of filter, then its values, one by one. */
@Component({
  selector: 'app-event-filters',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  templateUrl: './event-filters.html',
  styleUrl: './event-filters.css',
})
export class EventFilters {
  readonly #i18n = inject(I18n);
  readonly #choices = inject(Choices);
  protected readonly t = this.#i18n.t;
  readonly part = input.required<EventPart>();
  /** Begins the ids of the fields. */
  readonly name = input.required<string>();
  /** What is narrowed, for those who hear it. */
  readonly of = input.required<string>();
  readonly changed = output<Partial<EventPart>>();

  /** The filter whose value is being chosen. */
  protected readonly kindChosen = signal('');
  protected readonly allowed = computed(() => filtersOf(this.part().event));
  /** The filters that hold something, in the order of the contract. */
  protected readonly shown = computed(() =>
    this.allowed()
      .filter((filter) => this.part()[filter].length > 0)
      .map((filter) => ({ filter, label: this.label(filter), chosen: this.#chosen(filter) })),
  );

  protected label(filter: FunnelFilter): string {
    return this.#i18n.text(FUNNEL_FILTER_LABELS[filter]);
  }

  /** What can be chosen from; null: anything that is typed. */
  protected offered(filter: string): readonly Chosen[] | null {
    const text = this.#i18n.text;
    switch (filter) {
      case 'channels':
        return this.#choices.allChannels().map((value) => ({ value, name: text(CHANNEL_LABELS[value]) }));
      case 'account_ids':
        return (this.#choices.accounts() ?? []).map(({ id, name }) => ({ value: id, name }));
      case 'agent_ids':
        return (this.#choices.agents() ?? []).map(({ id, name }) => ({ value: id, name }));
      case 'senders':
        return sender.options.map((value) => ({ value, name: text(MESSAGE_SENDER_LABELS[value]) }));
      case 'content_kinds':
        return CONTENT_KINDS.map((value) => ({ value, name: text(CONTENT_KIND_LABELS[value]) }));
      default:
        return null;
    }
  }

  protected add(filter: string, value: string): void {
    const known = this.allowed().find((each) => each === filter && each !== 'props');
    if (!known) return;
    const had = this.part()[known] as readonly string[];
    const trimmed = value.trim();
    // A goal always has a name; a source, a ref may be missing, and «none» is then what is looked for.
    if (had.includes(trimmed) || (trimmed === '' && known === 'goal_names')) return;
    this.changed.emit({ [known]: [...had, trimmed] });
    this.kindChosen.set('');
    focusSoon(`${this.name()}-kind`);
  }

  protected addProperty(key: string, value: string, isNot: boolean): void {
    if (key.trim() === '') return;
    const values = [...new Set(value.split(',').map((each) => each.trim()))];
    this.changed.emit({ props: [...this.part().props, { key: key.trim(), values, is_not: isNot }] });
    this.kindChosen.set('');
    focusSoon(`${this.name()}-kind`);
  }

  protected remove(filter: FunnelFilter, value: string): void {
    const rest =
      filter === 'props'
        ? this.part().props.filter((_, index) => String(index) !== value)
        : (this.part()[filter] as readonly string[]).filter((each) => each !== value);
    this.changed.emit({ [filter]: rest });
    this.kindChosen.set('');
    focusSoon(`${this.name()}-kind`);
  }

  #chosen(filter: FunnelFilter): Chosen[] {
    if (filter === 'props')
      return this.part().props.map(({ key, values, is_not }, index) => ({
        value: String(index),
        name: `${key} ${is_not ? '≠' : '='} ${values.map((value) => value || this.#none()).join(', ')}`,
      }));
    const offered = this.offered(filter);
    return (this.part()[filter] as readonly string[]).map((value) => ({
      value,
      name: this.#nameIn(offered, value) ?? (value === '' ? this.#none() : value),
    }));
  }

  #nameIn(offered: readonly Chosen[] | null, value: string): string | null {
    return offered?.find((each) => each.value === value)?.name ?? null;
  }

  #none(): string {
    return this.#i18n.text(FUNNEL_NOT_SET);
  }
}
