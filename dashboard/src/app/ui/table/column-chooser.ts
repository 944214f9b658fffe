import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { I18n } from '../../i18n/i18n';
import { Icon } from '../icon';
import { Popover } from '../popover';
import { columnsName, toggled } from './columns';

export interface Column {
  key: string;
  label: string;
}

/** Chooses which columns of a table are shown. */
@Component({
  selector: 'app-column-chooser',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Popover, Icon],
  template: `<app-popover
    buttonClass="button quiet"
    [buttonLabel]="t('table.columns_of', { name: table() })"
    [panelLabel]="t('table.columns_of', { name: table() })"
  >
    <app-icon name="columns" [size]="16" />{{ t('table.columns') }}
    <ng-template #panel>
      <fieldset>
        <legend>{{ t('table.columns') }}</legend>
        @for (column of columns(); track column.key) {
          <label>
            <input
              type="checkbox"
              [checked]="isChosen(column.key)"
              [attr.aria-disabled]="isLast(column.key)"
              (change)="toggle(column.key, $event)"
            />
            <span>{{ column.label }}</span>
          </label>
        }
        @if (isChanged()) {
          <button type="button" class="button quiet" (click)="choose.emit(usual())">
            {{ t('table.columns_usual') }}
          </button>
        }
      </fieldset>
    </ng-template>
  </app-popover>`,
  styles: `
    fieldset {
      display: grid;
      min-width: 16rem;
      max-width: calc(100vw - 18px);
      margin: 0;
      padding: 0.5rem;
      border: 0;
    }
    legend {
      padding: 0.4rem 0.5rem 0.2rem;
    }
    label {
      display: flex;
      align-items: center;
      gap: 0.6rem;
      min-height: 2.1rem;
      padding: 0.2rem 0.5rem;
      border-radius: var(--radius-small);
      cursor: pointer;
    }
    label:hover {
      background: var(--brand-soft);
    }
    input {
      flex: none;
      width: 1.05rem;
      height: 1.05rem;
      margin: 0;
    }
    .button {
      justify-self: start;
    }
  `,
})
export class ColumnChooser {
  protected readonly t = inject(I18n).t;
  /** Whose columns these are. */
  readonly table = input.required<string>();
  readonly columns = input.required<readonly Column[]>();
  readonly chosen = input.required<readonly string[]>();
  readonly usual = input.required<readonly string[]>();
  readonly choose = output<readonly string[]>();

  protected isChosen(key: string): boolean {
    return this.chosen().includes(key);
  }

  protected isLast(key: string): boolean {
    return this.isChosen(key) && this.chosen().length === 1;
  }

  protected isChanged(): boolean {
    return columnsName(this.chosen(), this.usual()) !== null;
  }

  protected toggle(key: string, event: Event): void {
    const all = this.columns().map((each) => each.key);
    const next = toggled(this.chosen(), key, all);
    if (event.target instanceof HTMLInputElement) event.target.checked = next.includes(key);
    this.choose.emit(next);
  }
}
