import { definitionParams, type SettingsPreview, type SettingsValues } from '@parley/contracts';
import { changedPart, errorsOf, linesOf, movesNumbers, previewLines, unitOf } from './values';

const values = (definition: object = {}): SettingsValues => ({
  name: 'Shop',
  time_zone: 'Europe/Moscow',
  currency: 'RUB',
  week_start: 'monday',
  hour_format: 24,
  keeps_full_bodies: false,
  definition: { ...definitionParams.parse({}), ...definition },
});

describe('a change of settings', () => {
  it('is only what differs', () => {
    expect(changedPart(values(), values())).toBeNull();
    expect(changedPart(values(), { ...values({ clock_starts: 'last' }), name: 'Store' })).toEqual({
      name: 'Store',
      definition: { clock_starts: 'last' },
    });
  });

  it('knows lists by what is in them', () => {
    const phrases = values({ courtesy_phrases: ['ladno'] });
    expect(changedPart(phrases, values({ courtesy_phrases: ['ladno'] }))).toBeNull();
    expect(changedPart(phrases, values())).toEqual({ definition: { courtesy_phrases: [] } });
    expect(linesOf(' one \n\ntwo\n')).toEqual(['one', 'two']);
  });

  it('moves numbers by the zone and the definition alone', () => {
    expect(movesNumbers({ currency: 'EUR', week_start: 'sunday', hour_format: 12 })).toBe(false);
    expect(movesNumbers({ time_zone: 'UTC' })).toBe(true);
    expect(movesNumbers({ definition: { silence_gap_seconds: 3600 } })).toBe(true);
  });

  it('is explained where it is wrong', () => {
    expect(errorsOf(values())).toEqual({});
    expect(Object.keys(errorsOf({ ...values({ silence_gap_seconds: NaN }), currency: 'EURO' }))).toEqual([
      'currency',
      'definition.silence_gap_seconds',
    ]);
    const gap = errorsOf(values({ silence_gap_seconds: 5 * 86_400 }));
    expect(gap['definition.repeat_after_seconds']?.ru).toContain('не меньше паузы, завершающей диалог');
  });
});

describe('a length of time', () => {
  it.each([
    [45, 'seconds'],
    [60, 'seconds'],
    [300, 'minutes'],
    [3600, 'hours'],
    [86_400, 'hours'],
    [172_800, 'hours'],
    [604_800, 'days'],
    [5400, 'minutes'],
  ] as const)('of %i s is written in %s', (seconds, unit) => expect(unitOf(seconds)).toBe(unit));
});

describe('the comparison', () => {
  const numbers = {
    dialogues: 100,
    contacts: 80,
    repeat_contact_rate: 0.2,
    first_response_median_seconds: 300,
    first_response_p90_seconds: null,
    answered_share: 0.9,
    waits_unanswered: 10,
  };
  const side = {
    time_zone: 'UTC',
    period: { from: '2026-03-01T00:00:00Z', to: '2026-03-31T00:00:00Z' },
    definition: definitionParams.parse({}),
  };

  it('says how far each number moves, and nothing where it stays or is not known', () => {
    const wanted = {
      ...numbers,
      dialogues: 112,
      repeat_contact_rate: 0.25,
      first_response_median_seconds: 260,
    };
    const preview: SettingsPreview = {
      from: '2026-03-01',
      to: '2026-03-31',
      computed_at: '2026-03-31T00:00:00Z',
      present: { ...side, numbers },
      wanted: { ...side, numbers: wanted },
      rebuilds: true,
      sample: null,
      days: null,
    };
    const changes = previewLines(preview, 'en').map(({ key, change }) => [key, change]);
    expect(changes).toEqual([
      ['dialogues', '+12'],
      ['contacts', ''],
      ['repeat_contact_rate', '+5\u00a0pp'],
      ['first_response_median_seconds', '\u221240\u00a0s'],
      ['first_response_p90_seconds', ''],
      ['answered_share', ''],
      ['waits_unanswered', ''],
    ]);
    expect(previewLines(preview, 'ru')[4]).toMatchObject({ now: '—', then: '—' });
  });
});
