// Copies what tsc leaves behind (SQL files and the engine's child process) beside the compiled code. What is no longer
// there is removed first: a renamed migration must not run twice.
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { extname, join } from 'node:path';

const ASSETS = ['.sql', '.mjs'];
const FOLDERS = [
  'migrations',
  'reports',
  'accounts',
  'contacts',
  'quality',
  'derive',
  'dismissals',
  'embedded',
  'lib',
  'testing',
  'sources',
  'timeline',
  'workload',
];

for (const folder of FOLDERS.filter((name) => existsSync(name))) {
  const built = join('dist', folder);
  for (const path of existsSync(built) ? readdirSync(built, { recursive: true }) : [])
    if (ASSETS.includes(extname(path))) rmSync(join(built, path));
  cpSync(folder, built, {
    recursive: true,
    filter: (path) => extname(path) === '' || ASSETS.includes(extname(path)),
  });
}
