import { messageRows } from '@parley/contracts';
import { defineRowQuery } from '../../lib/define-row-query.js';
import { readSql } from '../../lib/sql-file.js';

export const messages = defineRowQuery(messageRows, readSql(import.meta.url, 'messages.sql'), () => ({}), {
  table: 'events_v1',
  moment: 'occurred_at',
});
