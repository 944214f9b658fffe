import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { SettingsPreview } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { formatBucket, formatPeriod } from '../../theme/dates';
import { formatNumber, formatRate, formatValue } from '../../theme/format';
import { previewLines } from './values';

/** What a change moves, side by side: a sentence, a table, and the days where the zone changes. */
@Component({
  selector: 'app-settings-preview',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './preview.html',
  styleUrl: './settings.css',
})
export class Preview {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  readonly preview = input.required<SettingsPreview>();

  protected readonly lines = computed(() => previewLines(this.preview(), this.#i18n.language()));
  protected readonly sentence = computed(() => {
    const list = this.lines()
      .filter(({ change }) => change)
      .map(({ label, change }) => `${label} ${change}`)
      .join('; ');
    return list ? this.t('settings.preview_moves', { list }) : this.t('settings.preview_same');
  });
  protected readonly period = computed(() => {
    const { present, wanted } = this.preview();
    const period = formatPeriod(present.period, present.time_zone, this.#i18n.language());
    const zones = [...new Set([present.time_zone, wanted.time_zone])];
    return this.t('settings.preview_period', { period, zone: zones.join(' → ') });
  });
  protected readonly basis = computed(() => {
    const { sample } = this.preview();
    const language = this.#i18n.language();
    if (sample === null) return this.t('settings.preview_exact');
    return this.t('settings.preview_sample', {
      some: formatNumber(sample.identities, language),
      all: formatNumber(sample.of_identities, language),
      share: formatRate(sample.share, language),
    });
  });
  protected readonly days = computed(() => {
    const language = this.#i18n.language();
    const shown = (value: number | null) => formatValue(value, 'count', language);
    return this.preview().days?.map(({ day, present, wanted }) => ({
      day: formatBucket(`${day}T00:00:00Z`, 'day', 'UTC', language),
      cells: [
        { value: shown(present.messages_received), isMoved: false },
        {
          value: shown(wanted.messages_received),
          isMoved: present.messages_received !== wanted.messages_received,
        },
        { value: shown(present.dialogues), isMoved: false },
        { value: shown(wanted.dialogues), isMoved: present.dialogues !== wanted.dialogues },
      ],
    }));
  });
}
