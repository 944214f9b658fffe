import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { byAgent } from '@parley/contracts';
import { openTestDatabase, type TestDatabase } from '../testing/database.js';
import { defineQuery, MissingParameter, parametersOf, UnexpectedRows } from './define-query.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

const ROW = `
-- {not_a_parameter:String}
SELECT 'current' AS period, false AS is_total, toString({agent_id:UInt64}) AS agent_id, NULL AS agent_name,
       toUInt32({waits:UInt32}) AS waits_answered, 1.5 AS response_median_seconds, NULL AS response_p90_seconds, 1 AS outgoing_covered_share`;

describe('a query of a report', () => {
  it('binds what the SQL names and gives the rows of the contract', async () => {
    const query = defineQuery(byAgent, ROW);
    expect(parametersOf(query.sqlFor({}))).toEqual(['agent_id', 'waits']);
    const rows = await query.run(db.client, { agent_id: 18_446_744_073_709_551_615n, waits: 3, unused: {} });
    expect(rows).toEqual([
      {
        period: 'current',
        is_total: false,
        agent_id: '18446744073709551615',
        agent_name: null,
        waits_answered: 3,
        response_median_seconds: 1.5,
        response_p90_seconds: null,
        outgoing_covered_share: 1,
      },
    ]);
  });

  it('names the values that were not given', async () => {
    const run = defineQuery(byAgent, ROW).run(db.client, { agent_id: 1n });
    await expect(run).rejects.toThrow(MissingParameter);
    await expect(run).rejects.toThrow('by-agent needs waits');
  });

  it('refuses rows that are not those of the contract', async () => {
    const wrong = ROW.replace('toUInt32({waits:UInt32})', 'toUInt64({waits:UInt32})');
    await expect(defineQuery(byAgent, wrong).run(db.client, { agent_id: 1n, waits: 3 })).rejects.toThrow(
      UnexpectedRows,
    );
  });
});

describe('parametersOf', () => {
  it('finds each name once, outside of comments', () => {
    const sql =
      'SELECT {a:UInt8}, { b : Map(String, UInt8)}, {a:UInt8} /* {c:String} */ -- {d:String}\n, {e_1:String}';
    expect(parametersOf(sql)).toEqual(['a', 'b', 'e_1']);
  });
});
