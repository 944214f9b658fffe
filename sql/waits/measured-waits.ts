import type { QueryParams } from '../lib/client.js';
import { withoutEmptyFilters } from '../lib/asked-sql.js';
import {
  CONSTANTS,
  NAMED_ONCE,
  STORED_COLUMNS,
  type StoredColumn,
  WAIT_COLUMNS,
  type WaitColumn,
  type WaitConstant,
  type WaitMeasure,
} from './wait-columns.js';

/** What a question may ask of a wait: what is stored of it, and the ideas that rest on it. */
export type AskedColumn = WaitColumn | StoredColumn;

/** Of a report that takes no filters of waits. */
export const NO_FILTERS = {
  channels: [],
  account_ids: [],
  agent_ids: [],
  team_ids: [],
  refs: [],
  hours_of_day: [],
  weekdays: [],
} as const;
/** What a report that does not take them asks of waits. */
export const USUAL_MEASURE = {
  kind: 'first',
  clock: 'customer',
  hours: 'calendar',
  clock_starts: 'definition',
  dated_by: 'started',
} as const;

const OF_KIND = {
  first: 'AND is_first_response',
  every: '',
  next: 'AND NOT is_first_response',
  after_hand_off: "AND handed_off_at > toDateTime64(0, 3, 'UTC')",
  after_assignment: 'AND assigned_at >= waiting_since',
};

const FILTERS = `
  AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
  AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
  AND (empty({team_ids:Array(UInt32)}) OR team_id IN {team_ids:Array(UInt32)})
  AND (empty({refs:Array(String)}) OR ref IN {refs:Array(String)})
  AND (empty({hours_of_day:Array(UInt8)}) OR hour_of_day IN {hours_of_day:Array(UInt8)})
  AND (empty({weekdays:Array(UInt8)}) OR weekday IN {weekdays:Array(UInt8)})
  AND (empty({agent_ids:Array(UInt64)}) OR agent_id IN {agent_ids:Array(UInt64)} OR agent_id IN (
    SELECT counts_as
    FROM agent_identities_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32} AND agent_id IN {agent_ids:Array(UInt64)}
  ))`;

/**
 * The waits of the kind asked for that pass its filters, as a question looks at them: a SELECT in brackets, one row per
 * wait, with `columns` beside workspace_id, definition_id and identity_id. Only what `columns` and the filters need is
 * read and worked out. The period is for the caller to filter by `at`; dated by the answer, only answered ones are
 * there. `fixed` is what the report asks whatever the question says; a report without filters fixes them too.
 */
export function measuredWaits(
  asked: QueryParams,
  columns: readonly AskedColumn[],
  fixed: QueryParams = {},
): string {
  const question: QueryParams = { ...USUAL_MEASURE, ...NO_FILTERS, ...asked, ...fixed };
  const measure: WaitMeasure = {
    ...(question as unknown as WaitMeasure),
    has_targets: ['first_target_ms', 'next_target_ms'].some((name) =>
      (question[name] as readonly number[]).some((target) => target !== 0),
    ),
  };
  const filters = [
    measure.dated_by === 'answered' ? 'AND is_answered' : '',
    OF_KIND[measure.kind],
    withoutEmptyFilters(FILTERS, question).trim(),
  ].filter((filter) => filter !== '');
  const needed = neededBy([...columns, ...filters].join('\n'), measure);
  return staged(needed, [...OF_EVERY_WAIT, ...columns], filters);
}

const OF_EVERY_WAIT = ['workspace_id', 'definition_id', 'identity_id'];
const isConstant = (word: string): word is WaitConstant => Object.hasOwn(CONSTANTS, word);
const isIdea = (word: string): word is WaitColumn => Object.hasOwn(WAIT_COLUMNS, word);

/** The definitions of all ideas that a text names, and of those that these name, each before its use. */
function neededBy(text: string, measure: WaitMeasure): Map<WaitColumn, string> {
  const made = new Map<WaitColumn, string>();
  const add = (words: string) => {
    for (const word of wordsOf(words)) {
      if (!isIdea(word) || made.has(word)) continue;
      const definition = WAIT_COLUMNS[word](measure);
      add(definition);
      made.set(word, definition);
    }
  };
  add(text);
  return made;
}

/** The names in a piece of SQL, without those of parameters. */
const wordsOf = (sql: string) => new Set(sql.replace(/\{\w+:/g, '').match(/\b[a-z_]+\b/g));

/**
 * SELECTs within each other. TRICKY: ClickHouse plans an expression anew at each place of its name, so ideas that rest on
 * ideas that rest on ideas take it tens of milliseconds. What an inner SELECT gives it plans once.
 */
function staged(
  needed: ReadonlyMap<WaitColumn, string>,
  listed: readonly string[],
  filters: readonly string[],
): string {
  const stages = stagesOf(needed);
  const last = Math.max(0, ...stages.values());
  let from = 'waits_v1 FINAL';
  for (let stage = 0; stage <= last; stage += 1) {
    const here = [...needed].filter(([idea]) => stages.get(idea) === stage);
    const later = [...needed].filter(([idea]) => stages.get(idea)! > stage);
    const wanted = wordsOf([...later.map(([, definition]) => definition), ...listed, ...filters].join('\n'));
    const isKnown = (word: string) => (isIdea(word) ? stages.get(word)! <= stage : STORED_COLUMNS.has(word));
    const given = stage === last ? listed : [...OF_EVERY_WAIT, ...[...wanted].filter(isKnown)];
    const constants = [...wordsOf(here.map(([, definition]) => definition).join('\n'))].filter(isConstant);
    const made = [
      ...constants.map((name) => `${CONSTANTS[name]} AS ${name}`),
      ...here.map(([idea, definition]) => `${definition} AS ${idea}`),
    ];
    from = `(
      ${made.length > 0 ? `WITH ${made.join(',\n      ')}` : ''}
      SELECT ${[...new Set(given)].join(', ')}
      FROM ${from}
      ${stage === 0 || (stage === last && filters.length > 0) ? 'WHERE workspace_id = {workspace_id:UInt32}' : ''}
      ${stage === last ? filters.join('\n      ') : ''}
    )`;
  }
  return from;
}

/** By idea the SELECT that makes it, 0 is the innermost: no later than whatever names it. */
function stagesOf(needed: ReadonlyMap<WaitColumn, string>): Map<WaitColumn, number> {
  const stages = new Map<WaitColumn, number>();
  for (const [idea, definition] of needed) {
    const below = [...wordsOf(definition)].filter(isIdea);
    stages.set(idea, Math.max(0, ...below.map((word) => stages.get(word)! + (NAMED_ONCE.has(word) ? 0 : 1))));
  }
  return stages;
}
