import { type AttributionModel, conversionRows } from '@parley/contracts';
import { askedConverting, askedCredit } from '../../acquisition/asked-credit.js';
import { fillSql } from '../../lib/asked-sql.js';
import { defineRowQuery } from '../../lib/define-row-query.js';
import { readSql } from '../../lib/sql-file.js';

const sql = readSql(import.meta.url, 'conversions.sql');

export const conversions = defineRowQuery(conversionRows, (asked) => {
  const model = asked['model'] as AttributionModel;
  return fillSql(sql, {
    weight: `weight_${model}`,
    identities: askedConverting(asked),
    ...askedCredit(asked, [model]),
  });
});
