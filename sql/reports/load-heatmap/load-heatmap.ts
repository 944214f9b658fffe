import { loadHeatmap as report } from '@parley/contracts';
import { fillSql } from '../../lib/asked-sql.js';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';
import { measuredWaits } from '../../waits/measured-waits.js';

const sql = readSql(import.meta.url, 'load-heatmap.sql');

/** Of a wait both its beginning and its answer are looked at, whatever it is dated by, at all hours. */
const FIXED = { dated_by: 'started', hours_of_day: [], weekdays: [] };

export const loadHeatmap = defineQuery(report, (asked) =>
  fillSql(sql, {
    measured_waits: measuredWaits(asked, ['waiting_since', 'answered_at', 'response_ms'], FIXED),
  }),
);
