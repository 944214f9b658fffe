import { TestBed } from '@angular/core/testing';
import type { Language } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { loadTexts } from '../../i18n/texts';
import { provideTexts } from '../../i18n/transloco';
import { type CellTexts, cellOf } from './rows-cells';
import { chipsOf } from './rows-chips';
import { columnsOf } from './rows-columns';

const TEXTS: CellTexts = {
  yes: 'yes',
  no: 'no',
  nobody: 'nobody',
  contact: (id) => `contact ${id}`,
  account: (id) => `account ${id}`,
};

describe('rows in words', () => {
  beforeAll(() => loadTexts('ru'));
  beforeEach(() => TestBed.configureTestingModule({ providers: [provideTexts()] }));

  const chips = (language: Language, own: Record<string, string[]>) => {
    const i18n = TestBed.inject(I18n);
    void i18n.use(language);
    const texts = {
      t: i18n.t,
      language,
      zone: 'Europe/Moscow',
      agent: (id: string) => `A${id}`,
      team: (id: string) => `T${id}`,
    };
    return chipsOf(own, texts).map(({ name }) => name.replace(/\s/g, ' '));
  };

  it('say what they are picked by; how it is measured is said elsewhere', () => {
    expect(
      chips('en', {
        kind: ['every'],
        states: ['answered'],
        min_seconds: ['60.001'],
        max_seconds: ['300'],
        agent_ids: ['7', '8'],
        is_measured: ['yes'],
        hours_of_day: ['9'],
        weekdays: ['1'],
        order: ['longest'],
      }),
    ).toEqual([
      'Answered',
      'longer than 1 min',
      'shorter than 5 min',
      'Agent: A7',
      'Agent: A8',
      'length known',
      '09:00–10:00',
      'Monday',
    ]);
    expect(chips('ru', { max_seconds: ['300.001'], statuses: ['failed'], is_repeat: ['yes'] })).toEqual([
      'до 5 мин включительно',
      'недоставленные',
      'повторные обращения',
    ]);
  });

  const shown = (row: Record<string, unknown>, key: string) => {
    const column = columnsOf('waits').find((each) => each.key === key);
    if (!column) throw new Error(key);
    return cellOf(row, column, 'en', 'Europe/Moscow', TEXTS).shown.replace(/\s/g, ' ');
  };

  it('show every kind of field in the zone and the words of the reader', () => {
    const row = {
      identity_id: '12',
      account_id: '3',
      contact_name: null,
      account_name: null,
      agent_name: null,
      waiting_since: '2026-11-24T21:30:00.000Z',
      length_seconds: 680,
      wait_state: 'bot_answered',
      channel: 'vk',
      began_off_hours: false,
      answered_off_hours: null,
      held_by: [{ agent_id: '5', agent_name: null, held_seconds: 60 }],
    };
    expect(shown(row, 'waiting_since')).toBe('25 Nov 2026, 00:30');
    expect(shown(row, 'length_seconds')).toBe('11 min 20 s');
    expect(shown(row, 'wait_state')).toBe('Answered by a bot');
    expect(shown(row, 'channel')).toBe('VK');
    expect(shown(row, 'began_off_hours')).toBe('no');
    expect(shown(row, 'answered_off_hours')).toBe('—');
    expect(shown(row, 'contact_name')).toBe('contact 12');
    expect(shown(row, 'account_name')).toBe('account 3');
    expect(shown(row, 'agent_name')).toBe('—');
    expect(shown(row, 'held_by')).toBe('nobody (1 min)');
  });
});
