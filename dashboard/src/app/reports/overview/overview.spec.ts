import { jest } from '@jest/globals';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { I18n } from '../../i18n/i18n';
import { provideTexts } from '../../i18n/transloco';
import type { Failure } from '../../session/failure';
import { aMeta, anOverviewRow } from '../../testing/rows';
import { type Answer, ReportData } from '../report-data';
import type { ReportParams } from '../report-url';
import { OverviewRows } from '../overview-rows';
import { Overview } from './overview';
import type { OverviewRow } from './tiles';

const PARAMS: ReportParams = {
  from: '2017-02-01',
  to: '2017-03-01',
  time_zone: 'Europe/Moscow',
  compare_to: 'none',
  channels: [],
  account_ids: [],
};

const linkOf = (key: string, value: number | null) =>
  value ? { path: ['/workspace', '3', 'rows'], query: { key } } : null;

describe('Overview', () => {
  const answer = signal<Answer<OverviewRow> | undefined>(undefined);
  const failure = signal<Failure | null>(null);
  const retry = jest.fn();
  const params = signal(PARAMS);

  beforeEach(async () => {
    answer.set(undefined);
    failure.set(null);
    TestBed.configureTestingModule({
      providers: [provideTexts(), provideRouter([]), { provide: OverviewRows, useValue: { of: linkOf } }],
    });
    await TestBed.inject(I18n).use('ru');
  });

  const make = async () => {
    const fixture = TestBed.createComponent(Overview);
    const data = new ReportData<OverviewRow>(
      'overview',
      params,
      params,
      answer,
      failure,
      signal(false),
      signal(false),
      signal('3'),
      retry,
    );
    fixture.componentRef.setInput('data', data);
    await fixture.whenStable();
    return fixture;
  };
  const plain = (element: Element | null) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const valueOf = (element: HTMLElement, label: string) =>
    plain(element.querySelector(`[role=group][aria-label="${label}"] .value`));

  it('shows a skeleton until there is an answer', async () => {
    const fixture = await make();
    const element: HTMLElement = fixture.nativeElement;
    expect(element.querySelector('[role=status]')?.getAttribute('aria-label')).toBe('Загрузка…');
    expect(element.querySelectorAll('.tile-skeleton')).toHaveLength(17);
  });

  it('shows the reference set as people write it', async () => {
    answer.set({ meta: aMeta(), rows: [anOverviewRow()] });
    const element: HTMLElement = (await make()).nativeElement;
    expect(valueOf(element, 'Входящие сообщения')).toBe('1 861');
    expect(valueOf(element, 'Исходящие сообщения')).toBe('1 404');
    expect(valueOf(element, 'Клиенты')).toBe('270');
    expect(valueOf(element, 'Доля повторных обращений')).toBe('16,7 % 45 из 270');
    expect(valueOf(element, 'Длительность диалога, среднее')).toBe('3 ч 30 мин');
    const links = element.querySelectorAll('[role=group][aria-label="Доля повторных обращений"] .value a');
    expect([...links].map((link) => link.getAttribute('href'))).toEqual([
      '/workspace/3/rows?key=repeat_contact_rate',
      '/workspace/3/rows?key=repeat_contacts',
    ]);
  });

  it('follows the language at once', async () => {
    answer.set({ meta: aMeta(), rows: [anOverviewRow()] });
    const fixture = await make();
    TestBed.inject(I18n).use('en');
    await fixture.whenStable();
    expect(valueOf(fixture.nativeElement, 'Incoming messages')).toBe('1,861');
  });

  it('gives the reason for a number that cannot be known', async () => {
    const unavailable = { contacts_subscribed: { reason: 'no_accounts' as const, covered_share: 0 } };
    answer.set({ meta: aMeta({ unavailable }), rows: [anOverviewRow({ contacts_subscribed: null })] });
    const element: HTMLElement = (await make()).nativeElement;
    expect(valueOf(element, 'Подписались')).toBe('—');
    const tile = element.querySelector('[role=group][aria-label="Подписались"]');
    expect(plain(tile)).toContain('Пока не подключён ни один аккаунт.');
  });

  it('says what went wrong in the words of the api, and tries again', async () => {
    failure.set({ kind: 'refused', status: 503, detail: 'Хранилище недоступно.' });
    const element: HTMLElement = (await make()).nativeElement;
    expect(plain(element.querySelector('[role=alert]'))).toContain('Хранилище недоступно.');
    element.querySelector<HTMLButtonElement>('[role=alert] button')?.click();
    expect(retry).toHaveBeenCalledTimes(1);
  });
});
