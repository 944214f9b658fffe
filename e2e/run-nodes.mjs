// `npm run test:nodes`: the unit and integration specs, and a start, on the other versions of Node that are promised.
// Each comes from the npm package `node`, so nothing is installed on the machine.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, install, NX } from '../start.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const VERSIONS = process.argv.length > 2 ? process.argv.slice(2) : ['22', '24'];

/**
 * Runs `command` by that version of Node. Gives its exit code; `onText` sees what it prints.
 * @param {string} version
 * @param {string[]} args
 * @param {(text: string, stop: () => void) => void} [onText]
 * @returns {Promise<number>}
 */
function runOn(version, args, onText) {
  return new Promise((done) => {
    const child = spawn('npx', ['--yes', '-p', `node@${version}`, '--', 'node', ...args], {
      cwd: ROOT,
      env: { ...process.env, NX_DAEMON: 'false', LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'inherit'],
      shell: process.platform === 'win32',
    });
    child.stdout.setEncoding('utf8').on('data', (text) => {
      process.stdout.write(text);
      onText?.(text, () => child.kill('SIGTERM'));
    });
    child.on('close', (code) => done(code ?? 1));
  });
}

await install();
await build();
const failures = [];
for (const version of VERSIONS) {
  console.log(`\n── Node ${version}`);
  await runOn(version, ['--version']);
  if ((await runOn(version, [NX, 'run-many', '-t', 'test', '--parallel=2', '--outputStyle=static'])) !== 0) {
    failures.push(`the specs on Node ${version}`);
  }
  const data = mkdtempSync(join(tmpdir(), 'parley-node-'));
  let isReady = false;
  const code = await runOn(
    version,
    ['start.mjs', '--data', data, '--empty', '--port', '4390'],
    (text, stop) => {
      if (!text.includes('Stop with Ctrl-C')) return;
      isReady = true;
      stop();
    },
  );
  if (!isReady || code !== 0) failures.push(`the start on Node ${version}`);
  rmSync(data, { recursive: true, force: true });
}
console.log(failures.length === 0 ? '\nAll is well.' : `\nFailed: ${failures.join(', ')}`);
process.exit(failures.length === 0 ? 0 : 1);
