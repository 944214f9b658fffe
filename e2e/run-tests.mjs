// `npm test`: types, lint, unit and integration specs, then the journeys in a browser and the faults. The last line is
// `N passed, N failed`, over all of them; the exit code is 0 only when nothing failed.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, checkNode, install, NX } from '../start.mjs';
import { findBrowser } from './browser.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OUT = join(ROOT, 'e2e', 'out');
const startedAt = Date.now();
const sum = { passed: 0, failed: 0 };
/** What ran, in order, and how long it took. @type {{ title: string, seconds: number }[]} */
const steps = [];

/**
 * Does a step and keeps how long it took.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function timed(title, work) {
  const from = performance.now();
  try {
    return await work();
  } finally {
    steps.push({ title, seconds: (performance.now() - from) / 1000 });
  }
}

/**
 * Runs a program of this Node and shows what it prints. Gives its exit code and all it printed.
 * @param {string} title
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<{ code: number, printed: string }>}
 */
function run(title, args, env = {}) {
  console.log(`\n── ${title} (${Math.round((Date.now() - startedAt) / 1000)} s)`);
  const ran = () =>
    new Promise((done) => {
      const child = spawn(process.execPath, args, {
        cwd: ROOT,
        env: { ...process.env, NX_DAEMON: 'false', FORCE_COLOR: '0', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let printed = '';
      /** @param {string} text */
      const take = (text) => {
        printed += text;
        process.stdout.write(text);
      };
      child.stdout.setEncoding('utf8').on('data', take);
      child.stderr.setEncoding('utf8').on('data', take);
      child.on('close', (code) => done({ code: code ?? 1, printed }));
    });
  return timed(title, ran);
}

/**
 * Adds up the summaries that Jest printed; a task that failed without counting a failed test counts as one.
 * @param {{ code: number, printed: string }} result
 */
function countTasks({ code, printed }) {
  let failed = 0;
  for (const [line] of printed.matchAll(/Tests: +(?:\d+ \w+, )*\d+ total/g)) {
    sum.passed += Number(/(\d+) passed/.exec(line)?.[1] ?? 0);
    failed += Number(/(\d+) failed/.exec(line)?.[1] ?? 0);
  }
  sum.failed += code !== 0 && failed === 0 ? 1 : failed;
}

/**
 * Adds up what Playwright wrote to its results file.
 * @param {string} file
 * @param {number} code
 */
function countPlaywright(file, code) {
  let failed = 0;
  if (existsSync(file)) {
    const { stats } = JSON.parse(readFileSync(file, 'utf8'));
    sum.passed += stats.expected;
    failed = stats.unexpected + stats.flaky;
  }
  sum.failed += code !== 0 && failed === 0 ? 1 : failed;
}

async function playwright() {
  const cli = join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js');
  for (const [title, config, results] of [
    ['Journeys in the browser', 'e2e/playwright.config.ts', 'results.json'],
    ['Faults: processes are killed', 'e2e/faults/playwright.config.ts', 'faults.json'],
  ]) {
    const { code } = await run(title, [cli, 'test', '--config', config]);
    countPlaywright(join(OUT, results), code);
  }
}

checkNode();
try {
  console.log(`Browser: ${findBrowser()}`);
} catch (error) {
  console.error(`parley: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
await timed('Install', install);
await timed('Build', build);
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });

const prettier = join(ROOT, 'node_modules', 'prettier', 'bin', 'prettier.cjs');
async function lookAtFiles() {
  for (const [title, args] of [
    ['Format', [prettier, '--check', '--log-level', 'warn', '.']],
    ['Links in the documentation', [join(ROOT, '.ci', 'check-links.mjs')]],
  ])
    sum[(await run(title, args)).code === 0 ? 'passed' : 'failed'] += 1;
}

const tasks = ['run-many', '-t', 'typecheck,lint,test', '--parallel=2', '--outputStyle=static'];
// Beside the long tasks there is a moment for the short ones: specs also wait.
const [result] = await Promise.all([run('Types, lint, unit and integration', [NX, ...tasks]), lookAtFiles()]);
countTasks(result);
await playwright();

console.log('\n── Seconds of each step');
for (const { title, seconds } of steps) console.log(`${seconds.toFixed(1).padStart(8)}  ${title}`);
console.log(`\nAll tests took ${Math.round((Date.now() - startedAt) / 1000)} s.`);
console.log(`${sum.passed} passed, ${sum.failed} failed`);
process.exit(sum.failed === 0 ? 0 : 1);
