import { dialogueRows } from '@parley/contracts';
import { defineRowQuery } from '../../lib/define-row-query.js';
import { readSql } from '../../lib/sql-file.js';

export const dialogues = defineRowQuery(dialogueRows, readSql(import.meta.url, 'dialogues.sql'));
