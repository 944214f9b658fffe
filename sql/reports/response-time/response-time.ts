import { responseTime as report, WAIT_GROUPS, type WaitGroup } from '@parley/contracts';
import { fillSql } from '../../lib/asked-sql.js';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';
import { type AskedColumn, measuredWaits } from '../../waits/measured-waits.js';

const sql = readSql(import.meta.url, 'response-time.sql');

/** By group: the names that the SQL has for its parts, which columns they are, and what they are where nobody splits by it. */
const GROUPS: Readonly<Record<WaitGroup, readonly { name: string; column: AskedColumn; nothing: string }[]>> =
  {
    agent: [{ name: 'of_agent', column: 'agent_id', nothing: '0' }],
    team: [{ name: 'of_team', column: 'team_id', nothing: '0' }],
    channel: [{ name: 'of_channel', column: 'channel', nothing: "''" }],
    account: [{ name: 'of_account', column: 'account_id', nothing: '0' }],
    source: [
      { name: 'of_arrival', column: 'arrival', nothing: "''" },
      { name: 'of_ref', column: 'ref', nothing: "''" },
    ],
    hour: [{ name: 'of_hour', column: 'hour_of_day', nothing: '0' }],
    weekday: [{ name: 'of_weekday', column: 'weekday', nothing: '0' }],
  };

export const responseTime = defineQuery(report, (asked) => {
  const by = asked['by'] as readonly WaitGroup[];
  const groups = WAIT_GROUPS.flatMap((group) =>
    GROUPS[group].map((part) => ({ ...part, isAsked: by.includes(group) })),
  );
  return fillSql(sql, {
    groups_of_waits: groups
      .map(({ name, column, nothing, isAsked }) => `${isAsked ? column : nothing} AS ${name}`)
      .join(', '),
    measured_waits: measuredWaits(asked, [
      'at',
      'is_answered',
      'response_ms',
      'is_unanswered',
      'has_target',
      'is_within_target',
      'calendar_id',
      'answered_off_hours',
      ...groups.filter(({ isAsked }) => isAsked).map(({ column }) => column),
    ]),
  });
});
