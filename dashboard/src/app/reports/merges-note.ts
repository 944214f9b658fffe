import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ReportMeta } from '@parley/contracts';
import { I18n } from '../i18n/i18n';
import { ViewState } from '../shell/view-state';

/** How many merges of contacts the numbers resolve, where there are any, and the way to them. */
@Component({
  selector: 'app-merges-note',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink],
  template: `@if (merges(); as merges) {
    ·
    <a
      [routerLink]="['/workspace', state.workspaceId(), 'contacts']"
      [queryParams]="{ is_merged: 'yes' }"
      [attr.title]="t('contacts.merges_text')"
      >{{ merges }}</a
    >
  }`,
})
export class MergesNote {
  readonly #i18n = inject(I18n);
  protected readonly state = inject(ViewState);
  protected readonly t = this.#i18n.t;
  readonly meta = input.required<Pick<ReportMeta, 'merges'>>();
  protected readonly merges = computed(() => {
    const { merges } = this.meta();
    return merges ? this.#i18n.plural('contacts_merges', merges) : '';
  });
}
