import { setTimeout as pause } from 'node:timers/promises';
import { ClickHouseUnavailable, type ClickHouse, migrate } from '@parley/sql';

/**
 * Waits until ClickHouse answers and brings its schema up to date. `client` is the admin's.
 * Throws what went wrong last after `patienceMs`, and at once when the schema is newer than this version.
 */
export async function prepareClickHouse(
  client: ClickHouse,
  options: { log: (line: string) => void; patienceMs?: number },
): Promise<void> {
  const deadline = Date.now() + (options.patienceMs ?? 120_000);
  for (let said = false; ;) {
    try {
      const { applied } = await migrate(client, { log: (line) => options.log(`ClickHouse: ${line}`) });
      options.log(`ClickHouse answers${applied.length > 0 ? `, ${applied.length} migrations applied` : ''}.`);
      return;
    } catch (error) {
      if (!(error instanceof ClickHouseUnavailable) || Date.now() > deadline) throw error;
      if (!said) options.log('Waiting for ClickHouse …');
      said = true;
      await pause(500);
    }
  }
}
