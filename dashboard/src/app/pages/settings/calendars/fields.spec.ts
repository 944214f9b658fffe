import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { OpenHours } from '@parley/contracts';
import { I18n } from '../../../i18n/i18n';
import { provideTexts } from '../../../i18n/transloco';
import { newDraft } from './calendar-draft';
import { DaysField } from './days-field';
import { WeekField } from './week-field';
import { type Week, weekErrors } from './week';

const { week: WEEK } = newDraft('UTC', '2026-11-24', []);

beforeEach(() => {
  TestBed.configureTestingModule({ providers: [provideTexts()] });
  TestBed.inject(I18n).use('en');
});

const named = (fixture: ComponentFixture<unknown>, name: string): HTMLElement => {
  const root = fixture.nativeElement as HTMLElement;
  const found = [...root.querySelectorAll<HTMLElement>('input, button')].find(
    (each) => (each.getAttribute('aria-label') ?? each.textContent).trim() === name,
  );
  if (!found) throw new Error(`nothing is called «${name}»`);
  return found;
};
const type = (field: HTMLElement, value: string) => {
  (field as HTMLInputElement).value = value;
  field.dispatchEvent(new Event('input'));
  field.dispatchEvent(new Event('change'));
};

describe('the week', () => {
  const shown = (week: Week) => {
    const fixture = TestBed.createComponent(WeekField);
    const give = (next: Week) => {
      fixture.componentRef.setInput('week', next);
      fixture.componentRef.setInput('errors', weekErrors(next));
      fixture.detectChanges();
    };
    const given: Week[] = [];
    fixture.componentInstance.weekChange.subscribe((next) => {
      given.push(next);
      give(next);
    });
    give(week);
    return { fixture, last: () => given.at(-1) };
  };

  it('opens, closes and copies days', () => {
    const { fixture, last } = shown(WEEK);
    type(named(fixture, 'Monday, opens'), '10:00');
    type(named(fixture, 'Monday, closes'), '00:00');
    expect(last()?.monday).toEqual([['10:00', '24:00']]);
    expect((named(fixture, 'Monday, closes') as HTMLInputElement).value).toBe('00:00');
    named(fixture, 'Monday’s hours for Tuesday to Friday').click();
    expect(last()?.friday).toEqual([['10:00', '24:00']]);
    expect(last()?.saturday).toEqual([]);
    named(fixture, 'Monday: remove hours no. 1').click();
    expect(last()?.monday).toEqual([]);
    named(fixture, 'Saturday: add hours').click();
    expect(last()?.saturday).toEqual([['09:00', '18:00']]);
  });

  it('leaves a time that is being typed alone', () => {
    const { fixture, last } = shown(WEEK);
    type(named(fixture, 'Monday, opens'), '');
    expect(last()).toBeUndefined();
  });

  it('offers to continue hours over midnight on the next day', () => {
    const { fixture, last } = shown(WEEK);
    type(named(fixture, 'Friday, closes'), '02:00');
    const field = named(fixture, 'Friday, closes');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    const root = fixture.nativeElement as HTMLElement;
    const told = root.querySelector(`#${field.getAttribute('aria-describedby')}`);
    expect(told?.textContent).toContain('Do they go over midnight?');
    named(fixture, 'Continue on the next day').click();
    expect([last()?.friday, last()?.saturday]).toEqual([[['09:00', '24:00']], [['00:00', '02:00']]]);
  });
});

describe('special days', () => {
  it('are put in, refused twice, changed and taken away', () => {
    const fixture = TestBed.createComponent(DaysField);
    let days: { date: string; name: string; hours: OpenHours[] }[] = [
      { date: '2026-12-31', name: 'New Year’s Eve', hours: [['10:00', '16:00']] },
    ];
    const give = () => {
      fixture.componentRef.setInput('days', days);
      fixture.componentRef.setInput('today', '2026-11-24');
      fixture.detectChanges();
    };
    fixture.componentInstance.daysChange.subscribe((next) => {
      days = next;
      give();
    });
    give();
    const root = fixture.nativeElement as HTMLElement;
    expect(root.querySelector('summary')?.textContent).toBe('2026: 1 special day');
    expect(root.querySelector('.days')?.textContent).toContain('10:00–16:00');

    const field = (id: string) => {
      fixture.detectChanges();
      return root.querySelector<HTMLElement>(`#${id}`) ?? root;
    };
    named(fixture, 'Add a day').click();
    type(field('special-date'), '2026-12-31');
    fixture.detectChanges();
    named(fixture, 'Put in').click();
    expect(days).toHaveLength(1);
    expect(field('special-date-error').textContent).toBe('This day is there already.');
    type(field('special-date'), '2026-12-30');
    type(field('special-name'), ' Party ');
    fixture.detectChanges();
    named(fixture, 'Put in').click();
    expect(days[1]).toEqual({ date: '2026-12-30', name: 'Party', hours: [] });

    named(fixture, 'Edit Thu, 31 Dec').click();
    type(field('special-name'), 'Eve');
    fixture.detectChanges();
    named(fixture, 'Put in').click();
    expect(days.find(({ date }) => date === '2026-12-31')?.name).toBe('Eve');
    named(fixture, 'Remove Thu, 31 Dec').click();
    expect(days.map(({ date }) => date)).toEqual(['2026-12-30']);
  });
});
