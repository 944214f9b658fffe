import {
  type Channel,
  type ClockStart,
  definitionParams,
  NO_SCHEDULE,
  type OutgoingVisibility,
  type Schedule,
  type SourceRule,
} from '@parley/contracts';
import { scheduleText } from '../calendars/calendars.js';
import { sourceRulesText } from '../sources/source-rules.js';
import type { ClickHouse } from './client.js';

const USUAL = definitionParams.parse({});

/** With which parameters the dialogues and waits of a workspace are cut. A higher `version` replaces. */
export interface DefinitionRow {
  workspace_id: number;
  definition_id: number;
  /** `building`: derived beside, not read yet; `active`: what reports read; `retired`: derived no longer. */
  status: 'building' | 'active' | 'retired';
  silence_gap_seconds: number;
  /** Keyed hashes of the normalised courtesy phrases. */
  courtesy_hashes: readonly bigint[];
  /** How far apart messages of a burst may be; 60 when left out. */
  settle_seconds?: number;
  /** With which message of a burst the clock of a wait starts; the first when left out. */
  clock_starts?: ClockStart;
  /** By whose hours business time counts; by nobody's when left out. */
  schedule?: Schedule;
  /** By which rules refs are read; by none when left out. */
  source_rules?: readonly SourceRule[];
  version: bigint;
}

/** Messages that are kept but not counted, because another account shows the same chats and its messages count. */
export interface CountedElsewhere {
  type: 'message_received' | 'message_sent';
  /** The account that counts instead. */
  account_id: number;
  /** Milliseconds UTC, included. */
  from_ms: number;
  /** Milliseconds UTC, not included. */
  until_ms: number;
}

/** What derivation must know of an account. A higher `version` replaces. */
export interface AccountSettingsRow {
  workspace_id: number;
  account_id: number;
  channel: Channel;
  outgoing: OutgoingVisibility;
  /** What an outgoing message of unknown sender counts as for waits. */
  default_sender: 'bot' | 'agent';
  subscriptions: boolean;
  /** 0 = the workspace's. */
  silence_gap_seconds: number;
  /** None when left out. Spans of one type must not overlap. */
  counted_elsewhere?: readonly CountedElsewhere[];
  version: bigint;
}

/** Writes a definition (or a new version of it) for derivation and reports to read. */
export function putDefinition(client: ClickHouse, row: DefinitionRow): Promise<void> {
  return client.insertRows(
    'definitions_v1',
    [
      'workspace_id',
      'definition_id',
      'status',
      'silence_gap_seconds',
      'courtesy_hashes',
      'settle_seconds',
      'clock_starts',
      'schedule',
      'source_rules',
      'version',
    ],
    [
      [
        row.workspace_id,
        row.definition_id,
        row.status,
        row.silence_gap_seconds,
        row.courtesy_hashes.map(String),
        row.settle_seconds ?? USUAL.settle_seconds,
        row.clock_starts ?? USUAL.clock_starts,
        scheduleText(row.schedule ?? NO_SCHEDULE),
        sourceRulesText(row.source_rules ?? []),
        String(row.version),
      ],
    ],
  );
}

/** Writes the settings of accounts (or new versions of them) for derivation and reports to read. */
export function putAccountSettings(client: ClickHouse, rows: readonly AccountSettingsRow[]): Promise<void> {
  return client.insertRows(
    'account_settings_v1',
    [
      'workspace_id',
      'account_id',
      'channel',
      'outgoing',
      'default_sender',
      'subscriptions',
      'silence_gap_seconds',
      'counted_elsewhere',
      'version',
    ],
    rows.map((row) => [
      row.workspace_id,
      row.account_id,
      row.channel,
      row.outgoing,
      row.default_sender,
      row.subscriptions ? 1 : 0,
      row.silence_gap_seconds,
      (row.counted_elsewhere ?? []).map(({ type, account_id, from_ms, until_ms }) => ({
        type,
        account_id,
        from_at: new Date(from_ms).toISOString(),
        until_at: new Date(until_ms).toISOString(),
      })),
      String(row.version),
    ]),
  );
}

/** Under which identity the numbers of an agent are counted; its own when it is not joined. A higher `version` replaces. */
export interface AgentIdentityRow {
  workspace_id: number;
  /** Unsigned 64 bits, as text. */
  agent_id: string;
  counts_as: string;
  /** The team of whom it counts as; 0 or missing = none. */
  team_id?: number;
  version: bigint;
}

/** Writes which identities of agents are one person, for reports to read. */
export function putAgentIdentities(client: ClickHouse, rows: readonly AgentIdentityRow[]): Promise<void> {
  return client.insertRows(
    'agent_identities_v1',
    ['workspace_id', 'agent_id', 'counts_as', 'team_id', 'version'],
    rows.map((row) => [row.workspace_id, row.agent_id, row.counts_as, row.team_id ?? 0, String(row.version)]),
  );
}
