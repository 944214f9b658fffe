import { type Localized, type OfficialDay, type OfficialDays } from '@parley/contracts';

/**
 * The non-working days of Russia. Holidays: article 112 of the Labour Code. Which days off are moved to where: the
 * decree of the government for each year, cited below. The working day before a holiday is an hour shorter: article 95.
 * All three checked 2026-11-25. A year is added when its decree is published; none was known for 2027 on that day.
 */
const HOLIDAYS: readonly (readonly [string, Localized])[] = [
  ...['01-01', '01-02', '01-03', '01-04', '01-05', '01-06', '01-08'].map(
    (day) => [day, { en: 'New Year holidays', ru: 'Новогодние каникулы' }] as const,
  ),
  ['01-07', { en: 'Christmas', ru: 'Рождество Христово' }],
  ['02-23', { en: 'Defender of the Fatherland Day', ru: 'День защитника Отечества' }],
  ['03-08', { en: 'International Women’s Day', ru: 'Международный женский день' }],
  ['05-01', { en: 'Spring and Labour Day', ru: 'Праздник Весны и Труда' }],
  ['05-09', { en: 'Victory Day', ru: 'День Победы' }],
  ['06-12', { en: 'Russia Day', ru: 'День России' }],
  ['11-04', { en: 'National Unity Day', ru: 'День народного единства' }],
];

const DAY_OFF: Localized = { en: 'Day off, moved here', ru: 'Перенесённый выходной' };
const WORKING: Localized = {
  en: 'Working day, the day off was moved',
  ru: 'Рабочий день за перенесённый выходной',
};
const SHORT: Localized = { en: 'Short day before a holiday', ru: 'Сокращённый предпраздничный день' };

interface Year {
  year: number;
  source: { title: Localized; url: string; dated: string };
  /** Working days of a five-day week on which nobody works. */
  days_off: readonly string[];
  /** Saturdays and Sundays on which people work, with the day whose hours they have. */
  working?: Readonly<Record<string, string>>;
  /** Days that end an hour earlier. */
  short: readonly string[];
}

const decree = (number: string, dated: string, of: string, url: string): Year['source'] => ({
  title: {
    en: `Decree of the Government of the Russian Federation No. ${number} of ${dated}, “On moving days off in ${of}”`,
    ru: `Постановление Правительства РФ от ${dated.split('-').reverse().join('.')} № ${number} «О переносе выходных дней в ${of} году»`,
  },
  url,
  dated,
});

const RUSSIA: readonly Year[] = [
  {
    year: 2024,
    // 6 January → 10 May, 7 January → 31 December, 27 April → 29 April, 2 November → 30 April, 28 → 30 December.
    source: decree(
      '1314',
      '2023-08-10',
      '2024',
      'https://normativ.kontur.ru/document?documentId=454126&moduleId=1',
    ),
    days_off: ['04-29', '04-30', '05-10', '12-30', '12-31'],
    working: { '04-27': '04-29', '11-02': '04-30', '12-28': '12-30' },
    short: ['02-22', '03-07', '05-08', '06-11', '11-02'],
  },
  {
    year: 2025,
    // 4 January → 2 May, 5 January → 31 December, 23 February → 8 May, 8 March → 13 June, 1 November → 3 November.
    source: decree(
      '1335',
      '2024-10-04',
      '2025',
      'https://teko.cntd.ru/news/read/reglamentirovan-perenos-vyhodnyh-dney-v-2025-godu/novosti-po-okhrane-truda',
    ),
    days_off: ['05-02', '05-08', '06-13', '11-03', '12-31'],
    working: { '11-01': '11-03' },
    short: ['03-07', '04-30', '06-11', '11-01'],
  },
  {
    year: 2026,
    // 3 January → 9 January, 4 January → 31 December; 8 March and 9 May fall on a weekend: the day off is the next Monday.
    source: decree(
      '1466',
      '2025-09-24',
      '2026',
      'https://profedu38.ru/index.php?option=com_content&view=article&id=2426:perenos-vykhodnykh-dnej-v-2026-godu&catid=105&Itemid=393',
    ),
    days_off: ['01-09', '03-09', '05-11', '12-31'],
    short: ['04-30', '05-08', '06-11', '11-03'],
  },
];

function daysOf({ year, days_off, working = {}, short }: Year): OfficialDay[] {
  const at = (day: string) => `${year}-${day}`;
  const isShort = (day: string) => short.includes(day);
  return [
    ...HOLIDAYS.map(([day, name]) => ({ date: at(day), name, kind: 'holiday' as const, is_short: false })),
    ...days_off.map((day) => ({ date: at(day), name: DAY_OFF, kind: 'day_off' as const, is_short: false })),
    ...Object.entries(working).map(([day, as]) => ({
      date: at(day),
      name: WORKING,
      kind: 'working' as const,
      as: at(as),
      is_short: isShort(day),
    })),
    ...short
      .filter((day) => !(day in working))
      .map((day) => ({ date: at(day), name: SHORT, kind: 'working' as const, is_short: true })),
  ].sort((one, other) => (one.date < other.date ? -1 : 1));
}

/** The official calendars that Parley knows, year by year. */
export const OFFICIAL_DAYS: OfficialDays = {
  countries: [
    {
      country: 'ru',
      name: { en: 'Russia', ru: 'Россия' },
      years: RUSSIA.map((year) => ({ year: year.year, source: year.source, days: daysOf(year) })),
    },
  ],
};
