import { type AttributionModel, attribution as report } from '@parley/contracts';
import { askedCredit } from '../../acquisition/asked-credit.js';
import { fillSql } from '../../lib/asked-sql.js';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';

const sql = readSql(import.meta.url, 'attribution.sql');

export const attribution = defineQuery(report, (asked) => {
  const model = asked['model'] as AttributionModel;
  return fillSql(sql, { weight: `weight_${model}`, ...askedCredit(asked, [model]) });
});
