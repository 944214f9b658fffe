import type { Channel, OutgoingVisibility } from '@parley/contracts';
import type { ClickHouse } from './client.js';

/** With which parameters the dialogues and waits of a workspace are cut. A higher `version` replaces. */
export interface DefinitionRow {
  workspace_id: number;
  definition_id: number;
  /** `building`: derived beside, not read yet; `active`: what reports read; `retired`: derived no longer. */
  status: 'building' | 'active' | 'retired';
  silence_gap_seconds: number;
  /** Keyed hashes of the normalised courtesy phrases. */
  courtesy_hashes: readonly bigint[];
  /** How far apart messages of a burst may be for a wait's clock to start with the last; 0 or missing: with the first. */
  settle_seconds?: number;
  version: bigint;
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
      'version',
    ],
    [
      [
        row.workspace_id,
        row.definition_id,
        row.status,
        row.silence_gap_seconds,
        row.courtesy_hashes.map(String),
        row.settle_seconds ?? 0,
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
      String(row.version),
    ]),
  );
}
