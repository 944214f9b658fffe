import { NgTemplateOutlet } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  type TemplateRef,
  computed,
  contentChild,
  inject,
  input,
  output,
} from '@angular/core';
import { I18n } from '../../i18n/i18n';
import { BY_NAME, type Sort } from './sorting';

export interface TableColumn {
  key: string;
  label: string;
  /** False where an order by it means nothing. */
  isSortable?: boolean;
  /** Words are read from the left; numbers, when left out, are compared from the right. */
  isText?: boolean;
}

export interface TableLine {
  /** Stays the same for the same thing. */
  id: string;
  isTotal: boolean;
}

/**
 * A table of numbers: the first column names the row and stays in place, a click on a heading sorts, totals come last.
 * What stands in a cell is the caller's: the templates `#rowName` (a line) and `#cell` (a line and the key of a column),
 * and `#explain` beside a heading (the key of a column). On a narrow screen each row is a card.
 */
@Component({
  selector: 'app-data-table',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgTemplateOutlet],
  templateUrl: './data-table.html',
  styleUrl: './data-table.css',
})
export class DataTable<Line extends TableLine> {
  protected readonly t = inject(I18n).t;
  protected readonly byName = BY_NAME;
  /** What the table is of. */
  readonly name = input.required<string>();
  readonly nameHeading = input.required<string>();
  readonly columns = input.required<readonly TableColumn[]>();
  readonly lines = input.required<readonly Line[]>();
  readonly sort = input.required<Sort>();
  readonly isOutdated = input(false);
  /** False where the rows have one order only. */
  readonly isNameSortable = input(true);
  /** The key of the heading that was pressed. */
  readonly sortBy = output<string>();
  protected readonly rowName = contentChild.required<TemplateRef<{ $implicit: Line }>>('rowName');
  protected readonly cell = contentChild.required<TemplateRef<{ $implicit: Line; key: string }>>('cell');
  protected readonly explain = contentChild<TemplateRef<{ $implicit: string }>>('explain');
  protected readonly choices = computed(() => [
    ...(this.isNameSortable() ? [{ key: BY_NAME, label: this.nameHeading() }] : []),
    ...this.columns().filter((column) => column.isSortable !== false),
  ]);

  protected ariaSort(key: string): 'ascending' | 'descending' | null {
    const { by, isDescending } = this.sort();
    if (by !== key) return null;
    return isDescending ? 'descending' : 'ascending';
  }
}
