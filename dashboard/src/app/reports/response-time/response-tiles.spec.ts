import { jest } from '@jest/globals';
import { computed, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { Role } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { provideTexts } from '../../i18n/transloco';
import { DEFAULT_MEASURES } from '../../measures/measures';
import { MeasuresState } from '../../measures/measures-state';
import type { Failure } from '../../session/failure';
import { ViewState } from '../../shell/view-state';
import { aMeta } from '../../testing/rows';
import { aResponseRow } from '../../testing/service-rows';
import { type Answer, ReportData } from '../report-data';
import type { ReportParams } from '../report-url';
import type { ResponseTimeRow } from './response-groups';
import { ResponseTiles } from './response-tiles';

const PARAMS: ReportParams = {
  from: '2017-02-01',
  to: '2017-03-01',
  time_zone: 'Europe/Moscow',
  compare_to: 'none',
  channels: [],
  account_ids: [],
};
type Service = ReturnType<typeof aMeta>['service'];
const CALENDARS: Service = { has_calendar: true, targets: [] };

describe('ResponseTiles', () => {
  const calendar = signal<Answer<ResponseTimeRow> | undefined>(undefined);
  const business = signal<Answer<ResponseTimeRow> | undefined>(undefined);
  const failure = signal<Failure | null>(null);
  const role = signal<Role>('owner');
  const retry = jest.fn();

  beforeEach(() => {
    failure.set(null);
    role.set('owner');
    retry.mockClear();
    TestBed.configureTestingModule({
      providers: [
        provideTexts(),
        provideRouter([]),
        {
          provide: ViewState,
          useValue: { workspaceId: signal('3'), workspace: computed(() => ({ role: role() })) },
        },
        {
          provide: MeasuresState,
          useValue: {
            measures: signal(DEFAULT_MEASURES),
            rows: (query: Record<string, string>) => ({ path: ['/workspace', '3', 'rows'], query }),
          },
        },
      ],
    });
    TestBed.inject(I18n).use('en');
  });

  const dataOf = (answer: typeof calendar) =>
    new ReportData<ResponseTimeRow>(
      'response-time',
      signal(PARAMS),
      signal(PARAMS),
      answer,
      failure,
      signal(false),
      signal(false),
      signal('3'),
      retry,
    );
  const show = async (service: Service, part: Partial<ResponseTimeRow> = {}) => {
    const meta = aMeta({ service });
    const total = { is_total: true, ...part };
    calendar.set({ meta, rows: [aResponseRow({ ...total, waits_without_calendar: 0 })] });
    const unknown = service?.has_calendar
      ? {}
      : { response_median_seconds: null, response_p90_seconds: null };
    business.set({ meta, rows: [aResponseRow({ response_median_seconds: 300, ...total, ...unknown })] });
    const fixture = TestBed.createComponent(ResponseTiles);
    fixture.componentRef.setInput('calendar', dataOf(calendar));
    fixture.componentRef.setInput('business', dataOf(business));
    await fixture.whenStable();
    return fixture.nativeElement as HTMLElement;
  };
  const plain = (element: Element | null | undefined) =>
    (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const group = (element: HTMLElement, name: string) =>
    element.querySelector(`[role=group][aria-label="${name}"]`);

  it('shows calendar and business time side by side, each leading to its rows', async () => {
    const element = await show(CALENDARS);
    const sides = ['Calendar time', 'Business hours'].map((hours) =>
      group(element, `Response time, median, ${hours}`),
    );
    expect(sides.map((side) => plain(side?.querySelector('.value')))).toEqual(['15 min', '5 min']);
    expect(sides.map((side) => side?.querySelector('a')?.getAttribute('href'))).toEqual([
      '/workspace/3/rows?states=answered&is_measured=yes&hours=calendar',
      '/workspace/3/rows?states=answered&is_measured=yes&hours=business',
    ]);
  });

  it('says that there is no calendar, and leads whoever may to where one is made', async () => {
    const element = await show({ has_calendar: false, targets: [] });
    expect(plain(group(element, 'Response time, median, Business hours'))).toBe(
      'Business hours—No business hours are set',
    );
    expect(element.querySelector('.missing a')?.getAttribute('href')).toBe('/workspace/3/settings/calendars');
    role.set('viewer');
    const read = await show({ has_calendar: false, targets: [] });
    expect(read.querySelector('.missing a')).toBeNull();
  });

  it('says how many answered waits have no calendar although others do', async () => {
    const element = await show(CALENDARS, { waits_without_calendar: 21 });
    expect(plain(element.querySelector('.missing'))).toContain('21 answered waits have no calendar');
  });

  it('names the target that all are held to, or says that there is none', async () => {
    const target = {
      kind: 'first' as const,
      team_id: null,
      channel: null,
      seconds: 900,
      hours: 'business' as const,
    };
    const held = await show({ has_calendar: true, targets: [target] });
    expect(plain(group(held, 'Within target, share'))).toContain('80%Target: 15 min, business hours');
    const free = await show(CALENDARS, { target_share: null });
    expect(plain(group(free, 'Within target, share'))).toContain('—No target is setSet a target');
  });

  it('doubts what few waits say', async () => {
    const element = await show(CALENDARS, { waits_answered: 12 });
    const side = group(element, 'Response time, median, Calendar time');
    expect(side?.querySelector('.value')?.classList).toContain('small');
    expect(plain(side)).toContain('only 12: may be chance');
  });

  it('says what went wrong and asks for both again', async () => {
    failure.set({ kind: 'network', status: 0, detail: null });
    const element = await show(CALENDARS);
    element.querySelector<HTMLButtonElement>('[role=alert] button')?.click();
    expect(retry).toHaveBeenCalledTimes(2);
  });
});
