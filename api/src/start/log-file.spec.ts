import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogFile } from './log-file.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'parley-log-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

it('keeps the newest lines in few files of limited size', () => {
  const log = new LogFile(join(dir, 'api.log'), 10, 2);
  for (const line of ['first\n', 'second\n', 'third\n', 'fourth\n']) log.write(line);
  log.close();
  const files = readdirSync(dir).sort();
  expect(files.map((name) => [name, readFileSync(join(dir, name), 'utf8')])).toEqual([
    ['api.log', 'fourth\n'],
    ['api.log.1', 'third\n'],
    ['api.log.2', 'second\n'],
  ]);
});

it('goes on where the previous start ended', () => {
  for (const line of ['one\n', 'two\n']) {
    const log = new LogFile(join(dir, 'api.log'));
    log.write(line);
    log.close();
  }
  expect(readFileSync(join(dir, 'api.log'), 'utf8')).toBe('one\ntwo\n');
});
