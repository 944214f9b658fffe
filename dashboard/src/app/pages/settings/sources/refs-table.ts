import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { CHANNEL_LABELS, SOURCE_FIELDS, type SourceRule } from '@parley/contracts';
import { I18n } from '../../../i18n/i18n';
import { formatNumber } from '../../../theme/format';
import { patternOf, shortLabels } from './draft';
import type { ReadRef } from './readings';

export const SHOWN = ['all', 'unread', 'moved'] as const;
export type Shown = (typeof SHOWN)[number];

/** Refs that came, and how the rules in the form read each of them; what differs from now is marked. */
@Component({
  selector: 'app-refs-table',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './refs-table.html',
  styleUrls: ['../settings.css', './refs-table.css'],
})
export class RefsTable {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  protected readonly fields = SOURCE_FIELDS;
  protected readonly choices = SHOWN;

  readonly refs = input.required<readonly ReadRef[]>();
  readonly rules = input.required<readonly SourceRule[]>();
  /** How many there are, shown or not. */
  readonly ofRefs = input.required<number>();
  readonly mayChange = input.required<boolean>();
  readonly isBusy = input.required<boolean>();
  readonly search = input.required<string>();
  readonly searchChange = output<string>();
  readonly make = output<ReadRef>();
  protected readonly shown = signal<Shown>('all');

  protected readonly lines = computed(() =>
    this.refs()
      .filter((ref) => this.#isShown(ref))
      .map((ref) => ({
        ref,
        key: JSON.stringify([ref.ref, ref.channel, ref.account_id, ref.is_ad, ref.given]),
        where: [
          this.#i18n.text(CHANNEL_LABELS[ref.channel]),
          ref.account_name ?? ref.account_id,
          ...(ref.is_ad ? [this.t('sources.is_ad')] : []),
        ].join(' · '),
        given: shortLabels(ref.given),
        touches: formatNumber(ref.touches, this.#i18n.language()),
        contacts: formatNumber(ref.contacts, this.#i18n.language()),
        was: ref.isMoved ? shortLabels(ref.reading) || this.t('sources.not_labelled') : null,
        rule: this.#ruleName(ref.then.rule),
      })),
  );
  protected readonly counted = computed(() =>
    this.t('sources.refs_shown', {
      shown: formatNumber(this.lines().length, this.#i18n.language()),
      of: formatNumber(this.ofRefs(), this.#i18n.language()),
    }),
  );

  protected show(value: string): void {
    this.shown.set(SHOWN.find((each) => each === value) ?? 'all');
  }

  #isShown(ref: ReadRef): boolean {
    const shown = this.shown();
    return shown === 'all' || (shown === 'moved' ? ref.isMoved : ref.then.source === '');
  }

  #ruleName(rule: number): string {
    const found = this.rules()[rule - 1];
    if (!found) return '—';
    const name = patternOf(found) || this.t('sources.one_word');
    return `${this.t('sources.rule_number', { place: rule })}: ${name}`;
  }
}
