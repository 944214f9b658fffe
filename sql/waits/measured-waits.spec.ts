import { openTestDatabase, type TestDatabase } from '../testing/database.js';
import { measuredWaits } from './measured-waits.js';
import { CONSTANTS, NAMED_ONCE, STORED_COLUMNS, WAIT_COLUMNS } from './wait-columns.js';

const ASKED = { first_target_ms: [], next_target_ms: [] };

describe('measured waits', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('knows only columns that are stored, and gives none of its own a name of theirs', async () => {
    const stored = await database.client.query<{ name: string }>(
      `SELECT name FROM system.columns WHERE database = currentDatabase() AND table = 'waits_v1'`,
    );
    const names = new Set(stored.map(({ name }) => name));
    for (const column of STORED_COLUMNS) expect(names).toContain(column);
    for (const idea of [...Object.keys(WAIT_COLUMNS), ...Object.keys(CONSTANTS)])
      expect(names).not.toContain(idea);
    for (const idea of NAMED_ONCE) expect(WAIT_COLUMNS).toHaveProperty(idea);
  });

  it('reads and works out only what is asked for', () => {
    const text = measuredWaits(ASKED, ['is_answered']);
    expect(text).toContain('answered_at > ');
    for (const unasked of ['assignee_id', 'agent_identities_v1', 'dialogues_v1', 'calendar_id', 'settled_at'])
      expect(text).not.toContain(unasked);
    expect(measuredWaits({ ...ASKED, team_ids: ['1'] }, ['is_answered'])).toContain('agent_identities_v1');
  });

  it('asks of targets only where one is set', () => {
    const none = measuredWaits({ first_target_ms: [0, 0], next_target_ms: [0, 0] }, ['has_target']);
    expect(none).not.toContain('target_keys');
    expect(measuredWaits({ first_target_ms: [0, 5], next_target_ms: [0, 0] }, ['has_target'])).toContain(
      'target_keys',
    );
  });

  it('keeps values out of the text', () => {
    const hostile = "'); DROP TABLE waits_v1; --";
    const text = measuredWaits({ ...ASKED, refs: [hostile], channels: [hostile], time_zone: hostile }, [
      'at',
    ]);
    expect(text).not.toContain('DROP');
  });
});
