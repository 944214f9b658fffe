import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { NEVER } from 'rxjs';
import { ViewState } from '../view-state';
import { PlaceHere, addressIn } from './place-here';

describe('the place here', () => {
  it('is what stands below the address of the workspace', () => {
    expect(addressIn('/workspace/3/contacts/5?period=today#top', '3')).toBe('contacts/5?period=today');
    expect(addressIn('/workspace/33/contacts', '3')).toBe('');
  });

  it('is left for another page with the period and the filters of every screen, and nothing else', () => {
    const went: string[] = [];
    TestBed.configureTestingModule({
      providers: [
        PlaceHere,
        {
          provide: Router,
          useValue: {
            url: '/workspace/3/contacts?q=Anna&period=today',
            events: NEVER,
            navigateByUrl: (url: string) => went.push(url),
          },
        },
        {
          provide: ViewState,
          useValue: {
            workspaceId: signal('3'),
            viewQuery: () => ({ period: 'today', from: null, channels: 'telegram,viber' }),
          },
        },
      ],
    });
    const here = TestBed.inject(PlaceHere);
    here.open(['settings', 'teams']);
    here.open(['rows'], { report: 'waits' });
    here.go('contacts?q=Anna');
    expect(went).toEqual([
      '/workspace/3/settings/teams?period=today&channels=telegram%2Cviber',
      '/workspace/3/rows?period=today&channels=telegram%2Cviber&report=waits',
      '/workspace/3/contacts?q=Anna',
    ]);
  });
});
