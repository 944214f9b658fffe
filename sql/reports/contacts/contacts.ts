import { contactRows } from '@parley/contracts';
import { defineRowQuery } from '../../lib/define-row-query.js';
import { readSql } from '../../lib/sql-file.js';

export const contacts = defineRowQuery(contactRows, readSql(import.meta.url, 'contacts.sql'));
