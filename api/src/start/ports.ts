import { createServer } from 'node:net';
import { portNotAllowed, portTaken, portTakenByParley } from './problems.js';

/** A port of the loopback interface that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
  const bound = server.address();
  await new Promise<void>((done) => server.close(() => done()));
  if (bound === null || typeof bound === 'string') throw new Error('no port');
  return bound.port;
}

/** Throws a StartError when the port cannot be listened on; tells another Parley from any other program. */
export async function checkPort(host: string, port: number): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((done, fail) => server.once('error', fail).listen(port, host, done));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE') throw portNotAllowed(port, host, code ?? message);
    const address = `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`;
    throw (await isParley(address)) ? portTakenByParley(port, address) : portTaken(port);
  }
  await new Promise<void>((done) => server.close(() => done()));
}

/** Whether a Parley answers there: its health answer names the product. */
async function isParley(address: string): Promise<boolean> {
  try {
    const answer = await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(2000) });
    return /"product"\s*:\s*"parley"/i.test(await answer.text());
  } catch {
    return false;
  }
}
