import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** The workers of one run have one parent. */
const FOLDER = join(tmpdir(), `parley-journeys-${process.ppid}`);
const RUNNING = 'running.';
/** Holds the number of the process that runs alone or waits for the others to end. */
const ALONE = join(FOLDER, 'alone');
const OWN = join(FOLDER, RUNNING + process.pid);
const LOOK_EVERY_MS = 50;

/**
 * Waits until a journey may run: one that is to be alone when no other runs, any other when none is alone. Returns what
 * ends its turn. A worker that was killed holds nobody up.
 */
export async function takeTurn(isAlone: boolean): Promise<() => void> {
  mkdirSync(FOLDER, { recursive: true });
  if (isAlone) {
    while (!takeAlone()) await pause(LOOK_EVERY_MS);
    while (othersRun()) await pause(LOOK_EVERY_MS);
    return () => rmSync(ALONE, { force: true });
  }
  for (;;) {
    // Says so first and looks then: of two that do it at the same time at least one sees the other.
    writeFileSync(OWN, '');
    if (!isSomebodyAlone()) return () => rmSync(OWN, { force: true });
    rmSync(OWN);
    while (isSomebodyAlone()) await pause(LOOK_EVERY_MS);
  }
}

/** Removes what a run left. Called by its parent. */
export const forgetTurns = () =>
  rmSync(join(tmpdir(), `parley-journeys-${process.pid}`), { recursive: true, force: true });

function takeAlone(): boolean {
  if (isSomebodyAlone()) return false;
  try {
    writeFileSync(ALONE, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

function isSomebodyAlone(): boolean {
  let holder: string;
  try {
    holder = readFileSync(ALONE, 'utf8');
  } catch {
    return false;
  }
  // Empty for an instant, while it is being written.
  if (holder === '' || isAlive(Number(holder))) return true;
  rmSync(ALONE, { force: true });
  return false;
}

const othersRun = () =>
  readdirSync(FOLDER).some((name) => name.startsWith(RUNNING) && isAlive(Number(name.slice(RUNNING.length))));

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
