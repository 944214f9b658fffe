// Child processes, and what Linux knows of them.
import { fork, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The kernel counts CPU time in hundredths of a second on every Linux that Node runs on (USER_HZ). */
const TICKS_PER_SECOND = 100;

/** CPU time of a process with all its threads, seconds. */
export function cpuSeconds(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may hold anything, blanks too.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Memory of a process that is its own: not its program, not the mapped pages of LMDB. Bytes. */
export function anonymousBytes(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/RssAnon:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
}

/** Samples the anonymous memory of a process until told to stop; gives the highest. */
export function watchMemory(pid) {
  let highest = anonymousBytes(pid);
  const timer = setInterval(() => (highest = Math.max(highest, anonymousBytes(pid))), 100);
  return () => {
    clearInterval(timer);
    return Math.max(highest, anonymousBytes(pid));
  };
}

/** Starts a part beside this file that answers jobs one after the other. */
export function startPart(name, args = []) {
  const child = fork(join(import.meta.dirname, `${name}.mjs`), args);
  return {
    pid: child.pid,
    ask: (job) =>
      new Promise((done, failed) => {
        const gone = (code) => failed(new Error(`${name} ended with ${code}`));
        child.once('exit', gone);
        child.once('message', ({ error, result }) => {
          child.off('exit', gone);
          if (error) failed(new Error(`${name}: ${error}`));
          else done(result);
        });
        child.send(job);
      }),
    stop: () =>
      new Promise((done) => {
        child.once('exit', done);
        child.disconnect();
      }),
  };
}

/** Makes this process a part: `work` answers each job. */
export function answerJobs(work) {
  process.on('message', (job) => {
    work(job).then(
      (result) => process.send({ result }),
      (error) => process.send({ error: error.stack }),
    );
  });
}

/** Starts the built ingest as it runs in production. `profileDir`: writes a CPU profile there when it stops. */
export async function startIngest(env, profileDir) {
  const main = join(import.meta.dirname, '..', '..', 'dist', 'main.js');
  const profiling = profileDir ? ['--cpu-prof', `--cpu-prof-dir=${profileDir}`] : [];
  // As the start command does it (`ingestPart` in api/src/start/parts.ts).
  const child = spawn(process.execPath, ['--max-old-space-size=384', ...profiling, main], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let printed = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (printed = (printed + text).slice(-4000)));
  const url = await new Promise((done, failed) => {
    child.stdout.setEncoding('utf8').once('data', (text) => done(JSON.parse(text).url));
    child.once('exit', () => failed(new Error(`ingest did not start:\n${printed}`)));
  });
  while ((await fetch(`${url}/readyz`)).status !== 200) await new Promise((done) => setTimeout(done, 50));
  const metric = async (name) => {
    const text = await (await fetch(`${url}/metrics`)).text();
    return Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1] ?? 0);
  };
  return {
    pid: child.pid,
    port: Number(new URL(url).port),
    waiting: () => metric('parley_ingest_spool_records'),
    stop: () =>
      new Promise((done, failed) => {
        child.removeAllListeners('exit');
        child.once('exit', (code) => (code === 0 ? done() : failed(new Error(`ingest ended:\n${printed}`))));
        child.kill('SIGTERM');
      }),
  };
}
