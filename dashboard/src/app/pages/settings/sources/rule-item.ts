import { CdkDragHandle } from '@angular/cdk/drag-drop';
import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import {
  CHANNEL_LABELS,
  CHANNELS,
  type Channel,
  REF_ENCODINGS,
  type RuleCondition,
  SKIPPED,
  SOURCE_FIELDS,
  type SourceField,
  type SourceRule,
} from '@parley/contracts';
import { I18n } from '../../../i18n/i18n';
import { focusSoon } from '../../../ui/focus-soon';
import { Icon } from '../../../ui/icon';
import { CONDITION_KINDS, conditionOf, faultOf, patternOf, shortLabels } from './draft';
import type { ReadRef, RuleReach } from './readings';

type Pairs = Extract<RuleCondition, { kind: 'pairs' }>;

/** So many of the refs that a rule reads are shown beside it. */
const MOST_EXAMPLES = 5;

/** One source rule: what it looks for, what it reads of what has come, and, opened, all that can be set in it. */
@Component({
  selector: 'app-rule-item',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CdkDragHandle, Icon],
  templateUrl: './rule-item.html',
  styleUrls: ['../settings.css', './rule-item.css'],
})
export class RuleItem {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  protected readonly text = this.#i18n.text;
  protected readonly kinds = CONDITION_KINDS;
  protected readonly fields = SOURCE_FIELDS;
  protected readonly parts = [...SOURCE_FIELDS, SKIPPED];
  protected readonly encodings = REF_ENCODINGS;
  protected readonly channels = CHANNELS.map((channel) => ({ channel, label: CHANNEL_LABELS[channel] }));

  readonly rule = input.required<SourceRule>();
  readonly place = input.required<number>();
  readonly count = input.required<number>();
  readonly reach = input.required<RuleReach>();
  /** Refs that an earlier rule reads. */
  readonly hidden = input.required<readonly ReadRef[]>();
  readonly accounts = input.required<readonly { account_id: string; name: string }[]>();
  readonly isOpen = input.required<boolean>();
  readonly ruleChange = output<SourceRule>();
  readonly move = output<number>();
  readonly remove = output<void>();
  readonly openChange = output<void>();

  protected readonly pattern = computed(() => patternOf(this.rule()) || this.t('sources.one_word'));
  protected readonly fault = computed(() => {
    const fault = faultOf(this.rule());
    return fault === null ? null : this.t(`sources.fault.${fault}`);
  });
  protected readonly reads = computed(() => {
    const { touches } = this.reach();
    return touches === 0
      ? this.t('sources.reads_nothing')
      : this.t('sources.reads', { touches: this.#i18n.plural('arrivals', touches) });
  });
  protected readonly examples = computed(() =>
    this.reach()
      .refs.slice(0, MOST_EXAMPLES)
      .map((read) => ({ ref: read.ref, key: keyOf(read), labels: shortLabels(read.then) })),
  );
  protected readonly more = computed(() => {
    const left = this.reach().refs.length - MOST_EXAMPLES;
    return left > 0 ? this.t('sources.and_more', { refs: this.#i18n.plural('refs', left) }) : '';
  });
  protected readonly hiddenList = computed(() => {
    const refs = [...new Set(this.hidden().map(({ ref }) => ref))].slice(0, 3);
    return refs.length === 0 ? '' : this.t('sources.hidden', { list: refs.join(', ') });
  });
  protected readonly own = computed(() => {
    const set = SOURCE_FIELDS.flatMap((field) => {
      const value = this.rule().set[field];
      return value === undefined ? [] : [`${this.t(`sources.field.${field}`)} = ${value}`];
    });
    const channels = this.rule().channels.map((channel) => this.text(CHANNEL_LABELS[channel]));
    const named = new Map(this.accounts().map(({ account_id, name }) => [account_id, name]));
    return [...set, ...channels, ...this.rule().account_ids.map((id) => named.get(id) ?? id)].join(' · ');
  });

  protected set(part: Partial<SourceRule>): void {
    this.ruleChange.emit({ ...this.rule(), ...part });
  }

  protected setKind(kind: string): void {
    const found = CONDITION_KINDS.find((each) => each === kind);
    if (found) this.set({ when: conditionOf(found) });
  }

  protected setTemplate(template: string): void {
    this.set({ when: { kind: 'template', template } });
  }

  /** Puts a field where the cursor is. */
  protected insert(field: HTMLInputElement, part: string): void {
    const [from, to] = [field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length];
    this.setTemplate(`${field.value.slice(0, from)}{${part}}${field.value.slice(to)}`);
    field.focus();
  }

  protected setPairs(when: Pairs, part: Partial<Pairs>): void {
    this.set({ when: { ...when, ...part } });
  }

  protected setName(when: Pairs, at: number, part: Partial<Pairs['names'][number]>): void {
    const names = when.names.map((each, index) => (index === at ? { ...each, ...part } : each));
    this.setPairs(when, { names });
  }

  protected addName(when: Pairs): void {
    const free = SOURCE_FIELDS.find((field) => !when.names.some((each) => each.field === field));
    this.setPairs(when, { names: [...when.names, { name: free ?? '', field: free ?? null }] });
    focusSoon(`rule-${this.place()}-name-${when.names.length}`);
  }

  protected removeName(when: Pairs, at: number): void {
    this.setPairs(when, { names: when.names.filter((_, index) => index !== at) });
    focusSoon(`rule-${this.place()}-name-add`);
  }

  protected fieldOf(value: string): SourceField | null {
    return SOURCE_FIELDS.find((field) => field === value) ?? null;
  }

  protected setRefs(kind: 'equals' | 'begins_with', lines: string): void {
    const refs = [...new Set(lines.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
    this.set({ when: { kind, refs } });
  }

  protected setEncoding(value: string): void {
    const encoding = REF_ENCODINGS.find((each) => each === value);
    if (encoding) this.set({ encoding });
  }

  protected setValue(field: SourceField, value: string): void {
    const { [field]: _, ...others } = this.rule().set;
    this.set({ set: value.trim() === '' ? others : { ...others, [field]: value.trim() } });
  }

  protected setChannel(channel: Channel, isChosen: boolean): void {
    const { channels } = this.rule();
    this.set({
      channels: CHANNELS.filter((each) => (each === channel ? isChosen : channels.includes(each))),
    });
  }

  protected setAccount(id: string, isChosen: boolean): void {
    const others = this.rule().account_ids.filter((each) => each !== id);
    this.set({ account_ids: isChosen ? [...others, id] : others });
  }
}

const keyOf = ({ ref, channel, account_id, is_ad, given }: ReadRef) =>
  JSON.stringify([ref, channel, account_id, is_ad, given]);
