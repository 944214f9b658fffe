import { unansweredRows, waitRows } from '@parley/contracts';
import { defineRowQuery } from '../../lib/define-row-query.js';
import { readSql } from '../../lib/sql-file.js';

const sql = readSql(import.meta.url, 'waits.sql');

export const waits = defineRowQuery(waitRows, sql);

/** The same waits, picked by their state. */
export const unanswered = defineRowQuery(unansweredRows, sql, ({ states }) => ({
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
}));
