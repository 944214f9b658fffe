import { createHash } from 'node:crypto';
import { weekOf } from '../calendars/spec-hours.js';
import { agentId } from '../lib/ids.js';
import { foldedTables } from '../testing/fold-streams.js';
import { DAY, HASH_KEY, HOUR, told } from '../testing/oracle/told.js';
import { BOUNDARIES_FROM, boundaries } from '../testing/scenarios/boundaries.js';
import * as a from '../testing/factories/index.js';
import { RULES } from './rules.js';
import { columnsOf, KINDS } from './store/tables.js';

const START = BOUNDARIES_FROM.getTime();
const at = (ms: number) => ({ account_id: '1', occurred_at: START + ms });

/** Offices in Berlin, and whoever answers works in the evening. */
const HOURS = {
  time_zone: 'Europe/Berlin',
  versions: [{ effective_from: null, week: weekOf([['09:00', '18:00']]) }],
  days: [],
};
const EVENINGS = { ...HOURS, versions: [{ effective_from: null, week: weekOf([['16:00', '24:00']]) }] };
const SCHEDULE = {
  calendars: { '1': HOURS, '2': EVENINGS },
  workspace: '1',
  accounts: {},
  agents: { [String(agentId(HASH_KEY, 1, 'oleg'))]: '2' },
};

/** Something of every kind: dialogues and waits at their boundaries, touches, a subscription, statuses, assignments. */
const input = told(
  [
    ...boundaries('1'),
    a.aStart({ ...at(0), id: 'start', ref: 'spring' }),
    a.aMessage({ ...at(HOUR), id: 'first', text: 'Is it in stock?' }),
    a.aMessage({ ...at(HOUR + 30_000), id: 'second', text: 'The red one' }),
    a.anAssignment({ ...at(HOUR + 60_000), id: 'assigned', agent: { id: 'oleg' } }),
    a.aReply({ ...at(2 * HOUR), id: 'reply', agent: { id: 'oleg' } }),
    a.aDelivery({ ...at(2 * HOUR + 1), id: 'delivered', message_id: 'reply' }),
    a.aRead({ ...at(3 * HOUR), id: 'read', message_id: undefined, watermark_at: START + 3 * HOUR }),
    a.anEdit({ ...at(3 * HOUR), id: 'edited', message_id: 'reply', text: 'Yes!' }),
    a.aReferral({ ...at(5 * DAY), id: 'again', ref: 'autumn' }),
    a.aMessage({ ...at(5 * DAY + HOUR), id: 'third', text: 'And now?' }),
  ],
  { outgoing: 'auto' },
  { clock_starts: 'last', schedule: SCHEDULE },
);

it('has another number whenever the same events give other rows: old data is derived anew by that', () => {
  const rows = foldedTables(input);
  for (const [table, own] of Object.entries(rows)) expect([table, own.length > 0]).toEqual([table, true]);
  const all = JSON.stringify([KINDS.map(columnsOf), rows], (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  // When this differs, raise RULES; then write down both.
  expect({ RULES, rows: createHash('sha256').update(all).digest('hex').slice(0, 16) }).toEqual({
    RULES: 7,
    rows: '40e1346579b6104a',
  });
});
