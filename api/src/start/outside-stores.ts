import { connect } from 'node:net';
import { wrongSetting } from './problems.js';

/** Throws a StartError when nobody answers at the owner's own ClickHouse. */
export async function checkClickHouse(url: string): Promise<void> {
  const { origin } = new URL(url);
  try {
    const answer = await fetch(`${origin}/ping`, { signal: AbortSignal.timeout(10_000) });
    await answer.arrayBuffer();
  } catch {
    throw wrongSetting('CLICKHOUSE_URL', `no ClickHouse answers at ${origin}`);
  }
}

/** Throws a StartError when nobody listens at the owner's own PostgreSQL. */
export async function checkPostgres(url: string): Promise<void> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port || 5432), timeout: 10_000 });
  try {
    await new Promise<void>((done, fail) => {
      socket.once('connect', done).once('error', fail);
      socket.once('timeout', () => fail(new Error('no answer')));
    });
  } catch {
    throw wrongSetting('DATABASE_URL', `no PostgreSQL listens at ${hostname}:${port || 5432}`);
  } finally {
    socket.destroy();
  }
}
