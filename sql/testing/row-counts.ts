import {
  CLOCK_STARTS_ASKED,
  CLOCKS,
  DATED_BY,
  HOURS,
  ROW_REPORTS,
  type RowReportName,
  WAIT_KINDS,
} from '@parley/contracts';
import { serviceLimits } from '../calendars/index.js';
import { createDeriver } from '../derive/index.js';
import type { ClickHouse, QueryParams } from '../lib/client.js';
import { putAgentIdentities } from '../lib/parameters.js';
import { boundValues, type BoundParams, ROW_REPORT_QUERIES } from '../reports/index.js';
import type { Random } from './random.js';
import { oracleInput, type StoredStream, storeBatch, storeSettings } from './stream-store.js';

const BATCHES = 4;
const rowsOf = (stream: StoredStream) => oracleInput(stream, BATCHES).rows;

/** Stores random workspaces, derives them, joins some of their agents and puts some of them into teams. */
export async function storeStreams(client: ClickHouse, streams: readonly StoredStream[]): Promise<void> {
  await storeSettings(client, [...streams]);
  for (let batch = 0; batch < BATCHES; batch++) await storeBatch(client, [...streams], batch);
  const deriver = createDeriver(client, () => undefined);
  while ((await deriver.round()).identities > 0);
  await putAgentIdentities(
    client,
    streams.flatMap((stream) => {
      const agents = [...new Set(rowsOf(stream).map(({ agent_id }) => String(agent_id)))].filter(
        (id) => id !== '0',
      );
      const [first] = agents;
      return agents.map((agent_id, index) => ({
        workspace_id: stream.workspace_id,
        agent_id,
        counts_as: index === 1 ? (first ?? agent_id) : agent_id,
        team_id: index < 2 ? 1 : index % 3,
        version: 1n,
      }));
    }),
  );
}

/** What a report may be asked of this workspace: all of it or a part, judged by a moment after its last event or later. */
export function randomQuestion(random: Random, stream: StoredStream): BoundParams {
  const times = rowsOf(stream).map((row) => row.occurred_at);
  const edges = [random.pick(times), random.pick(times)].sort((a, b) => a - b) as [number, number];
  const isEverything = random.chance(0.5);
  const now = new Date(Math.max(...times) + random.pick([0, 3_600_000, 86_400_000 * 31]));
  const accounts = stream.accounts.map(({ account_id, channel }) => ({ account_id, channel }));
  return {
    workspace_id: stream.workspace_id,
    definition_id: 1,
    repeat_after_seconds: 86_400,
    unanswered_after_seconds: 86_400,
    time_zone: random.pick(['UTC', 'Europe/Moscow', 'Asia/Kathmandu']),
    previous: null,
    from: new Date(isEverything ? Date.UTC(2020, 0, 1) : edges[0]),
    to: new Date(isEverything ? Date.UTC(2060, 0, 1) : edges[1]),
    now,
    ...(random.chance(0.2) ? { account_ids: [String(random.pick(accounts).account_id)] } : {}),
    ...(random.chance(0.2) ? { weekdays: [1, 2, 3, 4] } : {}),
    limits: serviceLimits({
      schedule: stream.schedule,
      accounts,
      team_ids: [1, 2],
      targets: [
        { team_id: null, channel: null, kind: 'first', seconds: 900, hours: random.pick(HOURS) },
        { team_id: 1, channel: null, kind: 'next', seconds: 7200, hours: random.pick(HOURS) },
        { team_id: null, channel: null, kind: 'close', seconds: 14_400, hours: random.pick(HOURS) },
      ],
      unanswered: { seconds: 86_400, hours: random.pick(HOURS) },
      now,
    }),
    own: {
      kind: random.pick(WAIT_KINDS),
      clock: random.pick(CLOCKS),
      hours: random.pick(HOURS),
      clock_starts: random.pick(CLOCK_STARTS_ASKED),
      dated_by: random.pick(DATED_BY),
    },
  };
}

/** What a row report is asked when nothing is said: its contract's defaults. */
export function unaskedOf(name: RowReportName): QueryParams {
  const { params, spans } = ROW_REPORTS[name];
  return params.parse(spans === 'asked' ? { from: '2026-03-01', to: '2026-03-02' } : {}) as QueryParams;
}

/** How many rows a row report has: asked as a number was, with what picks the things behind it. */
export function countRows(
  client: ClickHouse,
  name: RowReportName,
  bound: BoundParams,
  own: Record<string, unknown>,
  filters: Partial<BoundParams> = {},
): Promise<number> {
  const asked = { ...bound, ...filters, own: { ...unaskedOf(name), ...bound.own, ...own } };
  return ROW_REPORT_QUERIES[name].count(client, boundValues(asked, 'current', asked));
}
