import { unansweredRows, waitRows } from '@parley/contracts';
import { type AskedSql, fillSql } from '../../lib/asked-sql.js';
import { defineRowQuery } from '../../lib/define-row-query.js';
import type { TimeOrder } from '../../lib/page-windows.js';
import { readSql } from '../../lib/sql-file.js';
import { type AskedColumn, measuredWaits } from '../../waits/measured-waits.js';

const template = readSql(import.meta.url, 'waits.sql');

const COLUMNS: readonly AskedColumn[] = [
  'waiting_since',
  'first_event_id',
  'settled_at',
  'last_incoming_at',
  'answered_at',
  'bot_answered_at',
  'handed_off_at',
  'assigned_at',
  'dismissed_at',
  'dismissed_by',
  'held_by',
  'dialogue_started_at',
  'dialogue_first_event_id',
  'calendar_id',
  'since_business_ms',
  'settled_business_ms',
  'began_off_hours',
  'answered_off_hours',
  'account_id',
  'channel',
  'ref',
  'agent_id',
  'team_id',
  'at',
  'clock_at',
  'from_last',
  'is_answered',
  'is_first_response',
  'state',
  'arrival',
  'response_ms',
  'from_start_ms',
  'business_from_start_ms',
  'from_hand_off_ms',
  'agent_business_from_start_ms',
  'agent_business_from_hand_off_ms',
  'target_ms',
  'has_target',
  'is_within_target',
];

const sql: AskedSql = (asked) => fillSql(template, { measured_waits: measuredWaits(asked, COLUMNS) });

const ORDER: TimeOrder = { table: 'waits_v1', moment: 'waiting_since' };

export const waits = defineRowQuery(waitRows, sql, () => ({}), ORDER);

/** The same waits, picked by their state. */
export const unanswered = defineRowQuery(
  unansweredRows,
  sql,
  ({ states }) => ({
    states: Array.isArray(states) && states.length > 0 ? states : ['unanswered', 'abandoned'],
    order: 'oldest',
    min_seconds: null,
    max_seconds: null,
    identity_ids: [],
    is_measured: 'any',
    target_results: [],
    answered_off_hours: 'any',
    arrivals: [],
    held_by_agent_ids: [],
    held_by_team_ids: [],
    is_held: 'any',
  }),
  ORDER,
);
