import { messageRows } from '@parley/contracts';
import { defineRowQuery } from '../../lib/define-row-query.js';
import { readSql } from '../../lib/sql-file.js';

export const messages = defineRowQuery(messageRows, readSql(import.meta.url, 'messages.sql'));
