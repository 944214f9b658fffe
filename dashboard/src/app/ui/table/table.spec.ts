import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { I18n } from '../../i18n/i18n';
import { provideTexts } from '../../i18n/transloco';
import { columnsFrom, columnsName, toggled } from './columns';
import { DataTable } from './data-table';
import { type Sort, compareValues, nextSort, sortFrom, sortName } from './sorting';
import { sparkShapes } from './sparkline';

describe('the order of a table', () => {
  const usual = { by: 'n', isDescending: true };

  it('survives the way to the URL and back, and repairs nonsense', () => {
    const sort = { by: 'p90', isDescending: true };
    expect(sortFrom(sortName(sort), ['n', 'p90'], usual)).toEqual(sort);
    expect(sortFrom('name', ['n'], usual)).toEqual({ by: 'name', isDescending: false });
    expect(sortFrom('salary', ['n'], usual)).toEqual(usual);
  });

  it('turns round on the second click', () => {
    expect(nextSort(usual, 'n', true)).toEqual({ by: 'n', isDescending: false });
    expect(nextSort(usual, 'p90', false)).toEqual({ by: 'p90', isDescending: false });
  });

  it('has what does not exist last in both directions, and numbers in words as numbers', () => {
    const order = (values: (string | number | null)[], isDescending: boolean) =>
      [...values].sort((a, b) => compareValues(a, b, isDescending, 'ru'));
    expect(order([null, 3, 1], false)).toEqual([1, 3, null]);
    expect(order([null, 3, 1], true)).toEqual([3, 1, null]);
    expect(order(['10', 'Б', '9', 'А'], false)).toEqual(['9', '10', 'А', 'Б']);
  });
});

describe('the columns of a table', () => {
  const all = ['a', 'b', 'c'] as const;

  it('are those named in the URL in the order of the table, else the usual ones', () => {
    expect(columnsFrom('c,a,x', all, ['a'])).toEqual(['a', 'c']);
    expect(columnsFrom('x', all, ['a', 'b'])).toEqual(['a', 'b']);
    expect(columnsName(['b', 'a'], ['a', 'b'])).toBeNull();
    expect(columnsName(['a', 'c'], ['a', 'b'])).toBe('a,c');
  });

  it('never go away altogether', () => {
    expect(toggled(['a'], 'a', all)).toEqual(['a']);
    expect(toggled(['a'], 'c', all)).toEqual(['a', 'c']);
    expect(toggled(['a', 'c'], 'a', all)).toEqual(['c']);
  });
});

describe('a sparkline', () => {
  it('begins at zero, breaks at gaps and shows lonely values as dots', () => {
    const { lines, dots } = sparkShapes([0, 10, null, 5, null]);
    expect(lines).toEqual(['3,19 23.5,3']);
    expect(dots).toEqual([{ x: 64.5, y: 11 }]);
    expect(sparkShapes([])).toEqual({ lines: [], dots: [] });
    expect(sparkShapes([0, 0]).lines).toEqual(['3,19 85,19']);
  });
});

@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DataTable],
  template: `<app-data-table
    name="Agents"
    nameHeading="Agent"
    [columns]="columns"
    [lines]="lines"
    [sort]="sort()"
    (sortBy)="pressed.push($event)"
  >
    <ng-template #rowName let-line>{{ line.id }}</ng-template>
    <ng-template #cell let-line let-key="key">{{ key }} of {{ line.id }}</ng-template>
  </app-data-table>`,
})
class Host {
  columns = [
    { key: 'n', label: 'Answered' },
    { key: 'trend', label: 'Trend', isSortable: false },
  ];
  lines = [
    { id: 'Anna', isTotal: false },
    { id: 'all', isTotal: true },
  ];
  sort = signal<Sort>({ by: 'n', isDescending: true });
  pressed: string[] = [];
}

describe('DataTable', () => {
  it('names its columns, says its order and asks for another', async () => {
    TestBed.configureTestingModule({ providers: [provideTexts()] });
    TestBed.inject(I18n).use('en');
    const fixture = TestBed.createComponent(Host);
    await fixture.whenStable();
    const element: HTMLElement = fixture.nativeElement;
    const heads = [...element.querySelectorAll('th[scope=col]')];
    expect(heads.map((head) => head.getAttribute('aria-sort'))).toEqual([null, 'descending', null]);
    expect(heads[2]?.querySelector('button')).toBeNull();
    heads[0]?.querySelector('button')?.click();
    heads[1]?.querySelector('button')?.click();
    expect(fixture.componentInstance.pressed).toEqual(['name', 'n']);
    expect(element.querySelector('tr.total td')?.textContent?.trim()).toBe('n of all');
    // On a narrow screen the order is chosen from a list, which holds what can be sorted by.
    const options = [...element.querySelectorAll('option')].map((option) => option.textContent?.trim());
    expect(options).toEqual(['Agent', 'Answered']);
  });
});
