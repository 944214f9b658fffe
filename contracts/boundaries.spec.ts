import { describe, expect, it } from '@jest/globals';
import { ESLint } from 'eslint';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const eslint = new ESLint({ cwd: root });

/** Whether the house forbids `file` to import `what`. */
async function isForbidden(file: string, what: string): Promise<boolean> {
  const [result] = await eslint.lintText(`import '${what}';\n`, { filePath: `${root}/${file}` });
  return result?.messages.some(({ ruleId }) => ruleId === 'no-restricted-imports') ?? false;
}

describe('the import rules', () => {
  it.each([
    ['contracts/period.ts', 'luxon'],
    ['contracts/period.ts', '@parley/sql'],
    ['sql/reports/overview/overview.ts', '@nestjs/common'],
    ['sql/reports/overview/overview.ts', '../by-agent/by-agent.js'],
    ['sql/reports/overview/overview.ts', '@clickhouse/client'],
    ['sql/derive/deriver.ts', '@clickhouse/client'],
    ['sql/lib/client.ts', '@parley/api'],
    ['ingest/src/main.ts', '@parley/api'],
    ['ingest/src/main.ts', '@parley/sql/testing'],
    ['api/src/main.ts', '@parley/ingest'],
    ['api/src/main.ts', '@angular/core'],
    ['dashboard/src/app/app.ts', '@parley/sql'],
    ['dashboard/src/app/app.ts', 'node:fs'],
    ['dashboard/src/app/ui/chart/chart.ts', '../../reports/overview/overview'],
    ['dashboard/src/app/reports/overview/overview.ts', '../by-agent/by-agent'],
    ['e2e/src/support.ts', '@parley/api'],
    ['e2e/src/support.ts', '@parley/ingest'],
    ['api/src/main.ts', '../../ingest/src/main.js'],
  ])('%s must not import %s', async (file, what) => expect(await isForbidden(file, what)).toBe(true));

  it.each([
    ['contracts/period.ts', 'zod'],
    ['sql/lib/client.ts', '@clickhouse/client'],
    ['sql/reports/overview/overview.ts', '../../lib/define-query.js'],
    ['ingest/src/main.ts', '@parley/sql'],
    ['api/src/main.ts', '@nestjs/core'],
    ['dashboard/src/app/app.ts', '@parley/contracts'],
    ['e2e/src/support.ts', '@parley/sql/testing'],
    ['e2e/src/support.ts', '@parley/ingest/stand-ins'],
  ])('%s may import %s', async (file, what) => expect(await isForbidden(file, what)).toBe(false));
});
