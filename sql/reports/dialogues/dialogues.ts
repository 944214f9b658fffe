import { dialogueRows } from '@parley/contracts';
import { fillSql } from '../../lib/asked-sql.js';
import { defineRowQuery } from '../../lib/define-row-query.js';
import { readSql } from '../../lib/sql-file.js';
import { measuredWaits, NO_FILTERS, USUAL_MEASURE } from '../../waits/measured-waits.js';

const sql = readSql(import.meta.url, 'dialogues.sql');

/** What a dialogue is told of is all of its waits, whatever picked the dialogue. */
const FIXED = { ...USUAL_MEASURE, ...NO_FILTERS, kind: 'every' };

export const dialogues = defineRowQuery(
  dialogueRows,
  (asked) =>
    fillSql(sql, {
      every_wait: measuredWaits(
        asked,
        [
          'waiting_since',
          'dialogue_started_at',
          'dialogue_first_event_id',
          'answered_at',
          'clock_started_at',
          'is_first',
          'is_answered',
          'asked_by_contact',
          'agent_id',
          'team_id',
        ],
        FIXED,
      ),
    }),
  () => ({}),
  { table: 'dialogues_v1', moment: 'started_at' },
);
