import { repeatContact as report } from '@parley/contracts';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';

export const repeatContact = defineQuery(report, readSql(import.meta.url, 'repeat-contact.sql'));
