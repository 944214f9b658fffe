import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { FolderLock } from './folder-lock.js';
import { dataFolderNewer, dataFolderNotWritable, diskNearlyFull } from './problems.js';

/** The layout of the data folder. Grows by one whenever an older Parley could not read what a newer one writes. */
export const DATA_SCHEMA = 1;

const version = z.object({ schema: z.int().min(1), product: z.string() });

/** Where everything is kept. One process at a time may hold it. */
export interface DataFolder {
  dir: string;
  logs: string;
  runFile: string;
  signInFile: string;
  seedFile: string;
  /** 32 bytes, base64: encrypts secrets at rest. Made on the first start, never changed. */
  masterKey: string;
  lock: FolderLock;
  /** Lets the next Parley in. */
  close(): void;
}

/** Writes a file that only this user may read, whole or not at all. */
export function writePrivateFile(file: string, text: string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, file);
}

/**
 * Opens (or makes) the data folder for this process alone.
 * Throws a StartError: not writable, disk nearly full, made by a newer version, in use.
 */
export async function openDataFolder(options: {
  dir: string;
  minFreeDiskBytes: number;
  product: string;
  address: string;
}): Promise<DataFolder> {
  const { dir } = options;
  makeWritable(dir);
  checkFreeDisk(dir, options.minFreeDiskBytes);
  checkVersion(dir);
  const lock = await FolderLock.take(dir, options.address);
  try {
    const logs = join(dir, 'logs');
    mkdirSync(logs, { recursive: true, mode: 0o700 });
    const runFile = join(dir, 'run.json');
    rmSync(runFile, { force: true });
    writeVersion(dir, options.product);
    return {
      dir,
      logs,
      runFile,
      signInFile: join(dir, 'sign-in.txt'),
      seedFile: join(dir, 'seed.json'),
      masterKey: readMasterKey(join(dir, 'master.key')),
      lock,
      close() {
        rmSync(runFile, { force: true });
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function makeWritable(dir: string): void {
  const probe = join(dir, `.write-test.${process.pid}`);
  try {
    makeFolder(dir);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC') throw diskNearlyFull(dir, '0 MB', '1 MB');
    throw dataFolderNotWritable(dir, code ?? message);
  }
}

/**
 * Makes a folder and those above it.
 * TRICKY: not `recursive: true`: Node 20 tries for ever where a folder exists that takes no new ones (/proc).
 */
function makeFolder(dir: string): void {
  if (existsSync(dir)) return;
  makeFolder(dirname(dir));
  mkdirSync(dir, { mode: 0o700 });
}

const megabytes = (bytes: number) =>
  `${Math.floor(bytes / 1e6)
    .toLocaleString('en')
    .replaceAll(',', ' ')} MB`;

function checkFreeDisk(dir: string, wanted: number): void {
  const disk = statfsSync(dir);
  const free = disk.bavail * disk.bsize;
  if (free < wanted) throw diskNearlyFull(dir, megabytes(free), megabytes(wanted));
}

function checkVersion(dir: string): void {
  const file = join(dir, 'version.json');
  if (!existsSync(file)) return;
  const found = version.safeParse(parseJson(file));
  if (!found.success) throw dataFolderNotWritable(dir, 'version.json is damaged');
  if (found.data.schema > DATA_SCHEMA) throw dataFolderNewer(dirname(file), found.data.product);
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function writeVersion(dir: string, product: string): void {
  writePrivateFile(join(dir, 'version.json'), JSON.stringify({ schema: DATA_SCHEMA, product }) + '\n');
}

function readMasterKey(file: string): string {
  if (!existsSync(file)) writePrivateFile(file, randomBytes(32).toString('base64') + '\n');
  return readFileSync(file, 'utf8').trim();
}
