import type { ExportSummary } from '../imports/telegram-export/telegram-export.js';
import { describeFile, describePeople, overviewLink } from './describe-import.js';

const aSummary = (more: Partial<ExportSummary> = {}): ExportSummary => ({
  personalChats: 2,
  received: 5,
  sent: 4,
  serviceMessages: 0,
  otherChats: 0,
  otherMessages: 0,
  sentBy: new Map([
    ['43', { name: '', messages: 1 }],
    ['42', { name: 'Oleg', messages: 3 }],
  ]),
  untimely: { messages: 0, first: [] },
  firstAt: Date.parse('2026-11-20T23:00:00Z'),
  lastAt: Date.parse('2026-11-21T01:00:00Z'),
  ...more,
});

it('says what a file holds and nothing of what it does not hold', () => {
  expect(describeFile(aSummary())).toBe(
    '2 personal chats, 5 messages received, 4 sent, 2026-11-20 to 2026-11-21 (UTC)',
  );
});

it('counts the messages that are left out and names the first', () => {
  const reason = 'its time lies before 2009';
  const first = [
    { line: 7, path: 'messages[0]', id: '1', code: 'too_old' as const, at: 0, reason },
    { path: 'messages[1]', id: '2', code: 'too_old' as const, at: 0, reason },
  ];
  expect(
    describeFile(aSummary({ untimely: { messages: 3, first } }))
      .split('\n')
      .slice(1),
  ).toEqual([
    'Refused: 3 messages with a time before 2009 or more than a day ahead',
    '  line 7: messages[0] (message 1): its time lies before 2009',
    '  messages[1] (message 2): its time lies before 2009',
    '  and 1 more',
  ]);
});

it('counts per person, most first', () => {
  expect(describePeople(aSummary()).split('\n')).toEqual([
    '  received from contacts: 5',
    '  sent by Oleg (42): 3',
    '  sent by 43 (43): 1',
  ]);
});

it.each([
  ['2026-11-20T11:59:59Z', '2026-11-21T09:59:59Z', 'from=2026-11-19&to=2026-11-22'],
  ['2026-11-20T12:00:00Z', '2026-11-21T10:00:00Z', 'from=2026-11-20&to=2026-11-23'],
  ['2026-12-31T23:00:00Z', '2026-12-31T23:00:00Z', 'from=2026-12-31&to=2027-01-02'],
])('links to the days that hold %s to %s in every zone', (first, last, query) => {
  expect(overviewLink('http://127.0.0.1:4300/', '1', Date.parse(first), Date.parse(last))).toBe(
    `http://127.0.0.1:4300/workspace/1/overview?${query}`,
  );
});
