import { REPORTS, type Schedule, WAIT_MAX_SECONDS } from '@parley/contracts';
import { AROUND_THE_CLOCK, NINE_TO_SIX, weekOf } from './calendars/spec-hours.js';
import { createClient, type ClickHouse } from './lib/client.js';
import { agentId, identityId } from './lib/ids.js';
import { boundValues, type BoundParams } from './reports/bound-params.js';
import { runReport } from './reports/index.js';
import { ROW_REPORT_QUERIES, type ListedRow } from './reports/rows.js';
import { openTestDatabase, type TestDatabase } from './testing/database.js';
import { anAccount, openWorkspace, type TestWorkspace } from './testing/workspace.js';
import {
  contactOf,
  lengthOf,
  WORKED_ACCOUNTS,
  WORKED_ZONE,
  workedDialogues,
  type WorkedDialogue,
} from './testing/worked-dialogues.js';

const lines = workedDialogues();
/** Of the test workspace 1. */
const HASH_KEY = new Uint8Array(32).fill(1);
const agentOf = (name: string, accountId: number) => String(agentId(HASH_KEY, accountId, name));

const OFFICE = '1';
const ROUND = '2';
const LATER = '3';
/** The calendars that the chapter tells of. */
const SCHEDULE: Schedule = {
  calendars: {
    [OFFICE]: {
      time_zone: WORKED_ZONE,
      versions: [
        { effective_from: null, week: weekOf(NINE_TO_SIX) },
        { effective_from: '2026-05-11', week: weekOf([['08:00', '18:00']]) },
      ],
      days: [
        { date: '2026-03-07', name: 'Working Saturday', hours: [['10:00', '14:00']] },
        { date: '2026-04-03', name: 'Good Friday', hours: [] },
        { date: '2026-04-06', name: 'Easter Monday', hours: [] },
      ],
    },
    [ROUND]: {
      time_zone: WORKED_ZONE,
      versions: [{ effective_from: null, week: weekOf(AROUND_THE_CLOCK, AROUND_THE_CLOCK) }],
      days: [],
    },
    [LATER]: {
      time_zone: WORKED_ZONE,
      versions: [{ effective_from: null, week: weekOf([['12:00', '20:00']]) }],
      days: [],
    },
  },
  workspace: null,
  accounts: {
    [WORKED_ACCOUNTS.office]: OFFICE,
    [WORKED_ACCOUNTS.round]: ROUND,
    [WORKED_ACCOUNTS.blind]: OFFICE,
  },
  agents: Object.fromEntries(Object.values(WORKED_ACCOUNTS).map((id) => [agentOf('boris', id), LATER])),
};
const FROM = new Date('2026-01-01T00:00:00Z');
const TO = new Date('2027-01-01T00:00:00Z');

type WaitRow = ListedRow<'waits'>;
type DialogueRow = ListedRow<'dialogues'>;

it('has at least 25 lines, each different', () => {
  expect(lines.length).toBeGreaterThanOrEqual(25);
  expect(new Set(lines.map(({ title }) => title)).size).toBe(lines.length);
  expect(lines.map(({ number }) => number)).toEqual(lines.map((_, index) => index + 1));
});

