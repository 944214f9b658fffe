import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Role } from '@parley/contracts';
import { provideTexts } from '../i18n/transloco';
import { Live } from '../shell/live';
import { ViewState } from '../shell/view-state';
import { type Dismissible, Dismissals } from './dismissals';

const wait = (part: Partial<Dismissible> = {}): Dismissible => ({
  id: '7-8-9',
  name: 'Anna',
  lastIncomingAt: '2026-11-25T08:50:00.000Z',
  step: 'dismiss',
  ...part,
});

describe('no reply needed', () => {
  const role = signal<Role>('owner');
  let dismissals: Dismissals;
  let http: HttpTestingController;
  let settled = 0;

  beforeEach(() => {
    role.set('owner');
    settled = 0;
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideTexts(),
        { provide: ViewState, useValue: { workspaceId: () => '3', workspace: () => ({ role: role() }) } },
        { provide: Live, useValue: { settle: () => (settled += 1) } },
        Dismissals,
      ],
    });
    dismissals = TestBed.inject(Dismissals);
    http = TestBed.inject(HttpTestingController);
  });
  afterEach(() => http.verify());

  const asked = (method: 'PUT' | 'DELETE') =>
    http.expectOne({ method, url: '/api/workspaces/3/waits/7-8-9/dismissal' });

  it('is said of what stands on the screen, once, and lists are asked anew', async () => {
    const first = dismissals.say(wait(), 'dismiss');
    expect(await dismissals.say(wait(), 'dismiss')).toBe(false);
    const request = asked('PUT');
    expect(request.request.body).toEqual({ last_incoming_at: '2026-11-25T08:50:00.000Z' });
    expect(dismissals.isPending(wait())).toBe(true);
    request.flush(null, { status: 204, statusText: 'No Content' });
    expect(await first).toBe(true);
    expect([settled, dismissals.last()]).toEqual([1, { wait: wait(), step: 'dismiss' }]);
    // Until the list says so itself; then it can be taken back.
    expect(dismissals.isPending(wait())).toBe(true);
    expect(dismissals.isPending(wait({ step: 'take_back' }))).toBe(false);
  });

  it('turns the row of a list that stands still, until that is asked for again', async () => {
    const row = wait({ judged: '09:00' });
    const said = dismissals.say(row, 'dismiss');
    asked('PUT').flush(null);
    await said;
    expect(dismissals.stepOf(row)).toBe('take_back');
    expect(dismissals.stepOf(wait({ judged: '09:05', step: null }))).toBeNull();
    const back = dismissals.say(row, 'take_back');
    asked('DELETE').flush(null);
    await back;
    expect([dismissals.stepOf(row), dismissals.isPending(row)]).toEqual(['dismiss', false]);
  });

  it('says why it could not be said, in the words of the api', async () => {
    const said = dismissals.say(wait(), 'dismiss');
    const detail = 'The customer has written again since.';
    asked('PUT').flush(
      { type: 't', title: 't', status: 409, code: 'wait_changed', detail },
      { status: 409, statusText: 'Conflict' },
    );
    expect(await said).toBe(false);
    expect([dismissals.failure(), dismissals.last(), dismissals.isPending(wait())]).toEqual([
      detail,
      null,
      false,
    ]);
    dismissals.close();
    expect(dismissals.failure()).toBeNull();
  });

  it('is offered to those who work with customers', () => {
    const offered = (['owner', 'analyst', 'team_lead', 'agent', 'viewer'] as const).filter((each) => {
      role.set(each);
      return dismissals.isAllowed();
    });
    expect(offered).toEqual(['owner', 'team_lead', 'agent']);
  });
});
