// Before a Jest run: one temporary folder for everything that its specs make. The workers inherit TMPDIR.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default function makeFolder() {
  // What is worth keeping for the next run goes here.
  process.env.PARLEY_TEST_CACHE ??= tmpdir();
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'parley-jest-'));
}
