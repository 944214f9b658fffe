import { pathContactRows } from '@parley/contracts';
import { fillSql } from '../../lib/asked-sql.js';
import { defineRowQuery } from '../../lib/define-row-query.js';
import { readSql } from '../../lib/sql-file.js';
import { askedAnchoring } from '../../paths/anchoring.js';
import { journeys } from '../../paths/journeys.js';

const sql = readSql(import.meta.url, 'path-contacts.sql');

export const pathContacts = defineRowQuery(pathContactRows, (asked) =>
  fillSql(sql, { journeys: journeys(asked), identities: askedAnchoring(asked) }),
);
