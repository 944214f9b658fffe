import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { I18n } from '../../i18n/i18n';
import { ViewState } from '../../shell/view-state';

const TABS = [
  { path: [], text: 'costs.tab.spent' },
  { path: ['imports'], text: 'costs.tab.imports' },
  { path: ['manual'], text: 'costs.tab.manual' },
  { path: ['fees'], text: 'costs.tab.fees' },
  { path: ['rates'], text: 'costs.tab.rates' },
] as const;

/** The name of the screen and its parts, above each of them. */
@Component({
  selector: 'app-costs-tabs',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, RouterLinkActive],
  template: `
    <h1>{{ t('nav.costs') }}</h1>
    <nav class="tabs" [attr.aria-label]="t('costs.sections')">
      @for (tab of tabs; track tab.text) {
        <a
          [routerLink]="['/workspace', state.workspaceId(), 'costs', ...tab.path]"
          queryParamsHandling="preserve"
          routerLinkActive="here"
          ariaCurrentWhenActive="page"
          [routerLinkActiveOptions]="tab.path.length === 0 ? exact : subset"
          >{{ t(tab.text) }}</a
        >
      }
    </nav>
  `,
  styleUrls: ['./costs.css'],
  styles: ':host { display: grid; gap: 0.5rem; }',
})
export class CostsTabs {
  protected readonly t = inject(I18n).t;
  protected readonly state = inject(ViewState);
  protected readonly tabs = TABS;
  // A filter or a period in the address makes no other page.
  protected readonly exact = {
    paths: 'exact',
    queryParams: 'ignored',
    matrixParams: 'ignored',
    fragment: 'ignored',
  } as const;
  protected readonly subset = { ...this.exact, paths: 'subset' } as const;
}
