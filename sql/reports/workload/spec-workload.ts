import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { putWaits, type StatedWait } from '../../testing/put-waits.js';
import { unaskedOf } from '../../testing/row-counts.js';
import { anAccount, openWorkspace, type TestAccount, type TestWorkspace } from '../../testing/workspace.js';
import { type BoundParams, boundValues, ROW_REPORT_QUERIES, runReport } from '../index.js';

export const [OLEG, OLEG_OF_VIBER, MARIA] = ['11', '12', '13'] as const;
/** Monday in Moscow. */
export const monday = {
  from: new Date('2026-03-01T21:00:00Z'),
  to: new Date('2026-03-02T21:00:00Z'),
  now: new Date('2026-03-10T00:00:00Z'),
};
export const at = (time: string) => `2026-03-02T${time.length === 5 ? `${time}:00` : time}Z`;
/** A wait that Oleg answered, from one time of the Monday to another, UTC. */
export const wait = (since: string, answered: string, stated: Partial<StatedWait> = {}): StatedWait => ({
  waiting_since: at(since),
  answered_at: at(answered),
  answered_by: OLEG,
  ...stated,
});

/** A database of a spec of the workload; each workspace that it opens is new, and what is put goes to the last one. */
export async function openWorkload(firstWorkspace: number) {
  const database: TestDatabase = await openTestDatabase();
  let last = firstWorkspace;
  const asking = (shop: TestWorkspace, { own, ...stated }: Partial<BoundParams> = {}) =>
    shop.asking({ ...monday, ...stated, own: { pause_seconds: 900, ...own } });
  const ask = (shop: TestWorkspace, stated: Partial<BoundParams> = {}) =>
    runReport(database.client, 'workload', asking(shop, stated));
  return {
    client: database.client,
    close: () => database.close(),
    workspaceId: () => last,
    open: (accounts: readonly TestAccount[] = [anAccount()]) =>
      openWorkspace(database.client, ++last, accounts),
    put: (...waits: StatedWait[]) => putWaits(database.client, last, waits),
    ask,
    hours: (shop: TestWorkspace, stated: Partial<BoundParams> = {}) =>
      runReport(database.client, 'workload-by-hour', asking(shop, stated)),
    /** Of each row: who, dialogues, answers, spans, seconds busy and in dialogues, most at once. */
    brief: async (shop: TestWorkspace, stated: Partial<BoundParams> = {}) =>
      (await ask(shop, stated)).map((one) => [
        one.is_total ? 'all' : one.agent_id,
        one.dialogues_answered,
        one.waits_answered,
        one.work_spans,
        one.busy_seconds,
        one.dialogue_seconds,
        one.concurrency_max,
      ]),
    /** Of each span: who, from when to when, its seconds, its answers, what it is counted from. */
    rows: async (shop: TestWorkspace, stated: Partial<BoundParams> = {}) => {
      const bound = asking(shop, stated);
      const query = ROW_REPORT_QUERIES['work-spans'];
      const asked = { ...bound, own: { ...unaskedOf('work-spans'), ...bound.own } };
      const values = boundValues(asked, 'current', asked);
      const page = await query.page(database.client, values, { limit: 100, after: null });
      return page.rows.map((row) => [
        row.agent_id,
        String(row.worked_from).slice(11, 19),
        String(row.worked_to).slice(11, 19),
        row.work_seconds,
        row.waits_answered,
        row.began_by,
      ]);
    },
  };
}
