import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { I18n } from '../../i18n/i18n';
import { provideTexts } from '../../i18n/transloco';
import { MeasuresState } from '../../measures/measures-state';
import { Live } from '../../shell/live';
import { ViewState } from '../../shell/view-state';
import { aMeta } from '../../testing/rows';
import { WorkloadCard } from './workload-card';
import { aWorkloadHour, aWorkloadRow } from '../../testing/workload-rows';

const VIEW = {
  own: () => null,
  ownAll: () => [],
  changeOwn: () => undefined,
  workspace: signal({ role: 'owner' }),
  workspaceId: signal('3'),
  edges: () => ({ from: '2026-03-02', to: '2026-03-03' }),
  zone: () => 'Europe/Moscow',
  granularity: () => 'day',
  view: () => ({ channels: [], account_ids: [], hours_of_day: [], weekdays: [], compare_to: 'none' }),
  viewQuery: () => ({}),
};

describe('the card of the workload', () => {
  it('shows who is how busy, and the hours as a picture and as a table', async () => {
    TestBed.configureTestingModule({
      providers: [
        provideTexts(),
        provideRouter([]),
        provideHttpClient(),
        provideHttpClientTesting(),
        MeasuresState,
        { provide: ViewState, useValue: VIEW },
        { provide: Live, useValue: { version: signal(0) } },
      ],
    });
    await TestBed.inject(I18n).use('en');
    const fixture = TestBed.createComponent(WorkloadCard);
    fixture.detectChanges();
    const http = TestBed.inject(HttpTestingController);
    const total = aWorkloadRow({ is_total: true, agent_id: null, agent_name: null });
    http
      .expectOne((request) => request.url.includes('reports/workload?'))
      .flush({ meta: aMeta(), rows: [aWorkloadRow(), total] });
    const hours = Array.from({ length: 24 }, (_, hour) => aWorkloadHour(hour, hour === 10 ? 1.5 : 1));
    http
      .expectOne((request) => request.url.includes('reports/workload-by-hour?'))
      .flush({ meta: aMeta(), rows: hours });
    await fixture.whenStable();
    const element: HTMLElement = fixture.nativeElement;
    const text = (element.textContent ?? '').replace(/\s+/g, ' ');
    expect(text).toContain('1 agent: 24 min busy, 1.33 dialogues at once on average, 2 at most');
    expect(text).toContain('Anna');
    expect(element.querySelectorAll('.bar')).toHaveLength(24);
    expect(element.querySelector('figcaption')?.textContent).toContain('1.5 at 10:00–11:00');
    expect(element.querySelectorAll('details tbody tr')).toHaveLength(24);
    const link = element.querySelector('details tbody a');
    expect(link?.getAttribute('href')).toContain('report=work-spans');
    expect(link?.getAttribute('href')).toContain('hours_of_day=0');
  });
});
