import { channels as report } from '@parley/contracts';
import { ARRIVAL_FACTS, arrivalFactsWith } from '../../acquisition/arrival-facts.js';
import { ACCOUNTS, ASKED_FACTS, NEEDS_ADS, VALUE } from '../../acquisition/groups.js';
import { ACQUISITION_SHARES } from '../../acquisition/shares.js';
import { withIntervals } from '../../acquisition/with-intervals.js';
import { defineQuery } from '../../lib/define-query.js';
import { fillSql } from '../../lib/fill-sql.js';
import { readSql } from '../../lib/sql-file.js';

const sql = fillSql(readSql(import.meta.url, 'channels.sql'), {
  facts_with: arrivalFactsWith(NEEDS_ADS),
  facts: ARRIVAL_FACTS,
  value: VALUE,
  accounts: ACCOUNTS,
  asked: ASKED_FACTS,
});

export const channels = withIntervals(defineQuery(report, sql), ACQUISITION_SHARES);
