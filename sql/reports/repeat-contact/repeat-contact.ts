import { repeatContact as report } from '@parley/contracts';
import { fillSql } from '../../lib/asked-sql.js';
import type { QueryParams } from '../../lib/client.js';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';

const sql = readSql(import.meta.url, 'repeat-contact.sql');

/** Who wrote in the period where and when, by each message. */
const WROTE_WHERE = `
    SELECT identity_id, channel, account_id
    FROM counted_messages_v1
    WHERE workspace_id = {workspace_id:UInt32}
      AND type = 'message_received'
      AND occurred_at >= {from:DateTime64(3, 'UTC')}
      AND occurred_at <  {to:DateTime64(3, 'UTC')}
      AND (empty({hours_of_day:Array(UInt8)}) OR toHour(occurred_at, {time_zone:String}) IN {hours_of_day:Array(UInt8)})
      AND (empty({weekdays:Array(UInt8)}) OR toDayOfWeek(occurred_at, 0, {time_zone:String}) IN {weekdays:Array(UInt8)})
      AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
      AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
    GROUP BY identity_id, channel, account_id`;

/**
 * Who wrote in the period, wherever. Of dialogues that went on in it, few began to be written in before and were still
 * written in after it (or do not tell when the contact wrote last: they are not derived anew yet).
 */
const WROTE = `
    SELECT DISTINCT identity_id, '' AS channel, 0 AS account_id
    FROM (
      SELECT
        identity_id,
        first_incoming_at >= {from:DateTime64(3, 'UTC')} AND first_incoming_at < {to:DateTime64(3, 'UTC')}
          OR last_incoming_at >= {from:DateTime64(3, 'UTC')} AND last_incoming_at < {to:DateTime64(3, 'UTC')} AS has_written,
        first_incoming_at < {from:DateTime64(3, 'UTC')}
          AND (last_incoming_at >= {to:DateTime64(3, 'UTC')} OR last_incoming_at < first_incoming_at) AS may_have
      FROM dialogues_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32}
        AND definition_id = {definition_id:UInt32}
        AND started_at < {to:DateTime64(3, 'UTC')}
        AND ended_at >= {from:DateTime64(3, 'UTC')}
        AND messages_received > 0
    )
    WHERE has_written
      OR may_have AND identity_id IN (
        SELECT identity_id
        FROM counted_messages_v1
        WHERE workspace_id = {workspace_id:UInt32}
          AND type = 'message_received'
          AND occurred_at >= {from:DateTime64(3, 'UTC')}
          AND occurred_at <  {to:DateTime64(3, 'UTC')}
          AND identity_id IN (
            SELECT identity_id
            FROM dialogues_v1 FINAL
            WHERE workspace_id = {workspace_id:UInt32}
              AND definition_id = {definition_id:UInt32}
              AND first_incoming_at < {from:DateTime64(3, 'UTC')}
              AND started_at < {from:DateTime64(3, 'UTC')}
              AND ended_at >= {from:DateTime64(3, 'UTC')}
              AND messages_received > 0
              AND (last_incoming_at >= {to:DateTime64(3, 'UTC')} OR last_incoming_at < first_incoming_at)
          )
      )`;

const isEmpty = (value: unknown) => !Array.isArray(value) || value.length === 0;
const needsMessages = ({ by, channels, account_ids, hours_of_day, weekdays }: QueryParams) =>
  by === 'channel' ||
  by === 'account' ||
  [channels, account_ids, hours_of_day, weekdays].some((list) => !isEmpty(list));

const GROUP = 'of_channel, of_account, of_arrival, of_ref, of_agent, in_total_only, identity_id';

export const repeatContact = defineQuery(report, (asked) => {
  const isSplit = asked['by'] !== 'none';
  return fillSql(sql, {
    wrote: (needsMessages(asked) ? WROTE_WHERE : WROTE).trim(),
    is_total: isSplit ? 'grouping(of_channel) = 1' : '1',
    groups: isSplit ? `GROUPING SETS ((${GROUP}), (identity_id))` : GROUP,
  });
});
