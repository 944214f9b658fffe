import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFileSync } from '@swc/core';

const SQL = fileURLToPath(new URL('../', import.meta.url));

/**
 * Compiles folders of this project into a new folder outside of it, for specs that run a program of its own.
 * Types are not checked. The caller removes the folder.
 */
export function compile(...folders: string[]): string {
  const out = mkdtempSync(join(tmpdir(), 'parley-compiled-'));
  writeFileSync(join(out, 'package.json'), '{ "type": "module" }');
  symlinkSync(join(SQL, '..', 'node_modules'), join(out, 'node_modules'));
  for (const folder of folders) {
    mkdirSync(join(out, folder));
    for (const name of readdirSync(join(SQL, folder))) {
      const from = join(SQL, folder, name);
      if (name.endsWith('.mjs')) copyFileSync(from, join(out, folder, name));
      if (!name.endsWith('.ts') || name.endsWith('.spec.ts')) continue;
      const { code } = transformFileSync(from, {
        swcrc: false,
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'es6' },
      });
      writeFileSync(join(out, folder, name.replace(/\.ts$/, '.js')), code);
    }
  }
  return out;
}
