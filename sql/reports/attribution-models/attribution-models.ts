import { ATTRIBUTION_MODELS, attributionModels as report } from '@parley/contracts';
import { askedCredit } from '../../acquisition/asked-credit.js';
import { fillSql } from '../../lib/asked-sql.js';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';

const sql = readSql(import.meta.url, 'attribution-models.sql');

export const attributionModels = defineQuery(report, (asked) =>
  fillSql(sql, { ...askedCredit(asked, ATTRIBUTION_MODELS) }),
);
