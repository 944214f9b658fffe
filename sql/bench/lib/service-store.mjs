import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createClient,
  createDeriver,
  migrate,
  putAccountSettings,
  putAgentIdentities,
  putDefinition,
  serviceLimits,
} from '../../dist/index.js';
import { startEmbeddedClickHouse } from '../../dist/embedded/index.js';
import { copyPeople, rest } from './copy-people.mjs';
import { fill } from './fill.mjs';

const DAY = [['09:00', '18:00']];
/** Moscow, Monday to Friday 09:00 to 18:00, for everybody. */
const SCHEDULE = {
  calendars: {
    1: {
      time_zone: 'Europe/Moscow',
      versions: [
        {
          effective_from: null,
          week: {
            monday: DAY,
            tuesday: DAY,
            wednesday: DAY,
            thursday: DAY,
            friday: DAY,
            saturday: [],
            sunday: [],
          },
        },
      ],
      days: [],
    },
  },
  workspace: '1',
  accounts: {},
  agents: {},
};
export const TEAMS = [1, 2, 3, 4];

/**
 * A ClickHouse with so many events, everything derived from them, a calendar, teams and targets. Up to `derived` events are
 * derived by the deriver itself, which is what is timed; the rest are these people again under other ids. Gives the
 * client, how many events the deriver derived and how long it took, the process id of the server, and how to stop.
 * `fillEvents` makes the events of people numbered from 1.
 */
export async function openServiceStore(events, derived = events, fillEvents = fill) {
  const times = Math.max(1, Math.round(events / derived));
  const engine = await startEmbeddedClickHouse({
    dir: mkdtempSync(join(tmpdir(), 'parley-bench-')),
    isTemporary: true,
    memoryBytes: 4 * 1024 ** 3,
  });
  const client = createClient({ ...engine.users.admin, database: 'parley' });
  const close = async () => {
    await client.close();
    await engine.stop();
  };
  try {
    await migrate(client);
    await putDefinition(client, {
      workspace_id: 1,
      definition_id: 1,
      status: 'active',
      silence_gap_seconds: 86_400,
      courtesy_hashes: [],
      schedule: SCHEDULE,
      version: 1n,
    });
    await putAccountSettings(client, [
      {
        workspace_id: 1,
        account_id: 1,
        channel: 'telegram',
        outgoing: 'always',
        default_sender: 'bot',
        subscriptions: true,
        silence_gap_seconds: 0,
        version: 1n,
      },
    ]);
    await fillEvents(client, Math.round(events / times));
    const agents = await client.query(
      'SELECT DISTINCT toString(agent_id) AS id FROM events_v1 WHERE agent_id > 0',
    );
    await putAgentIdentities(
      client,
      agents.map(({ id }, place) => ({
        workspace_id: 1,
        agent_id: id,
        counts_as: id,
        team_id: TEAMS[place % TEAMS.length],
        version: 1n,
      })),
    );
    const deriver = createDeriver(client, console.error);
    const start = performance.now();
    await deriver.rebuild({});
    const derivedMs = performance.now() - start;
    await deriver.round();
    await copyPeople(client, times - 1);
    await rest(client);
    return {
      client,
      deriver,
      derivedEvents: Math.round(events / times),
      derivedMs,
      pid: engine.pid,
      users: engine.users,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Targets for first and next responses in business and calendar hours, as a workspace would set them. */
export const limitsAt = (now) =>
  serviceLimits({
    schedule: SCHEDULE,
    accounts: [{ account_id: 1, channel: 'telegram' }],
    team_ids: TEAMS,
    targets: [
      { team_id: null, channel: null, kind: 'first', seconds: 900, hours: 'business' },
      { team_id: 2, channel: null, kind: 'next', seconds: 3600, hours: 'calendar' },
    ],
    unanswered: { seconds: 86_400, hours: 'calendar' },
    now,
  });
