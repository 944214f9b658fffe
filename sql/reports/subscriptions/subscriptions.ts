import { subscriptionRows } from '@parley/contracts';
import { defineRowQuery } from '../../lib/define-row-query.js';
import { readSql } from '../../lib/sql-file.js';

export const subscriptions = defineRowQuery(subscriptionRows, readSql(import.meta.url, 'subscriptions.sql'));
