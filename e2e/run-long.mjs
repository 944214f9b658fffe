// `npm run test:long`: the specs that compare with the oracle on random cases, on about ten times as many as `npm test`
// takes. Minutes, not seconds; for a change of derivation or of a report. Other cases: PARLEY_SEED=10001 before it.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, checkNode, install } from '../start.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

checkNode();
await install();
await build();
const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
let failed = 0;
for (const project of ['sql', 'api']) {
  const cwd = join(ROOT, project);
  const specs = readdirSync(cwd, { recursive: true, encoding: 'utf8' }).filter(
    (file) =>
      file.endsWith('.spec.ts') &&
      !file.startsWith('dist') &&
      readFileSync(join(cwd, file), 'utf8').includes('howMany('),
  );
  const { status } = spawnSync(
    process.execPath,
    ['--experimental-vm-modules', '--no-warnings', jest, '--runInBand', '--testTimeout=3600000', ...specs],
    { cwd, env: { ...process.env, PARLEY_LONG: '1' }, stdio: 'inherit' },
  );
  if (status !== 0) failed++;
}
process.exit(failed === 0 ? 0 : 1);
