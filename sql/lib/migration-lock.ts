import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ClickHouse } from './client.js';
import { ClickHouseRefused } from './errors.js';

const TABLE = 'migration_lock';
const TABLE_ALREADY_EXISTS = 57;

export interface LockTiming {
  /** How often the holder says that it is alive. */
  heartbeatMs: number;
  /** How long a holder may be silent before another runner takes over. */
  silenceMs: number;
}

export const LOCK_TIMING: LockTiming = { heartbeatMs: 1_500, silenceMs: 8_000 };

export interface MigrationLock {
  /** Throws when another runner has taken over: this one was silent for too long and must change nothing more. */
  confirm(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Waits until no other runner migrates this database. ClickHouse has no locks, but only one of two runners can create
 * a table. The holder changes the table's comment while it lives; one that died is recognised by its silence, judged
 * by the waiter's own clock.
 */
export async function acquireMigrationLock(
  client: ClickHouse,
  timing: LockTiming,
  onWait: () => void,
): Promise<MigrationLock> {
  const holder = randomUUID();
  let moved: string | undefined;
  let seen: Seen | undefined;
  let seenAt = 0;
  for (;;) {
    if (await create(client, holder)) return hold(client, holder, timing.heartbeatMs, moved);
    const now = await look(client);
    if (now?.comment !== seen?.comment || now?.uuid !== seen?.uuid) {
      if (seen === undefined) onWait();
      seen = now;
      seenAt = performance.now();
    } else if (seen && performance.now() - seenAt > timing.silenceMs) {
      moved = await setAside(client, seen.uuid);
      seen = undefined;
    }
    await pause(Math.min(200, timing.silenceMs / 4));
  }
}

interface Seen {
  uuid: string;
  comment: string;
}

async function create(client: ClickHouse, holder: string): Promise<boolean> {
  try {
    await client.command(`CREATE TABLE ${TABLE} (nothing UInt8) ENGINE = Memory COMMENT '${holder} 0'`);
    return true;
  } catch (error) {
    if (error instanceof ClickHouseRefused && error.code === TABLE_ALREADY_EXISTS) return false;
    throw error;
  }
}

async function look(client: ClickHouse): Promise<Seen | undefined> {
  const rows = await client.query<Seen>(
    `SELECT toString(uuid) AS uuid, comment FROM system.tables WHERE database = currentDatabase() AND name = '${TABLE}'`,
  );
  return rows[0];
}

/**
 * Moves a dead runner's lock away, under its own id. Two waiters may try: the second meets a name that is taken and
 * waits on, for the first keeps the moved table until it is done.
 */
async function setAside(client: ClickHouse, uuid: string): Promise<string | undefined> {
  const name = `${TABLE}_${uuid.replaceAll('-', '_')}`;
  try {
    await client.command(`RENAME TABLE ${TABLE} TO ${name}`);
    return name;
  } catch (error) {
    if (error instanceof ClickHouseRefused) return undefined;
    throw error;
  }
}

function hold(client: ClickHouse, holder: string, heartbeatMs: number, moved?: string): MigrationLock {
  let beats = 0;
  let beating: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    beats += 1;
    const comment = `${holder} ${beats}`;
    beating = beating
      .then(() => client.command(`ALTER TABLE ${TABLE} MODIFY COMMENT '${comment}'`))
      .catch(() => undefined); // A missed beat is judged by confirm().
  }, heartbeatMs);
  timer.unref();

  const isOurs = async () => (await look(client))?.comment.startsWith(holder) === true;
  return {
    async confirm() {
      if (!(await isOurs())) throw new Error('another runner took over the migrations');
    },
    async release() {
      clearInterval(timer);
      await beating;
      if (await isOurs()) await client.command(`DROP TABLE ${TABLE}`);
      if (moved) await client.command(`DROP TABLE IF EXISTS ${moved}`);
    },
  };
}
