import { ANSWERING_WINDOW_SECONDS, waitingNow as report } from '@parley/contracts';
import { defineRowQuery } from '../../lib/define-row-query.js';
import { readSql } from '../../lib/sql-file.js';

const windows = Object.entries(ANSWERING_WINDOW_SECONDS);

export const waitingNow = defineRowQuery(report, readSql(import.meta.url, 'waiting-now.sql'), () => ({
  window_channels: windows.map(([channel]) => channel),
  window_lengths_ms: windows.map(([, seconds]) => seconds * 1000),
}));
