import { agents as report } from '@parley/contracts';
import { fillSql } from '../../lib/asked-sql.js';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';
import { measuredWaits } from '../../waits/measured-waits.js';

const sql = readSql(import.meta.url, 'agents.sql');

// Who held a wait before somebody else answered it is asked for here as well: agents and teams are picked later.
const FIXED = { kind: 'every', agent_ids: [], team_ids: [] };

export const agents = defineQuery(report, (asked) =>
  fillSql(sql, {
    measured_waits: measuredWaits(
      asked,
      [
        'at',
        'dialogue_first_event_id',
        'is_shared',
        'answered_at',
        'is_answered',
        'is_first_response',
        'agent_id',
        'team_id',
        'response_ms',
        'has_target',
        'is_within_target',
      ],
      FIXED,
    ),
    measured_hours: measuredWaits(asked, ['at', 'answered_at', 'is_answered', 'agent_id', 'team_id'], FIXED),
    measured_holds: measuredWaits(asked, ['at', 'first_event_id', 'held_by'], FIXED),
  }),
);
