import { loadHeatmap as report } from '@parley/contracts';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';

export const loadHeatmap = defineQuery(report, readSql(import.meta.url, 'load-heatmap.sql'));
