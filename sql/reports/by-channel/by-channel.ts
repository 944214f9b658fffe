import { byChannel as report } from '@parley/contracts';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';

export const byChannel = defineQuery(report, readSql(import.meta.url, 'by-channel.sql'));
