import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { I18n } from '../../i18n/i18n';
import { provideTexts } from '../../i18n/transloco';
import { ViewState } from '../view-state';
import { PinButton } from './pin-button';
import { PinList } from './pin-list';
import { Pins } from './pins';
import { PlaceHere } from './place-here';
import { Recent } from './recent';

const API = '/api/workspaces/3/pins';
const aPin = (pin_id: string, name: string) => ({
  pin_id,
  name,
  address: `${name.toLowerCase()}?period=today`,
});
const WEEK = aPin('1', 'Week');
const MONTH = aPin('2', 'Month');
const REFUSED = { status: 500, statusText: 'Internal Server Error' };

describe('pins', () => {
  let http: HttpTestingController;
  const workspaceId = signal('3');

  beforeEach(async () => {
    workspaceId.set('3');
    TestBed.configureTestingModule({
      providers: [
        provideTexts(),
        provideRouter([]),
        provideHttpClient(),
        provideHttpClientTesting(),
        Pins,
        { provide: ViewState, useValue: { workspace: signal({ role: 'owner' }), workspaceId } },
        { provide: PlaceHere, useValue: { address: signal(WEEK.address) } },
        { provide: Recent, useValue: { places: signal([]) } },
      ],
    });
    await TestBed.inject(I18n).use('en');
    http = TestBed.inject(HttpTestingController);
  });

  const settled = async (fixture: ComponentFixture<unknown>) => {
    // After the answer has been taken, the drawing and the moving of the focus come one after the other.
    for (let n = 0; n < 3; n += 1) {
      await new Promise((done) => setTimeout(done));
      fixture.detectChanges();
    }
  };
  const answer = async (
    fixture: ComponentFixture<unknown>,
    method: string,
    url: string,
    body: object | null,
  ) => {
    const request = http.expectOne({ method, url });
    if (body) request.flush(body);
    else request.flush(null, REFUSED);
    await settled(fixture);
  };
  const shown = async <T>(component: new () => T, pins: object[], inputs: Record<string, unknown> = {}) => {
    const fixture = TestBed.createComponent(component);
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    document.body.append(fixture.nativeElement as HTMLElement);
    fixture.detectChanges();
    await answer(fixture, 'GET', API, { pins });
    return fixture;
  };
  const button = (name: string) => {
    const found = [...document.querySelectorAll('button')].filter(
      (each) => (each.getAttribute('aria-label') ?? each.textContent).trim() === name,
    );
    if (!found[0]) throw new Error(`no button is called «${name}»`);
    return found;
  };
  const press = (name: string) => button(name).at(-1)?.click();
  const said = (role: string) => document.querySelector(`[role=${role}]`)?.textContent.trim() ?? '';
  const names = () =>
    [...document.querySelectorAll('ol input')].map((each) => (each as HTMLInputElement).value);

  describe('in the list', () => {
    const arranged = async () => {
      const fixture = await shown(PinList, [WEEK, MONTH]);
      press('Rename, move, unpin');
      fixture.detectChanges();
      return fixture;
    };

    it('are told to be moved and unpinned when they are, and the focus stays in the list', async () => {
      const fixture = await arranged();
      press('Move Month up');
      await answer(fixture, 'PUT', `${API}/order`, { pins: [MONTH, WEEK] });
      expect(said('status')).toBe('Month is now 1 of 2.');
      expect(document.activeElement).toBe(button('Move Month down')[0]);
      press('Unpin Month');
      await answer(fixture, 'DELETE', `${API}/2`, { pins: [WEEK] });
      expect(said('status')).toBe('Month is no longer pinned.');
      expect(document.activeElement).toBe(button('Unpin Week')[0]);
      press('Unpin Week');
      await answer(fixture, 'DELETE', `${API}/1`, { pins: [] });
      expect(said('status')).toBe('Week is no longer pinned.');
    });

    it('complain of what was refused, and stand as before even when the server says nothing more', async () => {
      const fixture = await arranged();
      press('Move Month up');
      await answer(fixture, 'PUT', `${API}/order`, null);
      expect([said('status'), said('alert')]).toEqual(['', 'Month could not be moved. Try again.']);
      await answer(fixture, 'GET', API, null);
      expect(names()).toEqual(['Week', 'Month']);
      press('Unpin Month');
      await answer(fixture, 'DELETE', `${API}/2`, null);
      expect([said('status'), said('alert')]).toEqual(['', 'Month could not be unpinned. Try again.']);
      await answer(fixture, 'GET', API, { pins: [WEEK, MONTH] });

      const field = document.querySelector<HTMLInputElement>('ol input')!;
      field.value = 'Seven days';
      field.dispatchEvent(new Event('change'));
      await answer(fixture, 'PATCH', `${API}/1`, null);
      expect(said('alert')).toBe('Week could not be renamed. Try again.');
      await answer(fixture, 'GET', API, { pins: [WEEK, MONTH] });
      field.dispatchEvent(new Event('change'));
      await answer(fixture, 'PATCH', `${API}/1`, { pins: [{ ...WEEK, name: 'Seven days' }, MONTH] });
      expect([said('status'), said('alert')]).toEqual(['It is called Seven days now.', '']);
    });

    it('are never those of the workspace before', async () => {
      const fixture = await arranged();
      workspaceId.set('4');
      await settled(fixture);
      expect(names()).toEqual([]);
      await answer(fixture, 'GET', '/api/workspaces/4/pins', { pins: [] });
    });
  });

  it('are made and let go by one button, which keeps the focus', async () => {
    const fixture = await shown(PinButton, [], { title: 'Week' });
    press('Pin');
    await settled(fixture);
    press('Pin');
    await answer(fixture, 'POST', API, null);
    expect(said('alert')).toContain('It could not be kept.');
    await answer(fixture, 'GET', API, { pins: [] });
    press('Pin');
    await answer(fixture, 'POST', API, { pins: [WEEK] });
    expect(document.activeElement).toBe(button('Pinned')[0]);
    press('Pinned');
    await answer(fixture, 'DELETE', `${API}/1`, null);
    expect(said('alert')).toBe('Week could not be unpinned. Try again.');
    await answer(fixture, 'GET', API, { pins: [WEEK] });
    press('Pinned');
    await answer(fixture, 'DELETE', `${API}/1`, { pins: [] });
    expect(said('alert')).toBe('');
    expect(document.activeElement).toBe(button('Pin')[0]);
  });
});
