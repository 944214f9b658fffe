// `npm run test:nodes`: the unit and integration specs, and a start, on the other versions of Node that are promised.
// Each comes from the npm package `node`, so nothing is installed on the machine.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, checkNode, install, NX } from '../start.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const VERSIONS = process.argv.length > 2 ? process.argv.slice(2) : ['22', '24'];
const START_TIMEOUT_MS = 5 * 60_000;

/** Where npm keeps that version's program: it is run itself, because npx does not pass on how a program ended. */
const programOf = (version) =>
  execFileSync('npx', ['--yes', '-p', `node@${version}`, '--', 'node', '-p', 'process.execPath'], {
    cwd: tmpdir(),
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
    .trim()
    .split('\n')
    .at(-1);

/**
 * Runs `args` by that program, first in its own PATH. Gives its exit code; `onText` sees what it prints.
 * @param {string} program
 * @param {string[]} args
 * @param {{ onText?: (text: string, stop: () => void) => void, timeoutMs?: number }} [options]
 * @returns {Promise<number>}
 */
function runBy(program, args, { onText, timeoutMs } = {}) {
  return new Promise((done) => {
    const PATH = `${dirname(program)}${delimiter}${process.env.PATH}`;
    const child = spawn(program, args, {
      cwd: ROOT,
      env: { ...process.env, PATH, NX_DAEMON: 'false', LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const stop = () => child.kill('SIGTERM');
    const timer = timeoutMs === undefined ? undefined : setTimeout(stop, timeoutMs);
    child.stdout.setEncoding('utf8').on('data', (text) => {
      process.stdout.write(text);
      onText?.(text, stop);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      done(code ?? 1);
    });
  });
}

/** A port that is free now, with the next one free most likely too. */
const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(Math.min(port, 65_000)));
    });
  });

checkNode();
await install();
await build();
const failures = [];
for (const version of VERSIONS) {
  const program = programOf(version);
  console.log(`\n── Node ${version}: ${program}`);
  await runBy(program, ['--version']);
  const specs = ['run-many', '-t', 'test', '--parallel=2', '--outputStyle=static', '--skip-nx-cache'];
  if ((await runBy(program, [NX, ...specs])) !== 0) failures.push(`the specs on Node ${version}`);

  const data = mkdtempSync(join(tmpdir(), 'parley-node-'));
  const port = String(await freePort());
  let isReady = false;
  const code = await runBy(program, ['start.mjs', '--data', data, '--empty', '--port', port], {
    timeoutMs: START_TIMEOUT_MS,
    onText: (text, stop) => {
      if (!text.includes('Stop with Ctrl-C')) return;
      isReady = true;
      stop();
    },
  });
  if (!isReady || code !== 0) failures.push(`the start on Node ${version}`);
  rmSync(data, { recursive: true, force: true });
}
console.log(failures.length === 0 ? '\nAll is well.' : `\nFailed: ${failures.join(', ')}`);
process.exit(failures.length === 0 ? 0 : 1);
