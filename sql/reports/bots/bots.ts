import { bots as report } from '@parley/contracts';
import { fillSql } from '../../lib/asked-sql.js';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';
import { measuredWaits, USUAL_MEASURE } from '../../waits/measured-waits.js';

const sql = readSql(import.meta.url, 'bots.sql');

const FIXED = { ...USUAL_MEASURE, kind: 'after_hand_off', clock: 'agent' };

export const bots = defineQuery(report, (asked) => {
  const isBySource = asked['by'] === 'source';
  return fillSql(sql, {
    source_of_wait: isBySource ? 'arrival, ref' : "'', ''",
    measured_waits: measuredWaits(
      asked,
      [
        'at',
        'is_answered',
        'is_unanswered',
        'response_ms',
        'channel',
        'account_id',
        ...(isBySource ? (['arrival', 'ref'] as const) : []),
      ],
      { ...FIXED, hours: asked['hours'] },
    ),
  });
});
