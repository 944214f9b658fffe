// The one command: checks Node, installs, builds, then runs Parley in this terminal.
// TRICKY: an old Node must still be able to read this file, to be told that it is too old: nothing newer than ES2018
// here, and built-in modules by their plain names.
import { spawn } from 'child_process';
import { createHash } from 'crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, statSync, writeFileSync } from 'fs';
import { dirname, join, resolve } from 'path';
import { fileURLToPath } from 'url';

const ROOT = dirname(fileURLToPath(import.meta.url));
/** The program that runs the tasks of all projects; there once everything is installed. */
export const NX = join(ROOT, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
const OLDEST_NODE = [20, 19];
const isRussian = /^ru/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');
const say = (en, ru) => (isRussian ? ru : en);

const HELP = say(
  `npm start -- [options]

  --data DIR             where everything is kept (default: data)
  --port N               dashboard and api on N, collecting on N + 1 (default: 4300)
  --empty                no demo and no golden workspace on the first start
  --min-free-disk SIZE   refuse to start with less free disk (default: 1GB)
  --help                 this text`,
  `npm start -- [ключи]

  --data ПАПКА           где всё хранится (по умолчанию data)
  --port N               отчёты и api на порту N, приём на N + 1 (по умолчанию 4300)
  --empty                без демонстрации и эталонного набора при первом запуске
  --min-free-disk РАЗМЕР не запускаться, если на диске свободно меньше (по умолчанию 1GB)
  --help                 этот текст`,
);

/** Ends the process with one line when Node is older than Parley needs. */
export function checkNode() {
  const parts = process.versions.node.split('.').map(Number);
  if (parts[0] > OLDEST_NODE[0] || (parts[0] === OLDEST_NODE[0] && parts[1] >= OLDEST_NODE[1])) return;
  const wanted = OLDEST_NODE.join('.');
  fail(
    say(
      `Node ${process.versions.node} is too old: install Node ${wanted} or newer (https://nodejs.org) and start again.`,
      `Node ${process.versions.node} слишком старый: установите Node ${wanted} или новее (https://nodejs.org) и запустите снова.`,
    ),
  );
}

function fail(text) {
  process.stderr.write(`parley: ${text}\n`);
  process.exit(1);
}

/** npm runs us in the root of the repository, but paths are meant from where the person typed them. */
const fromHere = (path) => resolve(process.env.INIT_CWD || process.cwd(), path);

/** The environment that the options stand for. Ends the process with one line on an unknown option. */
function readOptions(argv) {
  const VALUES = {
    '--data': 'PARLEY_DATA_DIR',
    '--port': 'PARLEY_PORT',
    '--min-free-disk': 'PARLEY_MIN_FREE_DISK',
  };
  const env = {};
  const rest = argv.slice();
  while (rest.length > 0) {
    const word = rest.shift();
    const at = word.indexOf('=');
    const name = at > 0 ? word.slice(0, at) : word;
    if (name === '--help' || name === '-h') {
      process.stdout.write(`${HELP}\n`);
      process.exit(0);
    }
    if (name === '--empty' && at < 0) env.PARLEY_EMPTY = '1';
    else if (VALUES[name]) {
      const value = at > 0 ? word.slice(at + 1) : rest.shift();
      if (!value || (at < 0 && value.startsWith('--'))) {
        fail(
          say(
            `${name} needs a value, see npm start -- --help`,
            `у ${name} нет значения, см. npm start -- --help`,
          ),
        );
      }
      env[VALUES[name]] = name === '--data' ? fromHere(value) : value;
    } else {
      fail(
        say(
          `unknown option ${word}, see npm start -- --help`,
          `неизвестный ключ ${word}, см. npm start -- --help`,
        ),
      );
    }
  }
  if (!env.PARLEY_DATA_DIR) env.PARLEY_DATA_DIR = resolve(process.env.PARLEY_DATA_DIR || join(ROOT, 'data'));
  return env;
}

/** Runs a program of this Node to its end; each line it prints goes to `onLine`. Gives its exit code and all it printed. */
function run(args, options) {
  return new Promise((done) => {
    const child = spawn(options.command || process.execPath, args, {
      cwd: ROOT,
      env: Object.assign({}, process.env, options.env),
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: options.shell || false,
    });
    let printed = '';
    let line = '';
    const take = (chunk) => {
      printed += chunk;
      const lines = (line + chunk).split('\n');
      line = lines.pop();
      if (options.onLine) lines.forEach(options.onLine);
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    const stop = (signal) => {
      child.kill(signal);
      process.exit(1);
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    signals.forEach((signal) => process.on(signal, stop));
    const end = (code) => {
      signals.forEach((signal) => process.removeListener(signal, stop));
      done({ code, printed });
    };
    child.on('error', (error) => {
      printed += String(error);
      end(1);
    });
    child.on('close', end);
  });
}

/** A line that says what goes on and, on a screen, for how long already; `finish` replaces it. */
function progressLine(text) {
  const from = Date.now();
  const seconds = () => Math.round((Date.now() - from) / 1000);
  const tick = () => process.stdout.write(`\r  … ${text} (${seconds()} s) `);
  if (!process.stdout.isTTY) process.stdout.write(`  … ${text}\n`);
  const timer = process.stdout.isTTY ? setInterval(tick, 1000) : undefined;
  if (timer) tick();
  return (mark) => {
    clearInterval(timer);
    process.stdout.write(`${process.stdout.isTTY ? '\r' : ''}  ${mark} ${text} (${seconds()} s)   \n`);
  };
}

function npm(args) {
  const wanted = args.concat('--include=dev', '--no-audit', '--no-fund', '--loglevel=error');
  const cli = process.env.npm_execpath;
  if (cli && /npm-cli\.[cm]?js$/.test(cli)) return run([cli].concat(wanted), {});
  return run(wanted, {
    command: process.platform === 'win32' ? 'npm.cmd' : 'npm',
    shell: process.platform === 'win32',
  });
}

/** Whether node_modules holds what the lock file asks for; parts for other platforms may be absent. */
function isInstalled() {
  try {
    const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
    const found = JSON.parse(readFileSync(join(ROOT, 'node_modules', '.package-lock.json'), 'utf8')).packages;
    return Object.keys(wanted).every((key) => {
      if (!key.includes('node_modules/')) return true;
      if (!found[key]) return Boolean(wanted[key].optional || wanted[key].devOptional);
      return found[key].version === wanted[key].version;
    });
  } catch {
    return false;
  }
}

/** Installs the packages when they are not there yet. Ends the process with what npm said when it cannot. */
export async function install() {
  if (isInstalled()) return;
  const finish = progressLine(
    say('installing packages, 1–4 minutes once', 'установка пакетов, 1–4 минуты один раз'),
  );
  let result = await npm(['ci']);
  // The lock may lack what this platform needs; then npm works it out, without changing the lock.
  if (result.code !== 0) result = await npm(['install', '--no-save']);
  finish(result.code === 0 ? '✓' : '✗');
  if (result.code === 0) return;
  process.stderr.write(result.printed);
  fail(
    say(
      'npm could not install the packages (see above): check the connection and the free disk, and start again.',
      'npm не смог установить пакеты (см. выше): проверьте соединение и место на диске и запустите снова.',
    ),
  );
}

const BUILT = [
  'contracts/dist/index.js',
  'sql/dist/index.js',
  'ingest/dist/main.js',
  'api/dist/start/main.js',
  'dashboard/dist/index.html',
];

function sourceFiles(dir) {
  return readdirSync(dir, { withFileTypes: true }).reduce((files, entry) => {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) {
      return /^(node_modules|dist|out|coverage|\.angular)$/.test(entry.name)
        ? files
        : files.concat(sourceFiles(path));
    }
    return /\.spec\.ts$/.test(entry.name) ? files : files.concat(path);
  }, []);
}

/** A fingerprint of everything that is built from, and of what was built. Undefined while something is not built. */
function buildStamp() {
  const hash = createHash('sha256').update(process.version.split('.')[0]);
  const files = ['package-lock.json', 'tsconfig.base.json', 'angular.json', 'nx.json'].map((name) =>
    join(ROOT, name),
  );
  ['contracts', 'sql', 'ingest', 'api', 'dashboard'].forEach((name) =>
    files.push(...sourceFiles(join(ROOT, name))),
  );
  files.filter((file) => existsSync(file)).forEach((file) => hash.update(file).update(readFileSync(file)));
  for (const file of BUILT) {
    if (!existsSync(join(ROOT, file))) return undefined;
    hash.update(`${file} ${statSync(join(ROOT, file)).mtimeMs}`);
  }
  return hash.digest('hex');
}

/** Builds what has changed since the last build. Ends the process with what the build said when it fails. */
export async function build() {
  const stampFile = join(ROOT, 'node_modules', '.cache', 'parley', 'build');
  const stamp = buildStamp();
  if (stamp && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  const finish = progressLine(say('building, about a minute once', 'сборка, около минуты один раз'));
  const result = await run([NX, 'run-many', '-t', 'build', '--parallel=2', '--outputStyle=static'], {
    env: { NX_DAEMON: 'false' },
    onLine: (line) => {
      const built = /> nx run @parley\/(\w+):build/.exec(line);
      if (built)
        process.stdout.write(process.stdout.isTTY ? `\r    ${built[1].padEnd(60)}\n` : `    ${built[1]}\n`);
    },
  });
  const after = buildStamp();
  finish(result.code === 0 && after ? '✓' : '✗');
  if (result.code !== 0 || !after) {
    process.stderr.write(result.printed);
    fail(say('the build failed (see above).', 'сборка не удалась (см. выше).'));
  }
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, after);
}

/**
 * Ends us when the shell that npm put between itself and us has ended. TRICKY: npm passes a SIGTERM on to that shell
 * alone, which dies of it without a word to us.
 */
function endWithNpm() {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return;
  const shell = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, 300);
  timer.unref();
}

async function main() {
  checkNode();
  endWithNpm();
  Object.assign(process.env, readOptions(process.argv.slice(2)));
  await install();
  await build();
  await import('./api/dist/start/main.js');
}

if (process.argv[1] && realpathSync(process.argv[1]) === realpathSync(fileURLToPath(import.meta.url))) {
  main().catch((error) => {
    process.stderr.write(`${error && error.stack ? error.stack : error}\n`);
    process.exit(1);
  });
}
