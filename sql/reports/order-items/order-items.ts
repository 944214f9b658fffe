import { type AttributionModel, orderItems as report } from '@parley/contracts';
import { askedCredit } from '../../acquisition/asked-credit.js';
import { inCurrency } from '../../costs/convert.js';
import { fillSql } from '../../lib/asked-sql.js';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';

const sql = readSql(import.meta.url, 'order-items.sql');
const lines = readSql(import.meta.url, 'lines.sql');

export const orderItems = defineQuery(report, (asked) => {
  const model = asked['model'] as AttributionModel;
  const filled = fillSql(lines, { weight: `weight_${model}`, ...askedCredit(asked, [model]) });
  return fillSql(sql, {
    lines: inCurrency(filled, { amount: 'item_amount', as: 'item_worth', type: 'Decimal(18, 4)' }),
  });
});
