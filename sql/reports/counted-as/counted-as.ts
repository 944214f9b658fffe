import { countedAs as report } from '@parley/contracts';
import { fillSql } from '../../lib/asked-sql.js';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';
import { measuredWaits, USUAL_MEASURE } from '../../waits/measured-waits.js';

const sql = readSql(import.meta.url, 'counted-as.sql');

export const countedAs = defineQuery(report, (asked) =>
  fillSql(sql, {
    measured_waits: measuredWaits(
      asked,
      ['at', 'is_answered', 'response_ms', 'is_unanswered'],
      USUAL_MEASURE,
    ),
    every_wait: measuredWaits(
      asked,
      [
        'waiting_since',
        'dialogue_started_at',
        'dialogue_first_event_id',
        'answered_at',
        'handed_off_at',
        'is_answered',
        'asked_by_contact',
      ],
      { ...USUAL_MEASURE, kind: 'every' },
    ),
  }),
);
