import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { type ServicePreview } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { formatPeriod } from '../../theme/dates';
import { formatNumber, formatRate } from '../../theme/format';
import { serviceLines } from './service-lines';

/** What a change of hours, teams or targets moves: first and next responses, as they are and as they would be. */
@Component({
  selector: 'app-service-preview',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<p class="sentence" role="status">{{ sentence() }}</p>
    @for (part of parts(); track part.title) {
      <h3>{{ part.title }}</h3>
      <div class="scroll" tabindex="0" role="region" [attr.aria-label]="part.title">
        <table [attr.aria-label]="part.title">
          <thead>
            <tr>
              <th scope="col">{{ t('settings.preview_number') }}</th>
              <th scope="col" class="number">{{ t('settings.preview_now') }}</th>
              <th scope="col" class="number">{{ t('settings.preview_then') }}</th>
              <th scope="col" class="number">{{ t('settings.preview_change') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (line of part.lines; track line.key) {
              <tr [class.moved]="line.change" [attr.data-metric]="line.key">
                <th scope="row">{{ line.label }}</th>
                <td class="number">{{ line.now }}</td>
                <td class="number then">{{ line.then }}</td>
                <td class="number">{{ line.change || '—' }}</td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    }
    <p class="hint">{{ period() }}. {{ basis() }}</p>
    <p class="hint">{{ t(preview().moves ? 'service_preview.rebuilds' : 'service_preview.at_once') }}</p>`,
  styleUrl: './settings.css',
})
export class ServicePreviewTable {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  readonly preview = input.required<ServicePreview>();

  protected readonly parts = computed(() => {
    const { first, next } = this.preview();
    const language = this.#i18n.language();
    return (['first', 'next'] as const).map((kind) => {
      return {
        title: this.t(`service_preview.${kind}`),
        lines: serviceLines({ first, next }[kind], language),
      };
    });
  });
  protected readonly sentence = computed(() => {
    const moved = this.parts().flatMap(({ title, lines }) => {
      const list = lines.filter(({ change }) => change).map(({ label, change }) => `${label} ${change}`);
      return list.length === 0 ? [] : [`${title}: ${list.join('; ')}.`];
    });
    return moved.length === 0 ? this.t('settings.preview_same') : moved.join(' ');
  });
  protected readonly period = computed(() => {
    const { period, time_zone } = this.preview();
    return this.t('service_preview.period', {
      period: formatPeriod(period, time_zone, this.#i18n.language()),
      zone: time_zone,
    });
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
}
