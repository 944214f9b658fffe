import { type FunnelOutcome, funnelRows } from '@parley/contracts';
import { askedPaths, isByStep, paths, stepOf } from '../../funnels/index.js';
import { fillSql } from '../../lib/asked-sql.js';
import type { QueryParams } from '../../lib/client.js';
import { defineRowQuery } from '../../lib/define-row-query.js';
import { readSql } from '../../lib/sql-file.js';

const sql = readSql(import.meta.url, 'funnel-contacts.sql');

const DIALOGUE = `concat(
    toString(found.identity_id), '-', toString(toUnixTimestamp64Milli(unit_at)), '-', toString(unit_id)
  )`;

export const funnelContacts = defineRowQuery(funnelRows, (asked) => {
  const question = askedPaths(asked, true);
  const step = stepOf(question, asked['step'], 1);
  const OUTCOMES: Record<FunnelOutcome, string> = {
    reached: `level >= ${step}`,
    lost: `level + 1 = ${step} AND is_mature`,
    open: `level + 1 = ${step} AND NOT is_mature`,
  };
  return fillSql(sql, {
    paths: paths(question),
    step: String(step),
    from_step: String(stepOf(question, asked['from_step'], 1)),
    value: isByStep(question) ? `value[least(level, ${step})]` : 'value',
    dialogue: question.funnel.unit === 'dialogue' ? DIALOGUE : "CAST(NULL, 'Nullable(String)')",
    outcome: OUTCOMES[asked['outcome'] as FunnelOutcome],
    picked: pickedBy(asked),
  });
});

/** What else is asked for, as a continued WHERE. */
const pickedBy = (asked: QueryParams): string =>
  [
    [asked['is_mature'] === 'yes', 'is_mature'],
    [asked['is_mature'] === 'no', 'NOT is_mature'],
    [(asked['breakdown_values'] as string[]).length > 0, 'named IN {breakdown_values:Array(String)}'],
    [asked['entered_from'] !== null, 'entered_ms >= {funnel_entered_from_ms:Int64}'],
    [asked['entered_to'] !== null, 'entered_ms < {funnel_entered_to_ms:Int64}'],
    [asked['min_seconds'] !== null, 'took_ms >= {min_seconds:Float64} * 1000'],
    [asked['max_seconds'] !== null, 'took_ms < {max_seconds:Float64} * 1000'],
  ]
    .filter(([isAsked]) => isAsked)
    .map(([, condition]) => `\n  AND ${condition as string}`)
    .join('');
