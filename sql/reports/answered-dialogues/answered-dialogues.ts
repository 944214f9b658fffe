import { answeredDialogueRows } from '@parley/contracts';
import { defineRowQuery } from '../../lib/define-row-query.js';
import { readSql } from '../../lib/sql-file.js';

export const answeredDialogues = defineRowQuery(
  answeredDialogueRows,
  readSql(import.meta.url, 'answered-dialogues.sql'),
);
