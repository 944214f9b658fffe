// npm run bench -- NAME [options]: runs one of the measurements beside this file; without a name, all of them.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

const folder = import.meta.dirname;
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.mjs') && file !== basename(import.meta.filename))
  .map((file) => basename(file, '.mjs'));
const [name, ...options] = process.argv.slice(2);
const isNamed = name !== undefined && !name.startsWith('-');

if (isNamed && !names.includes(name)) {
  console.error(`There is no measurement «${name}». There are: ${names.join(', ')}`);
  process.exit(1);
}
for (const one of isNamed ? [name] : names) {
  const args = [join(folder, `${one}.mjs`), ...(isNamed ? options : process.argv.slice(2))];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