describe('worked dialogue', () => {
  let database: TestDatabase;
  let reader: ClickHouse;
  let workspace: TestWorkspace;

  beforeAll(async () => {
    database = await openTestDatabase();
    reader = createClient(database.settings.reports);
    workspace = await openWorkspace(
      database.client,
      1,
      Object.values(WORKED_ACCOUNTS).map((account_id) =>
        anAccount({ account_id, outgoing: account_id === WORKED_ACCOUNTS.blind ? 'never' : 'always' }),
      ),
      { settle_seconds: 60, schedule: SCHEDULE },
    );
    await workspace.receive(...lines.flatMap(({ events }) => events));
    const late = lines.flatMap((line) => line.late);
    await workspace.receiveAt(new Date('2026-11-01T00:00:00Z'), ...late);
  });
  afterAll(async () => {
    await reader.close();
    await database.close();
  });

  const bound = (own: BoundParams['own'], now: Date): BoundParams => ({
    ...workspace.asking({ from: FROM, to: TO, now }),
    time_zone: WORKED_ZONE,
    own: own ?? {},
  });
  const rowsOf = async <Name extends 'waits' | 'dialogues'>(
    name: Name,
    stated: Record<string, unknown>,
    now: Date,
  ): Promise<ListedRow<Name>[]> => {
    const { report, ...query } = ROW_REPORT_QUERIES[name];
    const own = report.params.parse({
      from: '2026-01-01',
      to: '2027-01-01',
      ...stated,
    }) as BoundParams['own'];
    const values = boundValues(bound(own, now), 'current', { from: FROM, to: TO });
    const page = await query.page(reader, values, { limit: 500, after: null });
    return page.rows as ListedRow<Name>[];
  };

  /** What each report says of the one contact of a line. */
  const asked = new Map<string, Promise<{ identity_id: string }[]>>();
  const ofLine = async <Name extends 'waits' | 'dialogues'>(
    line: WorkedDialogue,
    name: Name,
    stated: Record<string, unknown>,
  ): Promise<ListedRow<Name>[]> => {
    const key = JSON.stringify([name, stated, line.askedAt]);
    if (!asked.has(key)) asked.set(key, rowsOf(name, stated, line.askedAt));
    const identity = String(identityId(HASH_KEY, line.accountId, contactOf(line.number)));
    const rows = (await asked.get(key)) as ListedRow<Name>[];
    return rows.filter((row) => row.identity_id === identity);
  };
  const waitsOf = (line: WorkedDialogue, stated: Record<string, unknown> = {}): Promise<WaitRow[]> =>
    ofLine(line, 'waits', { kind: 'every', clock_starts: 'first', ...stated });

  it.each(lines.map((line) => [line.number, line.title, line] as const))('%i: %s', async (_, __, line) => {
    const [waits, dialogues] = [await waitsOf(line), await ofLine(line, 'dialogues', {})];
    const fromLast = await waitsOf(line, { clock_starts: 'last' });
    const byAgent = await waitsOf(line, { clock: 'agent' });
    const ms = (seconds: number | null | undefined) =>
      seconds === null || seconds === undefined ? null : Math.round(seconds * 1000);
    const found = waits.map((wait, index) => ({
      kind: wait.wait_place,
      state: wait.wait_state,
      by: nameOf(wait, line),
      first: ms(wait.customer_seconds),
      open: ms(wait.customer_business_seconds),
      last: ms(fromLast[index]?.customer_seconds),
      agent: ms(byAgent[index]?.agent_seconds),
      agentOpen: ms(byAgent[index]?.agent_business_seconds),
    }));
    expect({ waits: found, dialogues: dialogues.length }).toEqual({
      waits: line.waits,
      dialogues: line.dialogues,
    });
    expect((await besideOf(line, waits, dialogues)).sort()).toEqual([...line.beside].sort());
  });

  it('and all of them together give the aggregates that their lengths give by hand', async () => {
    const now = new Date('2026-12-01T11:00:00Z');
    const expected = lines
      .flatMap((line) => line.waits)
      .flatMap(({ kind, state, first }) => (kind === 'first' && state === 'answered' ? [first ?? NaN] : []))
      .sort((a, b) => a - b);
    const own = REPORTS['response-time'].params.parse({
      from: '2026-01-01',
      to: '2027-01-01',
      clock_starts: 'first',
    });
    const rows = await runReport(reader, 'response-time', bound(own, now));
    const total = rows.find((row) => row.is_total);
    const at = (p: number) => {
      const place = (expected.length - 1) * p;
      const [low, high] = [expected[Math.floor(place)] ?? NaN, expected[Math.ceil(place)] ?? NaN];
      return (low + (high - low) * (place - Math.floor(place))) / 1000;
    };
    expect(total).toMatchObject({
      waits_answered: expected.length,
      response_median_seconds: at(0.5),
      response_min_seconds: (expected[0] ?? NaN) / 1000,
      response_max_seconds: (expected.at(-1) ?? NaN) / 1000,
    });
    expect(total?.response_p90_seconds).toBeCloseTo(at(0.9), 2);
    const unanswered = lines
      .flatMap((line) => line.waits)
      .filter(({ kind, state }) => kind === 'first' && ['open', 'unanswered', 'abandoned'].includes(state));
    // On the day of the question all of them are older than 30 days.
    expect(now.getTime() - Date.parse('2026-04-02T08:05:00Z')).toBeGreaterThan(WAIT_MAX_SECONDS * 1000);
    expect(total?.waits_unanswered).toBe(unanswered.length);
  });

  const nameOf = (wait: WaitRow, line: WorkedDialogue): string => {
    if (wait.wait_state === 'dismissed') return wait.dismissed_by ?? '';
    if (wait.wait_state !== 'answered') return '';
    return agentName(wait.agent_id, line.accountId) ?? 'person';
  };
  const agentName = (id: string | null, accountId: number) =>
    id === null ? null : ['anna', 'boris'].find((name) => agentOf(name, accountId) === id);

  const besideOf = async (line: WorkedDialogue, waits: WaitRow[], dialogues: DialogueRow[]) => {
    const beside: string[] = [];
    for (const { agents, is_repeat, resolved_at, started_at } of dialogues) {
      if (agents > 1) beside.push('shared');
      if (is_repeat) beside.push('returned');
      if (resolved_at !== null)
        beside.push(`closed after ${words(Date.parse(resolved_at) - Date.parse(started_at))}`);
    }
    for (const { held_by, began_off_hours, answered_off_hours } of waits) {
      for (const { agent_id, held_seconds } of held_by)
        beside.push(`held ${agentName(agent_id, line.accountId)} ${words(held_seconds * 1000)}`);
      if (began_off_hours === true) beside.push('began off hours');
      if (answered_off_hours === true) beside.push('answered off hours');
    }
    for (const [kind, word] of [
      ['after_hand_off', 'after hand-off'],
      ['after_assignment', 'after assignment'],
    ])
      for (const { length_seconds } of await waitsOf(line, { kind, is_measured: 'yes' }))
        beside.push(`${word} ${words((length_seconds ?? NaN) * 1000)}`);
    return beside;
  };
  const words = (length: number) => {
    const text = `${Math.round(length / 60_000)}m`;
    expect(lengthOf(text)).toBe(length);
    return text;
  };
});
