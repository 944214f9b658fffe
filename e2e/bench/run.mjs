// npm run bench -- NAME [options]: runs one of the measurements of the projects; without a name, all of them.
// A measurement is a program in the folder `bench` of the project that it measures.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
const found = new Map(
  ['sql', 'ingest', 'api'].flatMap((project) => {
    const folder = join(ROOT, project, 'bench');
    const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.mjs')) : [];
    return files.map((file) => [basename(file, '.mjs'), join(folder, file)]);
  }),
);
const [name, ...options] = process.argv.slice(2);
const isNamed = name !== undefined && !name.startsWith('-');

if (isNamed && !found.has(name)) {
  console.error(`There is no measurement «${name}». There are: ${[...found.keys()].join(', ')}`);
  process.exit(1);
}
if (!existsSync(join(ROOT, 'ingest', 'dist', 'main.js'))) {
  console.error('Nothing is built yet: npm run build');
  process.exit(1);
}
for (const one of isNamed ? [name] : found.keys()) {
  const args = [found.get(one), ...(isNamed ? options : process.argv.slice(2))];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
