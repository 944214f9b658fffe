import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Takes `dir` for this process and gives the function that frees it. A lock left by a process that is gone is taken
 * over. Throws when a live process holds it.
 */
export async function lockFolder(dir: string): Promise<() => Promise<void>> {
  const file = join(dir, 'lock');
  for (let attempt = 0; ; attempt += 1) {
    try {
      await writeFile(file, await signOf(process.pid), { flag: 'wx', mode: 0o600 });
      return () => rm(file, { force: true });
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    }
    const holder = await readFile(file, 'utf8').catch(() => '');
    const pid = Number.parseInt(holder, 10);
    if (attempt > 2 || (pid > 0 && isAlive(pid) && holder === (await signOf(pid)))) {
      throw new Error(`${dir} is in use by process ${pid}. Stop it first.`);
    }
    await rm(file, { force: true });
  }
}

/** A process number is given again after a restart; with the time it began (Linux only) it means one process. */
async function signOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const began = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  return `${pid} ${began}`.trim();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

const isCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
