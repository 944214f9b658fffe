import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { ACQUISITION_GROUPS } from '@parley/contracts';
import { I18n } from '../i18n/i18n';
import { Icon } from '../ui/icon';
import { AcquisitionState } from './acquisition-state';

/** What the rows are, and by what they were opened; all of it stands in the URL. */
@Component({
  selector: 'app-acquisition-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  host: { role: 'group', '[attr.aria-label]': "t('channels.bar')" },
  template: `<label class="choice">
      <span>{{ t('channels.by') }}</span>
      <select #group class="select" (change)="choose(group.value)">
        @for (each of groups; track each) {
          <option [value]="each" [selected]="each === state.asked().group">
            {{ state.groupName(each) }}
          </option>
        }
      </select>
    </label>
    @if (state.opened().length > 0) {
      <ul [attr.aria-label]="t('channels.opened')">
        @for (each of state.opened(); track each.key) {
          <li>
            <button
              type="button"
              class="button"
              [attr.aria-label]="t('channels.back', { name: each.name })"
              (click)="state.goBack(each.back)"
            >
              {{ each.name }}<app-icon name="close" [size]="16" />
            </button>
          </li>
        }
      </ul>
    }
    <ng-content />`,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.5rem 1rem;
    }
    .choice {
      display: inline-flex;
      align-items: center;
      gap: 0.45rem;
      color: var(--ink-soft);
      font-size: 0.875rem;
    }
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: 0.4rem;
      margin: 0;
      padding: 0;
      list-style: none;
    }
  `,
})
export class AcquisitionBar {
  protected readonly t = inject(I18n).t;
  protected readonly state = inject(AcquisitionState);
  protected readonly groups = ACQUISITION_GROUPS;

  protected choose(name: string): void {
    const group = ACQUISITION_GROUPS.find((each) => each === name);
    if (group) this.state.choose(group);
  }
}
