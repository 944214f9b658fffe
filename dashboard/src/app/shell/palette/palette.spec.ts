import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type Role, USUAL_FUNNEL } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { provideTexts } from '../../i18n/transloco';
import { Session } from '../../session/session';
import { Theme } from '../../theme/theme';
import { Choices } from '../choices';
import { Pins } from '../pins/pins';
import { PlaceHere } from '../pins/place-here';
import { Recent } from '../pins/recent';
import { Shortcuts } from '../shortcuts/shortcuts';
import { ViewState } from '../view-state';
import { MOST_FOUND } from './commands';
import { Palette } from './palette';

const LEADS = {
  funnel_id: '7',
  name: 'Leads of the summer',
  definition: USUAL_FUNNEL,
  created_at: '2026-11-01T00:00:00.000Z',
  created_by: 'Ann',
  changed_at: '2026-11-01T00:00:00.000Z',
  changed_by: 'Ann',
};

describe('the palette', () => {
  const role = signal<Role>('viewer');
  const opened: unknown[] = [];
  const palette = signal(false);
  const account = (id: string) => ({ id, name: `Zebra ${id}`, hint: '' });

  const shown = async () => {
    // The browser of the tests knows no dialogs.
    const dialog = HTMLDialogElement.prototype;
    dialog.showModal = function (this: HTMLDialogElement) {
      this.open = true;
    };
    dialog.close = function (this: HTMLDialogElement) {
      this.open = false;
    };
    opened.length = 0;
    palette.set(false);
    TestBed.configureTestingModule({
      providers: [
        provideTexts(),
        provideHttpClient(),
        provideHttpClientTesting(),
        { provide: Session, useValue: {} },
        { provide: Theme, useValue: { choice: () => 'system' } },
        {
          provide: Choices,
          useValue: { accounts: signal(Array.from({ length: MOST_FOUND + 12 }, (_, n) => account(`${n}`))) },
        },
        { provide: Pins, useValue: { pins: signal([]) } },
        { provide: Recent, useValue: { places: signal([]) } },
        {
          provide: PlaceHere,
          useValue: { address: signal(''), open: (...where: unknown[]) => opened.push(where) },
        },
        { provide: Shortcuts, useValue: { palette, help: signal(false), isOn: signal(true) } },
        {
          provide: ViewState,
          useValue: {
            workspace: () => ({ role: role() }),
            workspaceId: signal('3'),
            view: () => ({ period: 'today' }),
          },
        },
      ],
    });
    await TestBed.inject(I18n).use('en');
    const fixture = TestBed.createComponent(Palette);
    fixture.detectChanges();
    const element = fixture.nativeElement as HTMLElement;
    const field = element.querySelector('input')!;
    return {
      element,
      field,
      http: TestBed.inject(HttpTestingController),
      options: () => [...element.querySelectorAll('[role=option]')].map((each) => each.textContent.trim()),
      status: () => element.querySelector('[role=status]')?.textContent.trim(),
      settle: async () => {
        await new Promise((done) => setTimeout(done));
        fixture.detectChanges();
      },
      open: () => {
        palette.set(true);
        fixture.detectChanges();
      },
      seek: (query: string) => {
        field.value = query;
        field.dispatchEvent(new Event('input'));
        fixture.detectChanges();
      },
    };
  };

  it('says how many more there are than it shows, and whether it shows any', async () => {
    role.set('owner');
    const { open, seek, field, options, status, element } = await shown();
    open();
    expect(field.getAttribute('aria-expanded')).toBe('true');
    seek('zebra');
    expect(options()).toHaveLength(MOST_FOUND);
    expect(status()).toBe(`${MOST_FOUND + 12} found. 12 more: type on to narrow them down`);
    expect(element.querySelector('.more')?.textContent).toContain('12 more');
    seek('zebra 41');
    expect(options()[0]).toBe('Zebra 41');
    expect(element.querySelector('.more')).toBeNull();
    seek('xyzzy');
    expect(field.getAttribute('aria-expanded')).toBe('false');
    expect(element.querySelector('[role=listbox]')?.hasAttribute('hidden')).toBe(true);
    expect(status()).toBe('0 found');
  });

  it('leads to a saved funnel; they are asked for when it opens, and by those who may see them', async () => {
    role.set('viewer');
    const { open, seek, field, options, settle, http } = await shown();
    http.expectNone('/api/workspaces/3/funnels');
    open();
    await settle();
    http.expectOne('/api/workspaces/3/funnels').flush({ funnels: [LEADS] });
    await settle();
    seek('summer');
    expect(options()).toEqual(['Leads of the summer']);
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    expect(opened).toEqual([[['funnels'], { funnel_id: '7' }]]);

    role.set('agent');
    await settle();
    open();
    await settle();
    http.expectNone('/api/workspaces/3/funnels');
    seek('summer');
    expect(options()).toEqual([]);
  });
});
