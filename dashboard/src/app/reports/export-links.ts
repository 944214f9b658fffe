import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { ReportFormat } from '@parley/contracts';
import { I18n } from '../i18n/i18n';
import { Icon } from '../ui/icon';
import type { ReportData } from './report-data';
import { reportUrl } from './report-url';

const FORMATS = ['csv', 'ndjson'] as const satisfies readonly ReportFormat[];

/** Takes what a block shows along: the same question, answered as a file. */
@Component({
  selector: 'app-export-links',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `@for (each of links(); track each.format) {
    <a class="button quiet" [href]="each.url" download [attr.aria-label]="each.label">
      @if ($first) {
        <app-icon name="download" [size]="16" />
      }
      {{ each.name }}
    </a>
  }`,
  styles: `
    :host {
      display: inline-flex;
    }
  `,
})
export class ExportLinks {
  readonly #i18n = inject(I18n);
  readonly data = input.required<ReportData<unknown>>();
  /** What is exported. */
  readonly name = input.required<string>();
  protected readonly links = computed(() => {
    const { name: report, workspaceId, params } = this.data();
    return FORMATS.map((format) => ({
      format,
      name: this.#i18n.t(format),
      label: this.#i18n.t(`${format}.label`, { name: this.name() }),
      url: reportUrl(workspaceId(), report, params(), format),
    }));
  });
}
