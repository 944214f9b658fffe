import { answeredDialogueRows } from '@parley/contracts';
import { fillSql } from '../../lib/asked-sql.js';
import { defineRowQuery } from '../../lib/define-row-query.js';
import { readSql } from '../../lib/sql-file.js';
import { measuredWaits, USUAL_MEASURE } from '../../waits/measured-waits.js';

const sql = readSql(import.meta.url, 'answered-dialogues.sql');

export const answeredDialogues = defineRowQuery(answeredDialogueRows, (asked) =>
  fillSql(sql, {
    measured_waits: measuredWaits(
      asked,
      [
        'at',
        'is_answered',
        'dialogue_first_event_id',
        'dialogue_started_at',
        'answered_at',
        'agent_id',
        'channel',
        'account_id',
        'ref',
        'is_shared',
      ],
      { ...USUAL_MEASURE, kind: 'every', dated_by: asked['dated_by'] },
    ),
  }),
);
