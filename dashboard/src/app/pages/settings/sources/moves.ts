import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { SourcePreview } from '@parley/contracts';
import { I18n } from '../../../i18n/i18n';
import { formatNumber } from '../../../theme/format';
import { shortLabels } from './draft';

/** What other rules would move: how many arrivals and people in one sentence, and each kind of change. */
@Component({
  selector: 'app-source-moves',
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: '../settings.css',
  styles: `
    td {
      overflow-wrap: anywhere;
    }
  `,
  template: `<p class="sentence" role="status">{{ sentence() }}</p>
    <p class="soft">{{ without() }}</p>
    @if (lines().length > 0) {
      <div class="scroll tall" tabindex="0" role="group" [attr.aria-label]="t('sources.preview')">
        <table [attr.aria-label]="t('sources.preview')">
          <thead>
            <tr>
              <th scope="col">{{ t('sources.preview_from') }}</th>
              <th scope="col">{{ t('sources.preview_to') }}</th>
              <th scope="col" class="number">{{ t('sources.touches') }}</th>
              <th scope="col" class="number">{{ t('sources.contacts') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (line of lines(); track $index) {
              <tr>
                <td>
                  {{ line.from }}<br /><code class="hint">{{ line.examples }}</code>
                </td>
                <td>
                  <strong>{{ line.to }}</strong>
                </td>
                <td class="number">{{ line.touches }}</td>
                <td class="number">{{ line.contacts }}</td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    }
    @if (preview().changes_left_out > 0) {
      <p class="hint">{{ t('sources.preview_left_out', { n: preview().changes_left_out }) }}</p>
    }`,
})
export class SourceMoves {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  readonly preview = input.required<SourcePreview>();

  protected readonly sentence = computed(() => {
    const { moves, touches } = this.preview();
    if (moves.touches === 0) return this.t('sources.preview_same');
    return this.t('sources.preview_moves', {
      touches: this.#i18n.plural('arrivals', moves.touches),
      of: this.#number(touches),
      contacts: this.#i18n.plural('contacts', moves.contacts),
      refs: this.#i18n.plural('refs', moves.refs),
    });
  });
  protected readonly without = computed(() => {
    const { now, then } = this.preview().without_source;
    return this.t('sources.preview_without', { now: this.#number(now), then: this.#number(then) });
  });
  protected readonly lines = computed(() =>
    this.preview().changes.map(({ from, to, touches, contacts, examples }) => ({
      from: shortLabels(from) || this.t('sources.not_labelled'),
      to: shortLabels(to) || this.t('sources.not_labelled'),
      touches: this.#number(touches),
      contacts: this.#number(contacts),
      examples: examples.join(', '),
    })),
  );

  #number(n: number): string {
    return formatNumber(n, this.#i18n.language());
  }
}
