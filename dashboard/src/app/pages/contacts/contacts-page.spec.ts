import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { I18n } from '../../i18n/i18n';
import { provideTexts } from '../../i18n/transloco';
import { Choices } from '../../shell/choices';
import { Live } from '../../shell/live';
import { ViewState } from '../../shell/view-state';
import { ContactsPage } from './contacts-page';

describe('the page of contacts', () => {
  const changed: unknown[] = [];

  const shown = async (sees_names: boolean) => {
    changed.length = 0;
    TestBed.configureTestingModule({
      providers: [
        provideTexts(),
        provideRouter([]),
        provideHttpClient(),
        provideHttpClientTesting(),
        { provide: Live, useValue: { version: signal(0) } },
        {
          provide: Choices,
          useValue: { channels: signal([]), accounts: signal([]), hasFailed: signal(false) },
        },
        {
          provide: ViewState,
          useValue: {
            workspace: signal({ role: 'owner' }),
            workspaceId: signal('3'),
            view: () => ({ channels: [], account_ids: [] }),
            zone: () => 'UTC',
            own: () => null,
            ownAll: () => [],
            changeOwn: (query: unknown) => changed.push(query),
          },
        },
      ],
    });
    await TestBed.inject(I18n).use('en');
    const fixture = TestBed.createComponent(ContactsPage);
    fixture.detectChanges();
    const meta = {
      total: 0,
      row_count: 0,
      next_cursor: null,
      merges: 0,
      is_cut: false,
      sees_names,
      time_zone: 'UTC',
    };
    TestBed.inject(HttpTestingController)
      .expectOne((request) => request.url.includes('/contacts'))
      .flush({ meta, rows: [] });
    await fixture.whenStable();
    fixture.detectChanges();
    const element = fixture.nativeElement as HTMLElement;
    return { fixture, search: () => element.querySelector<HTMLInputElement>('input[type=search]') };
  };
  const type = (field: HTMLInputElement | null, text: string) => {
    field!.value = text;
    field!.dispatchEvent(new Event('input'));
  };
  const aMoment = () => new Promise((done) => setTimeout(done, 400));

  it('searches when somebody stops typing, and no more once they are gone', async () => {
    const { fixture, search } = await shown(true);
    type(search(), 'Anna');
    await aMoment();
    expect(changed).toEqual([{ q: 'Anna', shown: null }]);
    type(search(), 'Anna P');
    fixture.destroy();
    await aMoment();
    expect(changed).toHaveLength(1);
  });

  it('offers no search to whom the answer gives no names, whatever the role', async () => {
    const { search } = await shown(false);
    expect(search()).toBeNull();
  });
});
