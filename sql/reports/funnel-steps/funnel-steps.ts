import { funnelSteps as report } from '@parley/contracts';
import { funnelOf } from '../../funnels/index.js';
import { eventsOfUnits } from '../../funnels/units.js';
import { fillSql } from '../../lib/asked-sql.js';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';

const sql = readSql(import.meta.url, 'funnel-steps.sql');

const SPAN = {
  from: "{from:DateTime64(3, 'UTC')}",
  until: "least({to:DateTime64(3, 'UTC')}, {now:DateTime64(3, 'UTC')} + toIntervalMillisecond(1))",
};

export const funnelSteps = defineQuery(report, (asked) =>
  fillSql(sql, {
    events: eventsOfUnits({ funnel: { ...funnelOf(asked), exclusions: [] }, span: SPAN, own: null }),
  }),
);
