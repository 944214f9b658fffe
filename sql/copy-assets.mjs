// Copies what tsc leaves behind (SQL files and the engine's child process) beside the compiled code.
import { cpSync } from 'node:fs';
import { extname, sep } from 'node:path';

for (const folder of ['migrations', 'reports', 'derive', 'embedded', 'lib', 'testing'])
  cpSync(folder, `dist/${folder}`, {
    recursive: true,
    filter: (path) =>
      !path.includes(`dist${sep}`) && (extname(path) === '' || ['.sql', '.mjs'].includes(extname(path))),
  });
