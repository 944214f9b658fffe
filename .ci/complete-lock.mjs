// Adds to package-lock.json the platform packages that a registry did not offer when the lock was written.
// Without them `npm ci` stops with «Missing: … from lock file» wherever npm does see them.
// Run after every change of dependencies: node .ci/complete-lock.mjs
// The added entries carry no integrity hash: what they fetch on other platforms is not pinned by content
// (docs/decisions/0001-toolchain.md).
import { readFileSync, writeFileSync } from 'node:fs';

const SYSTEMS = ['darwin', 'linux', 'win32', 'freebsd', 'openbsd', 'android', 'openharmony'];
const CPUS = ['arm64', 'x64', 'ia32', 'loong64', 'riscv64', 'ppc64', 's390x', 'arm'];

const file = 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8'));

/** The key under which a package found from `from` stands, walking up as Node resolves. */
function resolved(from, name) {
  for (let folder = from; ;) {
    const key = `${folder ? `${folder}/` : ''}node_modules/${name}`;
    if (key in lock.packages) return key;
    if (folder === '') return undefined;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')));
  }
}

const added = {};
for (const [from, entry] of Object.entries(lock.packages))
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (resolved(from, name) !== undefined || !/^\d/.test(version)) continue;
    const words = name.split(/[-/]/);
    const os = SYSTEMS.find((system) => words.includes(system));
    if (os === undefined) continue;
    const cpu = CPUS.find((one) => words.includes(one));
    const libc = words.some((word) => word.includes('musl'))
      ? 'musl'
      : words.includes('gnu') && os === 'linux'
        ? 'glibc'
        : undefined;
    added[`node_modules/${name}`] = {
      version,
      ...(cpu ? { cpu: [cpu] } : {}),
      ...(entry.dev ? { dev: true } : {}),
      ...(libc ? { libc: [libc] } : {}),
      optional: true,
      os: [os],
    };
  }

lock.packages = Object.fromEntries(
  Object.entries({ ...lock.packages, ...added }).sort(([a], [b]) => a.localeCompare(b, 'en')),
);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${Object.keys(added).length} platform packages added`);
